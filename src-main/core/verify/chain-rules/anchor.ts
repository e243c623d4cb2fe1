import { z } from 'zod'
import type { Check } from '../check.ts'
import type { Judged, Row } from './row.ts'

/** The file of an anchor: how many entries a chain had, the hash of its last, and when that was signed. */
export const AnchorFile = z.looseObject({
  count: z.int().min(1),
  head_hash: z.string().min(16).max(200),
  head_seq: z.int().min(0).optional(),
  signed_at: z.string().max(100).optional(),
  chain: z.string().max(200).optional(),
})

/** A head of a chain, noted elsewhere. `trust`: who signed it, as far as known; `unknown` for a key that came along. */
export interface Anchor {
  readonly file: string
  readonly count: number
  readonly headHash: string
  readonly headSeq: number | undefined
  readonly at: string | undefined
  readonly trust: 'trusted' | 'unknown' | 'unsigned'
}

/** An anchor of its file's value; undefined where it is none. */
export function readAnchor(value: unknown, file: string, trust: Anchor['trust']): Anchor | undefined {
  const read = AnchorFile.safeParse(value)
  if (!read.success) return undefined
  const { count, head_hash: headHash, head_seq: headSeq, signed_at: at } = read.data
  return { file, count, headHash, headSeq, at, trust }
}

/** Where the head of an anchor stands, or what stands in its place. */
interface Seen {
  readonly hash: string
  readonly line: number
  readonly seq: number | undefined
}

/** Looks for the heads of anchors along a chain. */
export class AnchorWatch {
  readonly #anchors: readonly Anchor[]
  readonly #byHash: ReadonlyMap<string, readonly Anchor[]>
  readonly #bySeq: ReadonlyMap<number, readonly Anchor[]>
  readonly #byCount: ReadonlyMap<number, readonly Anchor[]>
  readonly #met = new Map<Anchor, Seen>()
  readonly #instead = new Map<Anchor, Seen>()
  #rows = 0
  #last: Seen | undefined

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = anchors.toSorted((a, b) => a.count - b.count)
    this.#byHash = Map.groupBy(anchors, ({ headHash }) => headHash)
    this.#bySeq = Map.groupBy(anchors, place)
    this.#byCount = Map.groupBy(anchors, ({ count }) => count)
  }

  see(row: Row, { expected, content }: Judged): void {
    this.#rows += 1
    const seen: Seen = { hash: row.hash, line: row.line, seq: row.seq }
    if (this.#rows === 1 && typeof row.prev === 'string') this.#meet(row.prev, { ...seen, seq: undefined, line: 0 })
    this.#meet(row.hash, seen)
    if (content === 'differs' && expected !== undefined) this.#meet(expected, seen)
    const here = row.seq === undefined ? this.#byCount.get(this.#rows) : this.#bySeq.get(row.seq)
    for (const anchor of here ?? []) if (!this.#instead.has(anchor)) this.#instead.set(anchor, seen)
    this.#last = seen
  }

  /** The entry of the highest anchor whose head stands in the log, or 0 where that is before its first; undefined: none does. */
  get reached(): { readonly anchor: Anchor; readonly line: number } | undefined {
    return this.#anchors.flatMap((anchor) => this.#trusted(anchor) ?? []).at(-1)
  }

  /** Whether an anchor names the hash that the first entry follows from. */
  get startsAfter(): Anchor | undefined {
    return this.#anchors.find((anchor) => this.#trusted(anchor)?.line === 0)
  }

  *checks(file: string | undefined): Generator<Check> {
    yield* this.#forks()
    let [held, first]: [Anchor | undefined, Check | undefined] = [undefined, undefined]
    const follows: string[] = []
    const checks: Check[] = []
    for (const anchor of this.#anchors) {
      const check = this.#check(anchor, held, file)
      if (this.#met.has(anchor)) held = anchor
      if (check.kind === 'rechained' && first !== undefined) follows.push(check.message)
      else checks.push(check)
      if (check.kind === 'rechained') first ??= check
    }
    for (const check of checks) yield check === first && follows.length > 0 ? { ...check, follows } : check
  }

  #trusted(anchor: Anchor): { readonly anchor: Anchor; readonly line: number } | undefined {
    const met = this.#met.get(anchor)
    return met && anchor.trust === 'trusted' ? { anchor, line: met.line } : undefined
  }

  *#forks(): Generator<Check> {
    for (const [index, anchor] of this.#anchors.entries()) {
      const other = this.#anchors[index - 1]
      if (other?.count === anchor.count && other.headHash !== anchor.headHash) yield forked(anchor, other)
    }
  }

  #check(anchor: Anchor, held: Anchor | undefined, file: string | undefined): Check {
    const met = this.#met.get(anchor)
    if (met !== undefined) return holds(anchor, met, file)
    const instead = this.#instead.get(anchor)
    if (instead !== undefined) return rechained(anchor, instead, held, file)
    const last = this.#last
    if (last === undefined || this.#endsBefore(anchor, last)) return truncated(anchor, last, file)
    return { ...base(anchor, file), verdict: 'not-verifiable', state: 'incomplete', message: absent(anchor) }
  }

  #meet(hash: string, seen: Seen): void {
    for (const anchor of this.#byHash.get(hash) ?? []) if (!this.#met.has(anchor)) this.#met.set(anchor, seen)
  }

  #endsBefore({ headSeq, count }: Anchor, { seq }: Seen): boolean {
    return seq === undefined ? this.#rows < count : seq < place({ headSeq, count })
  }
}

