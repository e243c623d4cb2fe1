import type { Database } from 'better-sqlite3'
import type { Answer, Ask } from '../../contract/calls.ts'
import { type PlaceRun, placesIn } from '../../core/verify/chain-places.ts'
import { auditRange } from '../store/audit-period.ts'
import { bundleChecks, type KeptCheck } from './bundle-checks.ts'
import { digestAt, type DigestChain, digestChains, type PlacedDigest } from './digest-chains.ts'
import { type LineChain, lineChains } from './line-chains.ts'
import { RecordPlaces, type TimeSpan } from './record-place.ts'

type Strip = Answer<'verify.strip'>
type Stretch = Strip['stretches'][number]
type Break = Strip['breaks'][number]
type OneChain = Pick<Strip, 'stretches' | 'breaks'> & { readonly chain: Strip['chains'][number] }

/** Stretches that a strip has at most; every break stands beside them. Provisional: more than pixels tell apart. */
const MOST_STRETCHES = 600

/** The chains of a bundle along time: what is proven, what is not, what broke and where nothing is. */
export function verifyStrip(db: Database, { bundle }: Ask<'verify.strip'>): Strip {
  const checks = bundleChecks(db, bundle)
  const places = new RecordPlaces(db)
  const lines = lineChains(db, bundle, checks)
  const digests = digestChains(db, bundle, checks)
  const most = Math.max(1, Math.floor(MOST_STRETCHES / Math.max(1, lines.length + digests.length)))
  const drawn = [
    ...lines.map((chain, at) => ofLines(chain, at, { places, checks, most })),
    ...digests.map((chain, at) => ofDigests(chain, lines.length + at, checks, most)),
  ]
  const stretches = drawn.flatMap((one) => one.stretches).toSorted((a, b) => a.fromUs - b.fromUs)
  const breaks = drawn.flatMap((one) => one.breaks).toSorted((a, b) => a.us - b.us)
  return {
    ...rangeOf(db, stretches, breaks),
    chains: drawn.map(({ chain }) => chain),
    stretches,
    breaks,
    silences: silencesOf(lines, checks ?? [], places),
  }
}

interface Drawing {
  readonly places: RecordPlaces
  readonly checks: readonly KeptCheck[] | undefined
  readonly most: number
}

interface Timed {
  readonly runs: readonly PlaceRun[]
  readonly state: Stretch['state']
  readonly span: TimeSpan | undefined
}

function ofLines(line: LineChain, chain: number, { places, checks, most }: Drawing): OneChain {
  const { file, id, runs, standing } = line
  const timed = inGroups(runs, most).map((group): Timed => ({
    runs: group,
    state: stateOf(group, standing),
    span: spanOf(group, id, places),
  }))
  const breaks = runs.flatMap((run): Break[] => {
    if (run.finding === undefined) return []
    const us = places.timeAt(id, run.line ?? lineBefore(runs, run)) ?? 0
    return [{ chain, place: run.place, us, check: run.finding, verdict: 'failed' }]
  })
  return {
    chain: { file, kind: line.side ? 'beside' : 'within', places: placesIn(runs) },
    stretches: closed(timed, chain),
    breaks: [...breaks, ...unplaced(line, chain, { places, checks, most })],
  }
}

/** Findings of the whole chain stand at its end. */
function unplaced({ file, id, runs }: LineChain, chain: number, { places, checks = [] }: Drawing): Break[] {
  const place = placesIn(runs)
  return checks.flatMap(({ check, file: of, line, verdict }, at): Break[] =>
    check === 'chain.link' && of === file && line === undefined && verdict !== 'verified' && verdict !== 'not-offered'
      ? [{ chain, place: Math.max(1, place), us: places.timeAt(id, Number.MAX_SAFE_INTEGER) ?? 0, check: at, verdict }]
      : [],
  )
}

/** Runs in order, so many at most: of more, neighbours are drawn as one. */
function inGroups(runs: readonly PlaceRun[], most: number): PlaceRun[][] {
  const each = Math.ceil(runs.length / most)
  const groups: PlaceRun[][] = []
  for (let at = 0; at < runs.length; at += each) groups.push(runs.slice(at, at + each))
  return groups
}

/** The worst of what is drawn as one. */
function stateOf(group: readonly PlaceRun[], standing: LineChain['standing']): Stretch['state'] {
  if (group.some(({ state }) => state !== 'held' && state !== 'untold')) return 'broken'
  return group.some(({ state }) => state === 'untold') ? 'unproven' : standing
}

function spanOf(group: readonly PlaceRun[], id: number, places: RecordPlaces): TimeSpan | undefined {
  const lines = group.flatMap(({ line, count }) => (line === undefined ? [] : [line, line + count - 1]))
  return lines.length === 0 ? undefined : places.span(id, Math.min(...lines), Math.max(...lines))
}

