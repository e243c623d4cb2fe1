import { expect, test } from 'vitest'
import { dayOf, decidingSum, readDailySum } from './daily-sums.ts'

const md5 = 'a'.repeat(32)
const sha1 = 'b'.repeat(40)
const sha256 = 'c'.repeat(64)
const current = [`MD5  (a.log) = ${md5}`, `SHA1 (a.log) = ${sha1}`, `SHA256 (a.log) = ${sha256}`]
const chained = ['MD5  (b.sum) = none', 'SHA1 (b.sum) = none', 'SHA256 (b.sum) = none']
const textOf = (now: readonly string[], before: readonly string[]): string =>
  ['Current checksum:', ...now, '', 'Chained checksum:', ...before, ''].join('\n')

test('a whole file is read, and SHA-256 decides', () => {
  const sum = readDailySum(textOf(current, chained))
  expect(sum?.current.name).toBe('a.log')
  expect(sum && decidingSum(sum.current)).toEqual({ algorithm: 'sha256', stated: sha256, weak: false })
  expect(sum && decidingSum(sum.chained)).toEqual({ algorithm: 'sha256', stated: undefined, weak: false })
})

test('OSSEC, which writes no SHA-256: the sum that decides is weak', () => {
  const sum = readDailySum(textOf(current.slice(0, 2), chained.slice(0, 1)))
  expect(sum && decidingSum(sum.current)).toEqual({ algorithm: 'sha1', stated: sha1, weak: true })
  expect(sum && decidingSum(sum.chained)).toEqual({ algorithm: 'md5', stated: undefined, weak: true })
})

test.each<[string, string]>([
  ['nothing', ''],
  ['without its first heading', textOf(current, chained).replace('Current checksum:\n', '')],
  ['without its second heading', textOf(current, chained).replace('Chained checksum:\n', '')],
  ['without a sum', textOf([], chained)],
  ['without a sum before', textOf(current, [])],
  ['with another word', textOf(current.with(0, `SHA9 (a.log) = ${md5}`), chained)],
  ['with a line that is none', textOf(current, [...chained, 'and more'])],
  ['with a sum cut short', textOf(current.with(2, `SHA256 (a.log) = ${sha1}`), chained)],
  ['with a sum in upper case', textOf(current.with(0, `MD5  (a.log) = ${md5.toUpperCase()}`), chained)],
  ['with two sums of one hash', textOf([...current, current[0] ?? ''], chained)],
  ['with the sum of another file', textOf(current.with(0, `MD5  (other.log) = ${md5}`), chained)],
])('a file %s is none', (_what, text) => expect(readDailySum(text)).toBeUndefined())

const day = (path: string) => dayOf(`logs/alerts/${path}.log.sum`)

test('days of one series follow one another, also over the end of a month', () => {
  const [last, first] = [day('2025/Dec/ossec-alerts-31'), day('2026/Jan/ossec-alerts-01')]
  expect(first?.series).toBe(last?.series)
  expect((first?.day ?? 0) - (last?.day ?? 0)).toBe(1)
  expect(day('2026/Jan/ossec-archive-01')?.series).not.toBe(first?.series)
})

test.each([
  '2026/Foo/ossec-alerts-01.log.sum',
  '2026/Jan/ossec-alerts-1.log.sum',
  '2026/Jan/ossec-alerts-01.log',
  'a.sum',
])('%s says no day', (path) => expect(dayOf(path)).toBeUndefined())
