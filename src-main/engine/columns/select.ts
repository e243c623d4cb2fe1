import { print } from '../../core/filter/print.ts'
import { type Query, isTimeField } from '../../core/filter/query.ts'
import { type Moment, type TimeRange, compareMoments, readSpoken } from '../../core/record/zone.ts'
import type { CaseColumns } from './case-columns.ts'
import { spanOf } from './comparison.ts'
import { type Clock, compile } from './compile.ts'
import { BLOCK, Evaluator, type Marks, type Predicate, newMarks } from './predicate.ts'
import { bundleVerdicts } from './proof.ts'

/** The records that match, by position in the order of the case: a list, or all positions from `from` up to `to`. */
export interface Result {
  readonly total: number
  readonly from: number
  readonly to: number
  readonly positions?: Uint32Array
  /** The half-open time range that was really asked: the range given, narrowed by the times that the query demands. */
  readonly range: TimeRange
}

/** One pass over the columns; a result is kept, so that paging and counting the same question cost nothing more. */
export function select(columns: CaseColumns, query: Query, given: TimeRange, clock: Clock): Result {
  const range = narrowed(query, given, clock)
  const proof = [...bundleVerdicts(columns)].join()
  const key = `result ${JSON.stringify([range, clock, proof])} ${print(query)}`
  return columns.keep(key, () => {
    const of = pass(columns, compile(columns, query, clock), range)
    return { of, bytes: (of.positions?.byteLength ?? 0) + 256 }
  })
}

/** The place of a position in a result, or undefined where it is not in it. */
export function rankOf({ positions, from, to }: Result, position: number): number | undefined {
  if (!positions) return position >= from && position < to ? position - from : undefined
  const at = firstAtLeast(positions, position)
  return positions[at] === position ? at : undefined
}

/** How many members of a result stand before a position. */
export function ranksBefore({ positions, from, to }: Result, position: number): number {
  return positions ? firstAtLeast(positions, position) : Math.min(to, Math.max(from, position)) - from
}

export const positionAt = ({ positions, from }: Result, rank: number): number =>
  positions ? (positions[rank] ?? 0) : from + rank

function firstAtLeast(positions: Uint32Array, wanted: number): number {
  let low = 0
  let high = positions.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((positions[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

function pass(columns: CaseColumns, predicate: Predicate, range: TimeRange): Result {
  const from = range.from ? columns.position(range.from) : 0
  const to = Math.max(from, range.to ? columns.position(range.to) : columns.rows)
  if (predicate.is === 'all' || predicate.is === 'positions') {
    // a demanded time is already in the range
    const [first, end] =
      predicate.is === 'all' ? [from, to] : [Math.max(from, predicate.from), Math.min(to, predicate.to)]
    return { total: Math.max(0, end - first), from: first, to: Math.max(first, end), range }
  }
  if (predicate.is === 'none') return { total: 0, from, to: from, range }
  // one place more, since the loop writes each candidate before it knows whether it counts
  const found = new Uint32Array(to - from + 1)
  const evaluator = new Evaluator()
  const marks = newMarks()
  let total = 0
  for (let start = from; start < to; start += BLOCK) {
    const length = Math.min(BLOCK, to - start)
    marks.bytes.fill(1, 0, length).fill(0, length)
    evaluator.refine(predicate, { start, length }, marks)
    total = collect(marks, start, found, total)
  }
  return { total, from, to, positions: found.slice(0, total), range }
}

/** Adds the positions marked to `found` from place `total` on; answers the new total. */
function collect({ bytes, words }: Marks, start: number, found: Uint32Array, total: number): number {
  let out = total
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue
    for (let i = word * 4; i < word * 4 + 4; i++) {
      found[out] = start + i
      out += bytes[i] ?? 0
    }
  }
  return out
}

/** Times that every match must have narrow the range, so that the pass reads less and the echo says so. */
function narrowed(query: Query, given: TimeRange, clock: Clock): TimeRange {
  const members = query.is === 'and' ? query.of : [query]
  let range = given
  for (const one of members) {
    if (one.is !== 'compare' || !isTimeField(one.field) || one.field === 'received') continue
    const read = readSpoken(one.value, clock.zone, clock.lastUs)
    if (read.ok) range = overlap(range, spanOf(one.field, one.op, read))
  }
  return range
}

function overlap(a: TimeRange, b: TimeRange): TimeRange {
  const from = pick(a.from, b.from, (gap) => gap > 0)
  const to = pick(a.to, b.to, (gap) => gap < 0)
  return { ...(from && { from }), ...(to && { to }) }
}

const pick = (a: Moment | undefined, b: Moment | undefined, better: (gap: number) => boolean): Moment | undefined =>
  a && b ? (better(compareMoments(a, b)) ? a : b) : (a ?? b)
