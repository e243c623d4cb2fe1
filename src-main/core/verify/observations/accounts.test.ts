import { expect, test } from 'vitest'
import { Accounts, type Half } from './accounts.ts'

const MINUTE = 60_000_000

interface Case {
  /** Minutes at which each of two files tells of something; a number in both is one event. */
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly half?: Half
}

/** File 1 came first and keeps its records; what file 2 tells again is set aside. */
function checksOf({ a, b, half = 3 }: Case) {
  const accounts = new Accounts()
  for (const [file, minutes] of [
    [1, a],
    [2, b],
  ] as const)
    for (const minute of [minutes[0], minutes.at(-1)]) if (minute !== undefined) accounts.covers(file, minute * MINUTE)
  for (const minute of b.filter((one) => a.includes(one)))
    accounts.repeats({ file: 2, owner: 1, record: minute, half, timeUs: minute * MINUTE })
  const own = [
    ...a.map((minute) => [1, minute] as const),
    ...b.filter((one) => !a.includes(one)).map((minute) => [2, minute] as const),
  ]
  for (const [file, minute] of own.toSorted((x, y) => x[1] - y[1]))
    accounts.look({ file, line: minute, record: minute, half, timeUs: minute * MINUTE })
  return [...accounts.checks((file) => `device-${file}.log`)]
}

const seen = (given: Case): string[] =>
  checksOf(given).map(({ verdict, file, line, message }) =>
    verdict === 'verified' ? 'agree' : `${file}:${line} ${/^\S+ lacks \d+/.exec(message)?.[0] ?? ''}`,
  )

const run = (from: number, to: number, without: readonly number[] = []): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((one) => !without.includes(one))

test.each<[why: string, given: Case, want: readonly string[]]>([
  ['two devices tell the same', { a: run(1, 20), b: run(1, 20) }, ['agree']],
  ['one lacks an event', { a: run(1, 20), b: run(1, 20, [7]) }, ['device-1.log:7 device-2.log lacks 1']],
  ['one lacks several', { a: run(1, 20), b: run(1, 20, [7, 8, 12]) }, ['device-1.log:7 device-2.log lacks 3']],
  ['the one that came first lacks one', { a: run(1, 20, [5]), b: run(1, 20) }, ['device-2.log:5 device-1.log lacks 1']],
  [
    'each lacks one of the other',
    { a: run(1, 20, [5]), b: run(1, 20, [9]) },
    ['device-1.log:9 device-2.log lacks 1', 'device-2.log:5 device-1.log lacks 1'],
  ],
  ['overlapping exports agree where they overlap', { a: run(1, 20), b: run(11, 40) }, ['agree']],
  ['and where they do not', { a: run(1, 20, [15]), b: run(11, 40) }, ['device-2.log:15 device-1.log lacks 1']],
  ['what one has before or after the other began is not lacking', { a: run(1, 40), b: run(10, 20) }, ['agree']],
  ['files that follow one another share nothing', { a: run(1, 20), b: run(21, 40) }, []],
  [
    'two nodes that share little are two logs',
    { a: run(1, 20, [3, 5, 7, 9, 11, 13, 15]), b: [1, 3, 5, 7, 9, 11, 13, 15, 20] },
    [],
  ],
  ['the answers alone', { a: run(1, 20), b: run(1, 20, [7]), half: 2 }, ['device-1.log:7 device-2.log lacks 1']],
])('%s', (_, given, want) => expect(seen(given)).toEqual(want))

test('a request repeated and an answer that is not are two things; a repeat within one file is none', () => {
  const accounts = new Accounts()
  accounts.repeats({ file: 1, owner: 1, record: 1, half: 1, timeUs: MINUTE })
  expect(accounts.any).toBe(false)
  for (const minute of run(1, 9)) {
    accounts.repeats({ file: 2, owner: 1, record: minute, half: 1, timeUs: minute * MINUTE })
    if (minute !== 5) accounts.repeats({ file: 2, owner: 1, record: minute, half: 2, timeUs: minute * MINUTE })
  }
  for (const minute of run(1, 9))
    for (const half of [1, 2] as const)
      accounts.look({ file: 1, line: minute * 2 + half, record: minute, half, timeUs: minute * MINUTE })
  expect([...accounts.checks(String)]).toMatchObject([{ check: 'devices.disagree', file: '1', line: 12 }])
})

test('past a thousand pairs of files it is told that the others were not compared', () => {
  const accounts = new Accounts()
  for (const file of run(2, 1003)) accounts.repeats({ file, owner: 1, record: file, half: 3, timeUs: 0 })
  expect([...accounts.checks(String)]).toMatchObject([{ message: expect.stringMatching(/were not compared$/) }])
})
