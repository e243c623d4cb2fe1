import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from './canonical.ts'
import { notIJson } from './i-json.ts'

const json = fc.jsonValue({ maxDepth: 6, noUnicodeString: false, stringUnit: 'grapheme' })

test('says the same as the canonicalize library', () => {
  fc.assert(fc.property(json, (value) => canonical(value) === canonicalize(value)))
})

test('is stable: reading it back gives the same text again, and it is I-JSON where its integers are safe', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonical(value)
      expect(canonical(JSON.parse(text))).toBe(text)
      expect(notIJson(text) ?? 'an integer is beyond 2^53').toBe('an integer is beyond 2^53')
    }),
  )
})

test.each([[undefined], [NaN], [Infinity], ['\ud800'], [{ '\udc00': 1 }], [[() => 1]], [1n]])('refuses %s', (value) => {
  expect(() => canonical(value)).toThrow(TypeError)
})

test('refuses nesting beyond its limit instead of exhausting the stack', () => {
  const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000))
  expect(() => canonical(deep)).toThrow('too deep')
})
