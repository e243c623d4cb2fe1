import type { Alignment, Hunk } from './align.ts'

/** What happened to one line, or to `count` lines one after the other. */
export interface Change {
  readonly kind: 'edited' | 'removed' | 'inserted' | 'reordered'
  /** Place in the first sequence (of a removal its first, of an insertion where it would stand), from 1. */
  readonly entry: number
  /** Place in the second sequence (of an insertion its first, of a removal where it stood), from 1. */
  readonly line: number
  readonly count: number
  /** '' stands for an item of the first sequence that could not be read; absent: not kept. */
  readonly expected?: string
  readonly found?: string
  /** Of a reordering: the lines changed places with each other. */
  readonly exchanged?: boolean
}

/** From so many edited lines one after the other they are told as one. */
export const RUN_OF_EDITS = 100

interface Slot {
  readonly hunk: number
  readonly index: number
}

interface Move {
  readonly from: Slot
  readonly to: Slot
  readonly entry: number
  readonly line: number
  readonly item: string
}

/**
 * Says for every difference what was done: a line that is gone here and new there was moved (once, also where two changed
 * places); what is gone and new in one place was edited; the rest was removed or inserted, a run of it told once.
 */
export function changesOf({ hunks }: Pick<Alignment, 'hunks'>): Change[] {
  const moves = movesOf(hunks)
  const gone = new Set(moves.map(({ from }) => key(from)))
  const come = new Set(moves.map(({ to }) => key(to)))
  const changes = [...reorderings(moves)]
  for (const [number, hunk] of hunks.entries()) {
    const removed = remaining(hunk.removed, hunk.removedCount, (index) => gone.has(key({ hunk: number, index })))
    const inserted = remaining(hunk.inserted, hunk.insertedCount, (index) => come.has(key({ hunk: number, index })))
    changes.push(...changesOfHunk(hunk, removed, inserted))
  }
  return changes.toSorted((a, b) => a.line - b.line || a.entry - b.entry)
}

const key = ({ hunk, index }: Slot): string => `${hunk}:${index}`

/** What is gone, by item, to be taken in order. */
class Gone {
  readonly #slots = new Map<string, { readonly all: Slot[]; next: number }>()

  constructor(hunks: readonly Hunk[]) {
    for (const [hunk, { removed }] of hunks.entries()) {
      for (const [index, item] of removed.entries()) if (item !== '') this.#put(item, { hunk, index })
    }
  }

  take(item: string): Slot | undefined {
    const slots = this.#slots.get(item)
    return slots?.all[slots.next++]
  }

  #put(item: string, slot: Slot): void {
    const slots = this.#slots.get(item)
    if (slots) slots.all.push(slot)
    else this.#slots.set(item, { all: [slot], next: 0 })
  }
}

function movesOf(hunks: readonly Hunk[]): Move[] {
  const gone = new Gone(hunks)
  const moves: Move[] = []
  for (const [number, hunk] of hunks.entries()) {
    for (const [index, item] of hunk.inserted.entries()) {
      const from = gone.take(item)
      if (from === undefined) continue
      const entry = (hunks[from.hunk]?.entry ?? 0) + from.index
      moves.push({ from, to: { hunk: number, index }, entry, line: hunk.line + index, item })
    }
  }
  return moves
}

function* reorderings(moves: readonly Move[]): Generator<Change> {
  const byTarget = new Map(moves.map((move) => [key(move.to), move]))
  const told = new Set<Move>()
  for (const [index, move] of moves.entries()) {
    if (told.has(move)) continue
    const back = byTarget.get(key(move.from))
    const exchanged = back !== undefined && back !== move && key(back.from) === key(move.to)
    const run = exchanged ? [move, back] : runFrom(index, moves)
    for (const one of run) told.add(one)
    const { entry, line, item } = move
    const count = exchanged ? 1 : run.length
    yield { kind: 'reordered', entry, line, count, found: item, ...(exchanged ? { exchanged } : {}) }
  }
}

/** The moves that carry a block of lines on, as long as both places go on by one. */
function runFrom(start: number, moves: readonly Move[]): Move[] {
  const run: Move[] = []
  for (let index = start; index < moves.length; index += 1) {
    const [move, last] = [moves[index], run.at(-1)]
    if (move === undefined || (last && (move.entry !== last.entry + 1 || move.line !== last.line + 1))) break
    run.push(move)
  }
  return run
}

/** What is left of one side of a hunk: places from 0 in order; those past the kept items are a count. */
interface Left {
  readonly places: readonly number[]
  readonly count: number
}

function remaining(items: readonly string[], count: number, taken: (index: number) => boolean): Left {
  const places = [...items.keys()].filter((index) => !taken(index))
  return { places, count: places.length + (count - items.length) }
}

function* changesOfHunk(hunk: Hunk, removed: Left, inserted: Left): Generator<Change> {
  const pairs = Math.min(removed.count, inserted.count)
  const known = Math.min(removed.places.length, inserted.places.length, pairs)
  if (pairs >= RUN_OF_EDITS) yield edit(hunk, removed.places[0] ?? 0, inserted.places[0] ?? 0, pairs)
  else {
    for (let index = 0; index < known; index += 1) {
      yield edit(hunk, removed.places[index] ?? 0, inserted.places[index] ?? 0, 1)
    }
  }
  yield* runs(removed, pairs, (index, count) => {
    const line = hunk.line + Math.min(index, hunk.insertedCount)
    return { kind: 'removed', entry: hunk.entry + index, line, count, ...maybe('expected', hunk.removed[index]) }
  })
  yield* runs(inserted, pairs, (index, count) => {
    const entry = hunk.entry + Math.min(index, hunk.removedCount)
    return { kind: 'inserted', entry, line: hunk.line + index, count, ...maybe('found', hunk.inserted[index]) }
  })
}

const edit = (hunk: Hunk, gone: number, come: number, count: number): Change => ({
  kind: 'edited',
  entry: hunk.entry + gone,
  line: hunk.line + come,
  count,
  ...maybe('expected', hunk.removed[gone]),
  ...maybe('found', hunk.inserted[come]),
})

/** A member that is there only where it has a value. */
export const maybe = <K extends string>(name: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]?: string }) // one member of that name

/** Runs of neighbouring places after the first `skip`; what is past the kept ones belongs to the last run. */
function* runs(
  { places, count }: Left,
  skip: number,
  told: (index: number, count: number) => Change,
): Generator<Change> {
  let [start, length] = [-1, 0]
  for (const index of places.slice(skip)) {
    if (length > 0 && index === start + length) length += 1
    else {
      if (length > 0) yield told(start, length)
      ;[start, length] = [index, 1]
    }
  }
  const unseen = count - Math.max(skip, places.length)
  if (length > 0 || unseen > 0) yield told(length > 0 ? start : skip, length + unseen)
}