const lineBefore = (runs: readonly PlaceRun[], { place }: PlaceRun): number => {
  const before = runs.findLast((run) => run.line !== undefined && run.place < place)
  return before?.line === undefined ? 1 : before.line + before.count - 1
}

function closed(timed: readonly Timed[], chain: number): Stretch[] {
  return timed.flatMap(({ runs, state }, at): Stretch[] => {
    const edges = edgesOf(timed, at)
    const [fromUs, toUs] = [edges[0], edges.at(-1)]
    if (fromUs === undefined || toUs === undefined) return []
    const count = runs.reduce((sum, run) => sum + run.count, 0)
    return [{ chain, first: placeOf(runs), count, state, fromUs: Math.min(fromUs, toUs), toUs: Math.max(fromUs, toUs) }]
  })
}

const placeOf = ([run]: readonly PlaceRun[]): number => run?.place ?? 1

/** Times from the first to the last of a stretch. Between two that hold time goes on: what broke reaches from the one to the other. */
function edgesOf(timed: readonly Timed[], at: number): number[] {
  const own = timed[at]
  const span = own?.span === undefined ? [] : [own.span.fromUs, own.span.toUs]
  if (own?.state !== 'broken') return span
  return [timed[at - 1]?.span?.toUs, ...span, timed[at + 1]?.span?.fromUs].filter((us) => us !== undefined)
}

function ofDigests(
  { file, digests, logs }: DigestChain,
  chain: number,
  checks: readonly KeptCheck[] | undefined,
  most: number,
): OneChain {
  const breaks = digests.flatMap(({ finding, toUs }, at): Break[] =>
    finding === undefined
      ? []
      : [{ chain, place: at + 1, us: toUs, check: finding, verdict: checks?.[finding]?.verdict ?? 'failed' }],
  )
  const ofLogs = logs.map(({ finding, us }): Break => {
    return {
      chain,
      place: Math.max(1, digestAt(digests, us) + 1),
      us,
      check: finding,
      verdict: checks?.[finding]?.verdict ?? 'failed',
    }
  })
  return {
    chain: { file, kind: 'digests', places: digests.length },
    stretches: hours(digests, chain, most),
    breaks: [...breaks, ...ofLogs],
  }
}

/** Hours that follow one another and are alike, as one; beyond what is drawn, also those that are not alike, as the worst. */
function hours(digests: readonly PlacedDigest[], chain: number, most: number): Stretch[] {
  const alike: Stretch[] = []
  for (const [at, { state: found, fromUs, toUs }] of digests.entries()) {
    const state = found === 'absent' ? 'unproven' : found
    const last = alike.at(-1)
    if (last?.state === state && last.toUs === fromUs)
      alike[alike.length - 1] = { ...last, toUs, count: last.count + 1 }
    else alike.push({ chain, first: at + 1, count: 1, state, fromUs, toUs })
  }
  const each = Math.ceil(alike.length / most)
  return each <= 1
    ? alike
    : Array.from({ length: Math.ceil(alike.length / each) }, (_, n) => joined(alike.slice(n * each, (n + 1) * each)))
}

const rank = { proven: 0, apart: 1, unproven: 2, broken: 3 } as const

function joined(some: readonly Stretch[]): Stretch {
  return some.reduce((sum, one) => ({
    ...sum,
    count: sum.count + one.count,
    toUs: Math.max(sum.toUs, one.toUs),
    state: rank[one.state] > rank[sum.state] ? one.state : sum.state,
  }))
}

/** From the first to the last that is known, and all of the period under audit. */
function rangeOf(
  db: Database,
  stretches: readonly Stretch[],
  breaks: readonly Break[],
): Pick<Strip, 'fromUs' | 'toUs'> {
  if (stretches.length === 0 && breaks.length === 0) return {}
  const { from, to } = auditRange(db)
  const edges = [...stretches.flatMap(({ fromUs, toUs }) => [fromUs, toUs]), ...breaks.map(({ us }) => us)]
  let [fromUs, toUs] = [from?.us ?? Infinity, to?.us ?? -Infinity]
  for (const us of edges) [fromUs, toUs] = [Math.min(fromUs, us), Math.max(toUs, us)]
  return { fromUs, toUs }
}

/** Times of a silence that stands out: no line was written, which the links on both sides of it hold together. */
function silencesOf(
  chains: readonly LineChain[],
  checks: readonly KeptCheck[],
  places: RecordPlaces,
): Strip['silences'] {
  return checks.flatMap(({ check, file, line, verdict }): Strip['silences'] => {
    const chain = chains.find((one) => one.file === file)
    if (check !== 'time.silence' || verdict === 'verified' || !chain || line === undefined) return []
    const [toUs, fromUs] = [places.timeAt(chain.id, line), places.timeBefore(chain.id, line)]
    return fromUs !== undefined && toUs !== undefined && fromUs < toUs ? [{ fromUs, toUs }] : []
  })
}