const base = ({ file: anchor }: Anchor, file: string | undefined) =>
  ({ check: 'chain.anchor', level: 'proof', file: file ?? anchor }) as const

const place = ({ headSeq, count }: Pick<Anchor, 'headSeq' | 'count'>): number => headSeq ?? count

const said = ({ at }: Anchor): string => (at === undefined || !/^[0-9TZ:.+-]{4,40}$/.test(at) ? '' : ` of ${at}`)

const absent = (anchor: Anchor): string =>
  `Entry ${place(anchor)}, the head of the anchor${said(anchor)}, is not in this log: the anchor says nothing about it`

function holds(anchor: Anchor, { line, seq }: Seen, file: string | undefined): Check {
  const covered = line === 0 ? undefined : anchor.count
  const what = line === 0 ? 'The log begins right after' : `Entry ${place(anchor)} is`
  const message = `${what} the head that the anchor${said(anchor)} states`
  const common = { ...base(anchor, file), ...(line === 0 ? {} : { line, seq }) }
  if (line > 0 && !isItsPlace(anchor, seq)) {
    const other = `The head that the anchor${said(anchor)} states for entry ${place(anchor)} is that of entry ${seq}`
    return { ...common, verdict: 'failed', state: 'broken', kind: 'malformed', message: other }
  }
  if (anchor.trust === 'trusted') return { ...common, verdict: 'verified', state: 'verified', covered, message }
  const [state, why] =
    anchor.trust === 'unknown'
      ? (['trust-unknown', 'its signature holds under a key that is not trusted'] as const)
      : (['unverifiable', 'it carries no signature that can be checked'] as const)
  const settles = 'The public key of whoever signs the heads, confirmed another way'
  return { ...common, verdict: 'not-verifiable', state, message: `${message}, but ${why}`, settles }
}

/** Numbers may begin at 0, where the anchor does not state that of its head. */
const isItsPlace = ({ headSeq, count }: Anchor, seq: number | undefined): boolean =>
  seq === undefined || (headSeq === undefined ? seq === count || seq === count - 1 : seq === headSeq)

function rechained(anchor: Anchor, found: Seen, held: Anchor | undefined, file: string | undefined): Check {
  const from = held === undefined ? 1 : place(held) + 1
  const range = from === place(anchor) ? `entry ${from}` : `an entry from ${from} to ${place(anchor)}`
  return {
    ...base(anchor, file),
    verdict: 'failed',
    state: 'broken',
    kind: 'rechained',
    line: found.line,
    seq: place(anchor),
    expected: anchor.headHash,
    found: found.hash,
    message: `Entry ${place(anchor)} has another hash than the anchor${said(anchor)} states: the chain was made anew from ${range} on`,
  }
}

function truncated(anchor: Anchor, last: Seen | undefined, file: string | undefined): Check {
  const ends = last === undefined ? 'the log holds none of them' : `the log ends at ${endOf(last)}: it was cut there`
  return {
    ...base(anchor, file),
    verdict: 'failed',
    state: 'broken',
    kind: 'truncated',
    line: last?.line,
    seq: last?.seq,
    expected: String(anchor.count),
    found: last === undefined ? '0' : last.seq === undefined ? undefined : String(last.seq),
    message: `The anchor${said(anchor)} states ${anchor.count} entries, ${ends}`,
  }
}

const endOf = ({ seq, line }: Seen): string => (seq === undefined ? `line ${line}` : `entry ${seq}`)

const forked = (anchor: Anchor, other: Anchor): Check => ({
  check: 'chain.anchor',
  level: 'proof',
  verdict: 'failed',
  state: 'broken',
  kind: 'forked',
  file: anchor.file,
  seq: place(anchor),
  expected: other.headHash,
  found: anchor.headHash,
  message: `Two anchors state ${anchor.count} entries and different heads: there are two histories`,
})
