import { expect, test } from 'vitest'
import { type FlagName, flagBit } from '../../record/record.ts'
import type { ObservedAct, ObservedRecord } from './observation.ts'
import { Pairs } from './pairs.ts'
import { observed, told } from './testing/observed.ts'

const record = (file: string, line: number, minute: number, flag: FlagName = 'paired'): ObservedRecord =>
  observed(line, { file, timeUs: minute * 60_000_000, flags: flagBit(flag) })

/** Of each check that saw something: its name, where, and of how many records. */
const seen = (records: readonly ObservedRecord[]): string[] =>
  told(new Pairs('vault'), records)
    .filter(({ verdict }) => verdict !== 'verified')
    .map(({ check, file, line, message }) => `${check} ${file}:${line} ${/^\d+/.exec(message)?.[0] ?? ''}`.trim())

test.each<[why: string, records: readonly ObservedRecord[], want: readonly string[]]>([
  ['all are pairs', [record('a', 1, 1), record('a', 3, 2)], []],
  [
    'the very first record is a lone response: the start',
    [record('a', 1, 1, 'no-request'), record('a', 2, 2)],
    ['pair.start a:1'],
  ],
  [
    'one in the middle is no start',
    [record('a', 1, 1), record('a', 3, 2, 'no-request'), record('a', 4, 3, 'no-request')],
    ['pair.request a:3 2'],
  ],
  [
    'only the first of several is the start: more may have been cut',
    [record('a', 1, 1, 'no-request'), record('a', 2, 2, 'no-request'), record('a', 3, 3)],
    ['pair.request a:2 1', 'pair.start a:1'],
  ],
  [
    'a later file that begins with one lacks what an earlier one should hold',
    [record('a', 1, 1), record('b', 1, 9, 'no-request'), record('b', 2, 10)],
    ['pair.request b:1 1'],
  ],
  [
    'handed over in another order, the earliest file is the start all the same',
    [record('b', 1, 9, 'no-request'), record('b', 2, 10, 'no-request'), record('a', 1, 1, 'no-request')],
    ['pair.request b:1 2', 'pair.start a:1'],
  ],
  [
    'the first of a file that is not the earliest record of it is no start',
    [record('a', 1, 5, 'no-request'), record('a', 2, 4)],
    ['pair.request a:1 1'],
  ],
  [
    'a request without response is told by itself',
    [record('a', 1, 1), record('a', 3, 2, 'no-response')],
    ['pair.response a:3 1'],
  ],
])('%s', (_, records, want) => expect(seen(records)).toEqual(want))

test.each<[action: string, target: string, want: RegExp]>([
  ['update', 'sys/audit/file', /enabled the audit device/],
  ['delete', 'sys/audit/file', /begin within a log/],
  ['update', 'secret/data/app', /begin within a log/],
])('a log that begins with %s of %s', (action, target, want) => {
  const act: ObservedAct = { action, target, outcome: 'success' }
  const [, , start] = told(new Pairs('vault'), [{ ...record('a', 1, 1, 'no-request'), act }])
  expect(start).toMatchObject({ check: 'pair.start', message: expect.stringMatching(want) })
})

test('a source without pairs is told nothing about them', () => {
  expect(told(new Pairs('okta-system'), [observed(1), observed(2, { flags: flagBit('out-of-order') })])).toEqual([])
})
