import { isEdited } from './edits.ts'
import type { Stretch } from './edits.ts'
import { GENESIS } from './walk.ts'
import type { Branch, Run } from './walk.ts'

/** What a broken link comes from. Numbers are those that the rows state, lines those of the log, `count` entries. */
export type Break =
  | {
      readonly kind: 'duplicated' | 'inserted'
      readonly run: Run
      readonly line: number
      readonly seq: number | undefined
      readonly count: number
    }
  | { readonly kind: 'forked'; readonly run: Run; readonly again: boolean }
  /** The run leads to the trusted head, so what followed from the same entry before it is the branch. */
  | { readonly kind: 'branched'; readonly run: Run; readonly branch: Branch }
  | { readonly kind: 'removed'; readonly run: Run; readonly after: Run; readonly missing: Numbers | undefined }
  | { readonly kind: 'rechained'; readonly run: Run; readonly after: Run }
  | { readonly kind: 'reordered'; readonly run: Run; readonly with: Run | undefined }

/** Numbers that are missing, both ends included. */
interface Numbers {
  readonly first: number
  readonly last: number
}

/** The breaks of a log, in its order; the run its chain begins with; and lines whose edit is told by a break. */
export interface Ordered {
  readonly breaks: readonly Break[]
  readonly head: Run | undefined
  readonly told: readonly (readonly [line: number, lastLine: number])[]
}

/** What else decides how runs are told. */
interface Known {
  readonly isGenesis: (from: Run['from']) => boolean
  /** The line on which a head stands that was signed by a trusted key. */
  readonly headLine: number | undefined
}

/** Tells what each break between runs comes from: one act against the chain is one break. */
export function orderRuns(runs: readonly Run[], stretches: readonly Stretch[], known: Known): Ordered {
  const order = new Order(runs, stretches, known)
  return order.explain()
}

class Order {
  readonly #runs: readonly Run[]
  readonly #stretches: readonly Stretch[]
  readonly #isGenesis: (from: Run['from']) => boolean
  readonly #ends = new Map<string, number>()
  /** Which run each one follows in the chain; -1: it is no part of it. */
  readonly #parents: number[]
  readonly #breaks: Break[] = []
  readonly #told: (readonly [number, number])[] = []
  readonly #head: number

  /** The run in which the trusted head stands. */
  readonly #signed: number

  constructor(runs: readonly Run[], stretches: readonly Stretch[], { isGenesis, headLine }: Known) {
    this.#runs = runs
    this.#stretches = stretches
    this.#isGenesis = (from) => from === GENESIS || isGenesis(from)
    this.#parents = runs.map(() => -1)
    this.#signed = runs.findIndex(
      ({ line, lastLine }) => headLine !== undefined && line <= headLine && headLine <= lastLine,
    )
    for (const [index, run] of runs.entries()) {
      for (const key of endKeys(run)) if (!this.#ends.has(key)) this.#ends.set(key, index)
    }
    const first = runs.findIndex(({ from }) => this.#isGenesis(from))
    this.#head = first !== -1 ? first : Math.max(0, this.#unreachedRun())
  }

  explain(): Ordered {
    const taken = new Set<number>()
    for (const [index, run] of this.#runs.entries()) {
      if (index === this.#head) continue
      const parent = run.copies > 0 ? undefined : this.#parentOf(run, index)
      if (parent !== undefined && !taken.has(parent)) {
        taken.add(parent)
        this.#parents[index] = parent
      } else this.#explainBreak(run, index, parent)
    }
    this.#breaks.push(...this.#moves())
    return {
      breaks: this.#breaks.toSorted((a, b) => a.run.line - b.run.line),
      head: this.#runs[this.#head],
      told: this.#told,
    }
  }

  /** Without a genesis the chain begins with the first run that follows from no other. */
  #unreachedRun(): number {
    return this.#runs.findIndex((run, index) => run.copies === 0 && this.#parentOf(run, index) === undefined)
  }

  #parentOf(run: Run, index: number): number | undefined {
    const key = run.from ?? (run.from === undefined && run.seq !== undefined ? `#${run.seq - 1}` : undefined)
    const parent = key === undefined ? undefined : this.#ends.get(key)
    return parent === index ? undefined : parent
  }

