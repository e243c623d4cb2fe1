import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { checksOf, said } from './testing/judge-files.ts'
import type { Texts } from './testing/judge-files.ts'

const digest = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex')
const folder = 'logs/alerts/2026/Nov/'
const logOf = (day: number): string => `alert of day ${day}\n`

/** A sum file as `sign_log.c` prints it; OSSEC writes no SHA-256. */
function sumOf(name: string, log: string, before: readonly [string, string | undefined], sha256 = true): string {
  const lines = (of: string, text: string | undefined): string => {
    const one = (algorithm: string): string => (text === undefined ? 'none' : digest(algorithm, text))
    const two = `MD5  (${of}) = ${one('md5')}\nSHA1 (${of}) = ${one('sha1')}\n\n`
    return sha256 ? `${two}SHA256 (${of}) = ${one('sha256')}\n\n` : two
  }
  return `Current checksum:\n${lines(name, log)}Chained checksum:\n${lines(before[0], before[1])}`
}

/** Some days, each chained to the one before. */
function days(from: number, to: number, sha256 = true): Record<string, string> {
  const files: Record<string, string> = {}
  let before: readonly [string, string | undefined] = [`${folder}ossec-alerts-0${from - 1}.log.sum`, undefined]
  for (let day = from; day <= to; day += 1) {
    const name = `${folder}ossec-alerts-0${day}`
    files[`${name}.log`] = logOf(day)
    files[`${name}.log.sum`] = sumOf(name, logOf(day), before, sha256)
    before = [`${name}.log.sum`, files[`${name}.log.sum`]]
  }
  return files
}

const log = (day: number): string => `${folder}ossec-alerts-0${day}.log`
const sum = (day: number): string => `${log(day)}.sum`
const wrong = async (files: Texts): Promise<string[]> =>
  said(await checksOf(files)).filter((one) => !one.includes(' verified '))
const without = (files: Texts, ...paths: string[]): Texts =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)))

test('whole days hold; that nothing holds the last one is said', async () => {
  const checks = await checksOf(days(1, 3))
  expect(said(checks).filter((one) => one.includes(' verified '))).toHaveLength(6)
  expect(checks.filter(({ check }) => check === 'chain.end').map(({ file, verdict }) => [file, verdict])).toEqual([
    [sum(3), 'not-verifiable'],
  ])
})

test('elsewhere below another folder, and packed after the sum was taken', async () => {
  const moved = Object.fromEntries(Object.entries(days(1, 2)).map(([path, text]) => [`evidence/${path}`, text]))
  const packed = { ...without(moved, `evidence/${log(1)}`), [`evidence/${log(1)}.gz`]: gzipSync(logOf(1)) }
  expect(await wrong(packed)).toEqual([])
})

test('the parts of a day are taken in order', async () => {
  const name = `${folder}ossec-alerts-01`
  const files = {
    [`${name}.log`]: 'a\n',
    [`${name}-001.log`]: 'b\n',
    [`${name}-002.log`]: 'c\n',
    [`${name}.log.sum`]: sumOf(name, 'a\nb\nc\n', [`${folder}ossec-alerts-00.log.sum`, undefined]),
  }
  expect(await wrong(files)).toEqual([])
  expect(await wrong(without(files, `${name}-002.log`))).toEqual([`sum.day edited ${name}.log`])
})

test('MD5 and SHA-1 alone are weak, and still contradict', async () => {
  const files = days(1, 1, false)
  expect(await wrong(files)).toEqual([`sum.day weak ${log(1)}`])
  expect(await wrong({ ...files, [log(1)]: 'x' })).toEqual([`sum.day edited ${log(1)}`])
})

test('a wrong MD5 beside a right SHA-256 is not looked at', async () => {
  const files = days(1, 1)
  const text = String(files[sum(1)]).replace(/^MD5 .*$/m, `MD5  (${folder}ossec-alerts-01) = ${'0'.repeat(32)}`)
  expect(await wrong({ ...files, [sum(1)]: text })).toEqual([])
})

describe('must fail', () => {
  const files = days(1, 4)
  const name2 = `${folder}ossec-alerts-02`
  const again = sumOf(name2, 'x', [sum(1), files[sum(1)]])
  test.each<[string, Texts, string[]]>([
    ['a log was changed', { ...files, [log(2)]: 'x' }, [`sum.day edited ${log(2)}`]],
    ['a log and its sum were changed', { ...files, [log(2)]: 'x', [sum(2)]: again }, [`sum.chain edited ${sum(3)}`]],
    ['a log is missing', without(files, log(2)), [`sum.day missing ${log(2)}`]],
    ['a day and its sum are missing', without(files, log(2), sum(2)), [`sum.chain removed ${sum(3)}`]],
    ['the first days are missing', without(files, log(1), sum(1)), [`sum.chain incomplete ${sum(2)}`]],
    [
      'a log where the sum says there was none',
      { [log(1)]: 'x', [sum(1)]: String(files[sum(1)]).replaceAll(/= .*$/gm, '= none') },
      [`sum.day inserted ${log(1)}`],
    ],
    ['a sum before the one that begins the chain', { ...days(2, 3), ...days(1, 1) }, [`sum.chain inserted ${sum(2)}`]],
    ['a sum of another log', { [log(1)]: logOf(1), [sum(1)]: String(files[sum(2)]) }, [`sum.day malformed ${sum(1)}`]],
    [
      'a sum cut in two',
      { [log(1)]: logOf(1), [sum(1)]: String(files[sum(1)]).slice(0, 150) },
      [`sum.day malformed ${sum(1)}`],
    ],
    [
      'a sum stated twice',
      { [log(1)]: logOf(1), [sum(1)]: String(files[sum(1)]).replace(/^(MD5 .*\n)/m, '$1$1') },
      [`sum.day malformed ${sum(1)}`],
    ],
    [
      'a packed log that breaks off',
      { ...without(files, log(2)), [`${log(2)}.gz`]: gzipSync(logOf(2)).subarray(0, 12) },
      [`sum.day unverifiable ${log(2)}`],
    ],
  ])('%s', async (_fault, given, want) => {
    expect(await wrong(given)).toEqual(want)
  })
})
