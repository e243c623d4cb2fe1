import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleVerdict } from '../check.ts'
import { NumberRuns } from './number-runs.ts'
import type { ObservedRecord } from './observation.ts'
import { ownExportRow } from './own-export-row.ts'
import { Sequence } from './sequence.ts'
import { observed, told } from './testing/observed.ts'

const numbered = (seqs: readonly (number | undefined)[]): ObservedRecord[] =>
  seqs.map((seq, at) => observed(at + 1, { seq, timeUs: (seq ?? 0) * 1000 }))

/** `check seq` of every check that saw something. */
const seen = (records: readonly ObservedRecord[], format = 'cloosphere-kms-audit'): string[] =>
  told(new Sequence(format), records)
    .filter(({ verdict }) => verdict !== 'verified')
    .map(({ check, line, seq }) => [check, line ?? '', seq ?? ''].join(' ').trim())

test.each<[why: string, seqs: readonly (number | undefined)[], want: readonly string[]]>([
  ['a run', [7, 8, 9], []],
  ['newest first', [9, 8, 7], []],
  ['in any order', [8, 9, 7, 10], []],
  ['one missing', [7, 9], ['sequence.gap 2 9']],
  ['one missing, newest first', [9, 7, 6], ['sequence.gap 1 9']],
  ['two gaps', [1, 3, 9], ['sequence.gap 2 3', 'sequence.gap 3 9']],
  ['filled later', [1, 3, 2], []],
  ['one number twice', [1, 2, 2, 3], ['sequence.repeat 3']],
  ['a number within a run again', [1, 2, 3, 1], ['sequence.repeat 4']],
  ['a record without number', [1, 2, undefined], ['sequence.absent']],
])('%s: %j', (_, seqs, want) => expect(seen(numbered(seqs))).toEqual(want))

test('a gap names the numbers, and is proof; none missing proves nothing', () => {
  const gap = told(new Sequence('cloosphere-kms-audit'), numbered([1, 5]))
  expect(gap[0]).toMatchObject({
    level: 'proof',
    verdict: 'not-verifiable',
    message: expect.stringMatching(/^Numbers 2 to 4 are missing/),
  })
  expect(bundleVerdict(gap)).toBe('not-verifiable')
  expect(bundleVerdict(told(new Sequence('cloosphere-kms-audit'), numbered([1, 2])))).toBe('not-offered')
  expect(bundleVerdict(told(new Sequence('ecs'), numbered([1, 5, 5])))).toBe('not-offered')
})

test('a source without numbers is told nothing about them', () => {
  expect(told(new Sequence('vault'), numbered([undefined, undefined]))).toEqual([])
})

test('a time that falls while the number rises is told, in either order, and not across files', () => {
  const [a, b, c] = [
    observed(1, { seq: 1, timeUs: 10 }),
    observed(2, { seq: 2, timeUs: 5 }),
    observed(3, { seq: 3, timeUs: 20 }),
  ]
  expect(seen([a, b, c])).toEqual(['sequence.time 2'])
  expect(seen([c, b, a])).toEqual(['sequence.time 1'])
  expect(seen([a, { ...b, file: 'b.log' }, { ...c, file: 'b.log' }])).toEqual([])
  expect(seen([a, { ...b, timeUs: 10 }, c])).toEqual([])
})

test('past a hundred gaps they are counted; past ten thousand runs nothing is claimed', () => {
  const gaps = told(new Sequence('x'), numbered(Array.from({ length: 152 }, (_, n) => 2 * n)))
  const listed = gaps.filter(({ check }) => check === 'sequence.gap')
  expect([listed.length, listed.at(-1)?.message]).toEqual([101, '51 further gaps in the numbers'])
  const many = told(new Sequence('x'), numbered(Array.from({ length: 10_002 }, (_, n) => 2 * n)))
  expect(many[0]).toMatchObject({ message: 'The numbers have more gaps than are followed' })
  expect(many.some(({ check, verdict }) => check === 'sequence.gap' && verdict === 'verified')).toBe(false)
})

test('law: whatever the order, the runs are those of the sorted numbers, and a repeat is seen', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 80 }), (numbers) => {
      const runs = new NumberRuns()
      const fresh = numbers.filter((number, line) => runs.add(number, { file: '', line })).length
      const sorted = [...new Set(numbers)].toSorted((a, b) => a - b)
      const want: [number, number][] = []
      for (const number of sorted) {
        const last = want.at(-1)
        if (last?.[1] === number - 1) last[1] = number
        else want.push([number, number])
      }
      expect(runs.runs.map(({ from, to }) => [from, to])).toEqual(want)
      expect(fresh).toBe(sorted.length)
      for (const { from, place } of runs.runs) expect(numbers[place.line]).toBe(from)
    }),
  )
})

const row = (line: number, seq: number, action: string): ObservedRecord =>
  observed(line, { seq, act: action === '' ? undefined : { action, target: '', outcome: 'success' } })

test.each<[why: string, records: readonly ObservedRecord[], want: string]>([
  ['the newest row is that of the export', [row(1, 8, ''), row(2, 9, 'audit_export')], 'verified'],
  ['newest first', [row(1, 9, 'audit_export'), row(2, 8, '')], 'verified'],
  ['the newest row is another', [row(1, 8, 'audit_export'), row(2, 9, '')], 'not-verifiable'],
  ['no row of an export', [row(1, 8, '')], 'not-verifiable'],
  ['another export', [row(1, 8, 'key_export')], 'not-verifiable'],
])('own row: %s', (_, records, want) => {
  expect(told(ownExportRow('cloosphere-kms-audit'), records)).toMatchObject([{ check: 'export.row', verdict: want }])
})

test('only sources that record their exports are asked for the row', () => {
  expect([ownExportRow('vault'), ownExportRow('toString')]).toEqual([undefined, undefined])
  expect(told(ownExportRow('cloosphere-kms-audit'), [observed(1)])).toEqual([])
})