  #explainBreak(run: Run, index: number, parent: number | undefined): void {
    const before = this.#runs[index - 1]
    if (run.copies > 0) this.#copied(run, index)
    else if (before !== undefined && this.#lastWasInserted(before, run)) {
      this.#insert(before, { line: before.lastLine, seq: before.lastSeq, count: 1 })
      this.#parents[index] = index - 1
    } else if (parent !== undefined || run.since !== undefined || this.#isGenesis(run.from)) this.#branch(run, index)
    else if (before === undefined || this.#closesWithout(index)) this.#insert(run, run)
    else this.#lost(run, index, before)
  }

  #copied(run: Run, index: number): void {
    if (this.#edited(run.line)) this.#insert(run, { ...run, count: run.copies })
    else this.#breaks.push({ kind: 'duplicated', run, line: run.line, seq: run.seq, count: run.copies })
    if (run.count > run.copies) this.#parents[index] = index - 1
  }

  #insert(run: Run, { line, seq, count }: Pick<Run, 'line' | 'seq' | 'count'>): void {
    this.#breaks.push({ kind: 'inserted', run, line, seq, count })
    this.#told.push([line, line === run.line && count === run.count ? run.lastLine : line])
  }

  #branch(run: Run, index: number): void {
    const branch = run.since
    if (run.count === 1 && this.#edited(run.line)) this.#insert(run, run)
    else if (
      branch !== undefined &&
      branch.line > (this.#runs[index - 1]?.line ?? Infinity) &&
      this.#leadsToHead(index)
    ) {
      this.#breaks.push({ kind: 'branched', run, branch })
      this.#parents[index] = index - 1
    } else this.#breaks.push({ kind: 'forked', run, again: this.#isGenesis(run.from) })
  }

  /** The trusted head stands in this run, or in one that follows from its end. */
  #leadsToHead(index: number): boolean {
    let at: number | undefined = this.#signed
    for (let steps = 0; at !== undefined && at >= index && steps < this.#runs.length; steps += 1) {
      const run: Run | undefined = this.#runs[at]
      if (at === index) return true
      at = run && this.#parentOf(run, at)
    }
    return false
  }

