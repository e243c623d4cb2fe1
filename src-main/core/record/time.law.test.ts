import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTime, writeTime } from './time.ts'

const limits = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }
const fresh = () => ({ timeUs: 0, timeNs: 0, timeDigits: 0 })

test('what is written reads the same', () => {
  fc.assert(
    fc.property(fc.integer(limits), fc.nat(999), fc.nat(9), (us, ns, digits) => {
      const stepUs = 10 ** Math.max(0, 6 - digits)
      const timeUs = Math.max(Math.floor(us / stepUs) * stepUs, Math.ceil(limits.min / stepUs) * stepUs)
      const stepNs = 10 ** Math.min(3, 9 - digits)
      const instant = { timeUs, timeNs: Math.floor(ns / stepNs) * stepNs, timeDigits: digits }
      const into = fresh()
      expect(readTime(writeTime(instant.timeUs, instant.timeNs, digits), into)).toBe(true)
      expect(into).toEqual(instant)
    }),
  )
})

test('agrees with Date on every second it can say, at every offset', () => {
  const second = fc.integer({ min: -9_007_199_000, max: 9_007_199_000 })
  fc.assert(
    fc.property(second, fc.nat(23), fc.nat(59), fc.constantFrom('+', '-'), (seconds, hours, minutes, sign) => {
      const offset = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
      const text = new Date(seconds * 1000).toISOString().slice(0, 19) + offset
      const into = fresh()
      const us = Date.parse(text) * 1000
      expect(readTime(text, into)).toBe(Number.isSafeInteger(us))
      expect(into.timeUs).toBe(Number.isSafeInteger(us) ? us : 0)
    }),
  )
})

test('any text is read or refused, never thrown over', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readTime(text, fresh())).toBeTypeOf('boolean')
    }),
  )
})
