import { expect, test } from 'vitest'
import { completenessRows } from './completeness-sheet.ts'
import type { PackCompleteness } from './content.ts'
import { tables } from './tables.ts'

const source: PackCompleteness['sources'][number] = {
  name: 'a',
  title: 'Vault audit log',
  records: 3,
  outside: 1,
  rejected: 2,
  first: '2026-01-01T00:00:00Z',
  last: '2026-01-09T00:00:00Z',
  days: { of: 31, with: 2 },
  gaps: [
    { from: '2026-01-02T00:00:00Z', to: '2026-01-04T00:00:00Z', explained: 'habit', because: 'b' },
    { from: '2026-01-09T00:00:00Z', to: '2026-02-01T00:00:00Z', because: 'c', elsewhere: [{ name: 'b', records: 7 }] },
  ],
  furtherGaps: 4,
  signs: [{ check: 'log.cut', message: 'm', more: 2 }],
  blindSpots: ['x'],
  trust: 't',
}

test('each thing that is stated is a row: what is present, gaps with what explains them, signs, blind spots, trust', () => {
  const period = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }
  const rows = completenessRows({ period, notes: ['n'], sources: [source] })
  expect(rows.every((row) => row.length === tables.completeness.columns.length)).toBe(true)
  expect(
    rows.map(([, what, from, to, state, text]) => [
      what,
      from?.toString().slice(5, 10),
      to?.toString().slice(5, 10),
      state,
      text,
    ]),
  ).toEqual([
    ['period', '01-01', '02-01', '', 'The time that this is stated of'],
    ['note', undefined, undefined, '', 'n'],
    [
      'present',
      '01-01',
      '01-09',
      '',
      'Vault audit log: 3 records in the period on 2 of 31 days, 1 outside of it, 2 lines that could not be read',
    ],
    ['gap', '01-02', '01-04', 'habit', 'b'],
    ['gap', '01-09', '02-01', 'open', 'c; b has 7 records of it'],
    ['gap', undefined, undefined, '', '4 shorter gaps are not listed'],
    ['sign', undefined, undefined, '', 'of the whole export: log.cut: m (and 2 more)'],
    ['never recorded', undefined, undefined, '', 'x'],
    ['trust', undefined, undefined, '', 't'],
  ])
})

test('signs are of the period where the whole export lies in it', () => {
  const rows = completenessRows({ notes: [], sources: [{ ...source, outside: 0 }] })
  expect(rows.find(([, what]) => what === 'sign')?.at(-1)).toBe('log.cut: m (and 2 more)')
})

test('without a record nothing is stated, and the sheet has no row', () => {
  expect(completenessRows({ notes: [], sources: [] })).toEqual([])
})