  /** The entry before was put in with a right link and a wrong hash: this one follows from the one before it. */
  #lastWasInserted(before: Run, run: Run): boolean {
    return run.from !== undefined && before.before === run.from && this.#edited(before.lastLine)
  }

  /** The next run follows from the one before this one. */
  #closesWithout(index: number): boolean {
    const next = this.#runs[index + 1]
    return next !== undefined && next.copies === 0 && this.#parentOf(next, index + 1) === index - 1
  }

  /** What this run follows from is nowhere in the log. */
  #lost(run: Run, index: number, before: Run): void {
    const lower = this.#nearestBelow(run)
    const missing = between(lower, run)
    this.#parents[index] = lower === undefined ? index - 1 : this.#runs.indexOf(lower)
    // Lines that cannot be read, told already, stand where the entries are missing.
    if (run.afterUnread > 0 && countOf(missing) <= run.afterUnread) return
    if (lower !== undefined && missing !== undefined) this.#breaks.push({ kind: 'removed', run, after: lower, missing })
    else if (this.#numberStands(run)) {
      this.#parents[index] = -1
      this.#insert(run, run)
    } else if (!this.#edited(before.lastLine) && !this.#edited(run.line)) this.#broken(run, before)
  }

  /** No change was found that would have taken the link with it. */
  #broken(run: Run, after: Run): void {
    if (run.seq === undefined) this.#breaks.push({ kind: 'removed', run, after, missing: undefined })
    else this.#breaks.push({ kind: 'rechained', run, after })
  }

  /** The run whose last number is the highest below this run's first. */
  #nearestBelow({ seq }: Run): Run | undefined {
    let best: Run | undefined
    if (seq === undefined) return undefined
    for (const run of this.#runs) {
      if (run.lastSeq !== undefined && run.lastSeq < seq && run.lastSeq >= (best?.lastSeq ?? 0)) best = run
    }
    return best
  }

  #numberStands(run: Run): boolean {
    const { seq } = run
    if (seq === undefined) return false
    return this.#runs.some(
      (other) => other !== run && (other.seq ?? Infinity) <= seq && seq <= (other.lastSeq ?? -Infinity),
    )
  }

  #edited(line: number): boolean {
    return isEdited(this.#stretches, line)
  }

  /** Runs that belong to the chain and stand at another place than it has them. */
  #moves(): Break[] {
    const path = this.#path()
    const exchanged = this.#exchanges(path)
    const settled = new Set(exchanged.flat())
    const rest = path.filter((index) => !settled.has(index))
    const kept = heaviestRising(rest, (index) => this.#runs[index]?.count ?? 0)
    const moved = rest.filter((index) => !kept.has(index)).map((index) => [index, undefined] as const)
    return [...exchanged, ...moved].flatMap(([index, other]) => {
      const run = this.#runs[index]
      return run === undefined ? [] : [{ kind: 'reordered', run, with: this.#runs[other ?? -1] }]
    })
  }

  /** Pairs of equal length of which each stands at the place of the other; first the one that stands first. */
  #exchanges(path: readonly number[]): (readonly [number, number])[] {
    const places = path.toSorted((a, b) => a - b)
    const placeOf = new Map(places.map((index, place) => [index, place]))
    return path.flatMap((index, at) => {
      const place = placeOf.get(index) ?? at
      const other = path[place]
      const isPair = place > at && other !== undefined && places[at] === other
      return isPair && this.#runs[index]?.count === this.#runs[other]?.count ? [[other, index] as const] : []
    })
  }

  /** The runs of the chain, in its order. */
  #path(): number[] {
    const children = new Map<number, number[]>()
    for (const [index, parent] of this.#parents.entries()) {
      if (parent !== -1) children.set(parent, [...(children.get(parent) ?? []), index])
    }
    const path: number[] = []
    const open = [this.#head]
    // Each run follows one other and the head none, so none is met twice.
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      path.push(index)
      open.push(...(children.get(index) ?? []).toReversed())
    }
    return path
  }
}

/** Of a path, the rising part that weighs most: those runs stand where they should. */
function heaviestRising(path: readonly number[], weightOf: (index: number) => number): Set<number> {
  const best: Rising[] = []
  for (const index of path) {
    let below: Rising | undefined
    for (const other of best) if (other.index < index && other.weight > (below?.weight ?? 0)) below = other
    best.push({ index, weight: (below?.weight ?? 0) + weightOf(index), below })
  }
  const kept = new Set<number>()
  let top = best.toSorted((a, b) => b.weight - a.weight)[0]
  for (; top !== undefined; top = top.below) kept.add(top.index)
  return kept
}

/** The numbers between the end of one run and the beginning of another; undefined where there are none. */
function between(lower: Run | undefined, { seq }: Run): Numbers | undefined {
  if (seq === undefined || lower?.lastSeq === undefined || seq - lower.lastSeq < 2) return undefined
  return { first: lower.lastSeq + 1, last: seq - 1 }
}

const countOf = (missing: Numbers | undefined): number => (missing === undefined ? 0 : missing.last - missing.first + 1)

interface Rising {
  readonly index: number
  readonly weight: number
  readonly below: Rising | undefined
}

/** By what a following run may name this one: its last hash, the hash its content gives, its number. */
const endKeys = ({ to, computed, lastSeq, from }: Run): string[] => [
  to,
  ...(computed === undefined ? [] : [computed]),
  ...(lastSeq === undefined || (from !== undefined && from !== GENESIS) ? [] : [`#${lastSeq}`]),
]
