import type { Check } from './check.ts'

/** What a place of a chain shows: `held`, what its finding says, or `untold` where findings are not listed to the end. */
export type PlaceState = 'held' | 'edited' | 'removed' | 'inserted' | 'reordered' | 'untold'

/**
 * Places of a chain one after the other that are alike, numbered from 1. What was removed has an entry and no line, what was
 * added a line and no entry; `finding` is the place of its finding in the list it was made from.
 */
export interface PlaceRun {
  readonly place: number
  readonly count: number
  readonly state: PlaceState
  readonly entry?: number | undefined
  readonly line?: number | undefined
  readonly finding?: number | undefined
}

/** Where a chain is looked at: its log, its side file if it has one, and how many lines the log holds. */
export interface ChainLog {
  readonly log: string
  readonly chain?: string | undefined
  readonly lines: number
}

interface Placed {
  readonly finding: number
  readonly state: PlaceState
  readonly count: number
  /** The first line, or for `entries` the first entry, that it disturbs. */
  readonly at: number
  readonly by: 'line' | 'entry'
  readonly takesEntry: boolean
  readonly takesLine: boolean
}

type Finding = Pick<Check, 'check' | 'verdict' | 'file' | 'line' | 'seq' | 'kind' | 'count'>

/** Every place of a chain in its order, as runs: what holds between the findings, and the findings themselves. */
export function chainPlaces(checks: readonly Finding[], chainLog: ChainLog): readonly PlaceRun[] {
  const own = checks.map((check, at) => placedOf(check, at, chainLog)).filter((placed) => placed !== undefined)
  const walk = new Walk(chainLog.lines)
  for (const placed of own.toSorted((a, b) => a.at - b.at || a.finding - b.finding)) walk.take(placed)
  return walk.end(checks.some((check) => isFurther(check, chainLog)))
}

/** Whether a check is a finding of this chain that failed, with or without a place in it. */
export const isOfChain = ({ check, verdict, file }: Finding, { log, chain }: ChainLog): boolean =>
  check === 'chain.link' && verdict === 'failed' && file !== undefined && (file === log || file === chain)

const isFurther = (check: Finding, at: ChainLog): boolean => isOfChain(check, at) && check.line === undefined

/** Kinds that leave an entry without its line, and a line without an entry; seen from the side file it is the other way round. */
const gone: ReadonlySet<Finding['kind']> = new Set(['removed', 'truncated'])
const added: ReadonlySet<Finding['kind']> = new Set(['inserted', 'duplicated'])

function placedOf(check: Finding, finding: number, at: ChainLog): Placed | undefined {
  const { file, line, kind, count = 1 } = check
  if (!isOfChain(check, at) || line === undefined) return undefined
  const ofSide = file !== at.log
  const [lacksLine, lacksEntry] = ofSide ? [added.has(kind), gone.has(kind)] : [gone.has(kind), added.has(kind)]
  return {
    finding,
    count,
    at: line,
    by: ofSide ? 'entry' : 'line',
    state: gone.has(kind) ? 'removed' : added.has(kind) ? 'inserted' : kind === 'reordered' ? 'reordered' : 'edited',
    takesEntry: !lacksEntry,
    takesLine: !lacksLine,
  }
}

class Walk {
  readonly #runs: PlaceRun[] = []
  readonly #lines: number
  #place = 1
  #line = 1
  #entry = 1

  constructor(lines: number) {
    this.#lines = lines
  }

  take({ finding, state, count, at, by, takesEntry, takesLine }: Placed): void {
    this.#hold(at - (by === 'line' ? this.#line : this.#entry), 'held')
    const left = takesLine ? Math.min(count, this.#lines - this.#line + 1) : count
    this.#add(left, { state, finding, takesEntry, takesLine })
  }

  end(further: boolean): readonly PlaceRun[] {
    this.#hold(this.#lines - this.#line + 1, further ? 'untold' : 'held')
    return this.#runs
  }

  #hold(count: number, state: PlaceState): void {
    this.#add(Math.min(count, this.#lines - this.#line + 1), { state, takesEntry: true, takesLine: true })
  }

  /** Findings that reach into one another, or beyond the log, are cut: a place stands once. */
  #add(count: number, how: Pick<Placed, 'state' | 'takesEntry' | 'takesLine'> & { readonly finding?: number }): void {
    if (count <= 0) return
    const { state, takesEntry, takesLine, finding } = how
    this.#runs.push({
      place: this.#place,
      count,
      state,
      ...(takesEntry && { entry: this.#entry }),
      ...(takesLine && { line: this.#line }),
      ...(finding !== undefined && { finding }),
    })
    this.#place += count
    if (takesEntry) this.#entry += count
    if (takesLine) this.#line += count
  }
}

/** How many places a chain has. */
export function placesIn(runs: readonly PlaceRun[]): number {
  const last = runs.at(-1)
  return last === undefined ? 0 : last.place + last.count - 1
}

/** The run that holds a place. */
export function runAt(runs: readonly PlaceRun[], place: number): PlaceRun | undefined {
  let [low, high] = [0, runs.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((runs[middle]?.place ?? 0) <= place) low = middle
    else high = middle - 1
  }
  const run = runs[low]
  return run && place >= run.place && place < run.place + run.count ? run : undefined
}

/** The place at which a line of the log stands. */
export function placeOfLine(runs: readonly PlaceRun[], line: number): number | undefined {
  const run = runs.find((one) => one.line !== undefined && line >= one.line && line < one.line + one.count)
  return run?.line === undefined ? undefined : run.place + line - run.line
}

/** How many lines a log holds, by the entries of its side file (without the closing one) and what the findings say is gone or added. */
export function linesBeside(entries: number, checks: readonly Finding[], at: Pick<ChainLog, 'log' | 'chain'>): number {
  let lines = entries
  for (const check of checks) {
    const placed = placedOf(check, 0, { ...at, lines: 0 })
    if (placed && !placed.takesLine) lines -= placed.count
    if (placed && !placed.takesEntry) lines += placed.count
  }
  return Math.max(0, lines)
}
