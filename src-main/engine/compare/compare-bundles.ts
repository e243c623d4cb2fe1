import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import type { JobResult } from '../../contract/events.ts'
import { concludeComparison, limitsOf } from '../../core/compare/conclusion.ts'
import { type Difference, differences } from '../../core/compare/differing-fields.ts'
import { type Digests, type Matched, matchDigests } from '../../core/compare/match-digests.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { type ComparedBundle, type Side, readSide } from './compared-side.ts'
import type { ComparedPeriod } from './compared-period.ts'
import { eventIdentities } from './event-identities.ts'
import { type FoundDifference, listDifferences } from './list-differences.ts'
import { pairComparer } from './pair-comparer.ts'

export interface CompareHow {
  readonly limit: number
  readonly signal: AbortSignal
  readonly tell: (phase: string, done: number, total: number) => void
}

type Result = Omit<JobResult<'compare'>, 'seconds'>
type Counts = Result['counts']

/** Pairs compared between two looks at the signal. */
const PAGE = 2048

/**
 * Two exports record by record: what has the same bytes on both sides is the same; of the rest partners are looked for by the id of their
 * event, and what they differ in is named. Memory grows by about 100 bytes a record of both sides.
 */
export async function compareBundles(
  db: Database,
  [first, second]: readonly [ComparedBundle, ComparedBundle],
  period: ComparedPeriod,
  how: CompareHow,
): Promise<Result> {
  const read = (bundle: ComparedBundle): Promise<Side> => {
    const tell = (done: number): void => how.tell(`reading ${bundle.name}`, done, bundle.records)
    return readSide(db, { bundle, range: period.range, signal: how.signal, tell })
  }
  const sides: Sides = [await read(first), await read(second)]
  const alike = matchDigests(digestsOf(sides[0]), digestsOf(sides[1]))
  const rest = await matchRest(db, sides, alike, how)
  const told = await comparePairs(db, sides, rest, how)
  const counts: Counts = {
    same: alike.first.length,
    onlyFirst: rest.firstLeft.length,
    onlySecond: rest.secondLeft.length,
    ...told.counts,
  }
  const found = [...onlyIn(sides, rest, how.limit), ...told.found]
  const { conclusion, message, settles } = concludeComparison(counts, period.shown)
  return {
    conclusion,
    message,
    ...(settles !== undefined && { settles }),
    first: exportOf(sides[0]),
    second: exportOf(sides[1]),
    period: period.shown,
    counts,
    identity: rest.identity,
    differences: listDifferences(db, found),
    limits: limitsOf(sidesTold(sides, rest, counts)),
    notes: [...period.notes],
  }
}

type Sides = readonly [first: Side, second: Side]

/** What the first match left, matched by identity: places in the sides, not in what was left. */
interface Rest extends Matched {
  readonly identity: Result['identity']
}

const digestsOf = ({ count, digests }: Side): Digests => ({ count, bytes: digests })

async function matchRest(db: Database, [first, second]: Sides, alike: Matched, how: CompareHow): Promise<Rest> {
  const [a, b] = [alike.firstLeft, alike.secondLeft]
  const none = new Uint32Array(0)
  if (a.length === 0 || b.length === 0)
    return { first: none, second: none, firstLeft: a, secondLeft: b, identity: { eventId: 0, fields: 0 } }
  const total = a.length + b.length
  const identities = async (side: Side, places: Uint32Array, before: number) =>
    eventIdentities(db, {
      side,
      places,
      signal: how.signal,
      tell: (done) => how.tell('reading the ids of events', before + done, total),
    })
  const [ofFirst, ofSecond] = [await identities(first, a, 0), await identities(second, b, a.length)]
  const matched = matchDigests(ofFirst, ofSecond)
  const byFields = ofFirst.byFields + ofSecond.byFields
  return {
    first: matched.first.map((at) => a[at] ?? 0),
    second: matched.second.map((at) => b[at] ?? 0),
    firstLeft: matched.firstLeft.map((at) => a[at] ?? 0),
    secondLeft: matched.secondLeft.map((at) => b[at] ?? 0),
    identity: { eventId: total - byFields, fields: byFields },
  }
}

interface Told {
  readonly counts: Record<Difference, number>
  readonly found: readonly FoundDifference[]
}

/** What each pair of one event differs in: all are counted, and the earliest of each kind are kept. */
async function comparePairs(db: Database, [first, second]: Sides, rest: Rest, how: CompareHow): Promise<Told> {
  const compare = pairComparer(db, first.bundle, second.bundle)
  const kinds = new Uint8Array(rest.first.length)
  const counts: Record<Difference, number> = { changed: 0, hashed: 0, bytes: 0 }
  const idsAt = (at: number): readonly [number, number] => [
    first.ids[rest.first[at] ?? 0] ?? 0,
    second.ids[rest.second[at] ?? 0] ?? 0,
  ]
  for (let at = 0; at < kinds.length; at++) {
    const { difference } = compare(...idsAt(at))
    kinds[at] = differences.indexOf(difference)
    counts[difference]++
    if (at % PAGE !== 0) continue
    how.tell('comparing', at, kinds.length)
    await setImmediate()
    stopIfCancelled(how.signal)
  }
  const found = differences.flatMap((kind, number) => {
    const places = Uint32Array.from(kinds.keys()).filter((at) => kinds[at] === number)
    const earliest = earliestOf(places, (at) => first.times[rest.first[at] ?? 0] ?? 0, how.limit)
    return earliest.map((at) => {
      const [a, b] = idsAt(at)
      return { ...compare(a, b), first: a, second: b }
    })
  })
  return { counts, found }
}

function onlyIn([first, second]: Sides, { firstLeft, secondLeft }: Rest, limit: number): FoundDifference[] {
  const idsOf = (side: Side, places: Uint32Array): number[] =>
    earliestOf(places, (place) => side.times[place] ?? 0, limit).map((place) => side.ids[place] ?? 0)
  return [
    ...idsOf(first, firstLeft).map((id) => ({ difference: 'only-first' as const, first: id, fields: [] })),
    ...idsOf(second, secondLeft).map((id) => ({ difference: 'only-second' as const, second: id, fields: [] })),
  ]
}

/** The earliest places, at most `limit`, equal times in the order of places. */
const earliestOf = (places: Uint32Array, timeOf: (place: number) => number, limit: number): number[] => [
  ...places.toSorted((a, b) => timeOf(a) - timeOf(b) || a - b).subarray(0, limit),
]

const exportOf = ({ bundle, count, before, after }: Side): Result['first'] => ({
  id: bundle.id,
  name: bundle.name,
  format: bundle.format,
  records: count,
  before,
  after,
  rejected: bundle.rejected,
  duplicates: bundle.duplicates,
})

function sidesTold(sides: Sides, { identity }: Rest, { hashed }: Counts): Parameters<typeof limitsOf>[0] {
  const sum = (of: (side: Side) => number): number => of(sides[0]) + of(sides[1])
  return {
    identity,
    hashed,
    sameFormat: sides[0].bundle.format === sides[1].bundle.format,
    outside: sum(({ before, after }) => before + after),
    rejected: sum(({ bundle }) => bundle.rejected),
    duplicates: sum(({ bundle }) => bundle.duplicates),
  }
}
