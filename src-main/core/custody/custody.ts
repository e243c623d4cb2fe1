import type { FailureKind } from '../verify/check.ts'
import { canonical } from '../json/canonical.ts'

/**
 * What is said of one act: who, what (`case-opened`, `bundle-imported`, `export-started`, ...; readers take any text), when
 * (RFC 3339 UTC) and with which tool version.
 */
export interface CustodyAct {
  readonly time: string
  readonly actor: string
  readonly event: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly tool: string
}

/** One link of the custody chain, rule jcs-sha256; `seq` counts from 1, both hashes are lower-case hex. */
export interface CustodyEntry extends CustodyAct {
  readonly seq: number
  readonly prev_hash: string
  readonly hash: string
}

/** `prev_hash` of the first entry: 64 zeros. */
export const genesisHash = '0'.repeat(64)

/** SHA-256 of a text's UTF-8 bytes, as lower-case hex. */
export type TextDigest = (text: string) => string

/** SHA-256 of the RFC 8785 text of the entry without its `hash` member, `prev_hash` inside. Throws where it is no I-JSON. */
export function custodyHash(entry: object, sha256: TextDigest): string {
  const members = Object.entries(entry).filter(([name]) => name !== 'hash')
  return sha256(canonical(Object.fromEntries(members)))
}

/** The entry that follows `last` (none: the first) for an act, linked and hashed. */
export function nextEntry(
  last: Pick<CustodyEntry, 'seq' | 'hash'> | undefined,
  act: CustodyAct,
  sha256: TextDigest,
): CustodyEntry {
  const { time, actor, event, detail, tool } = act
  const entry = { seq: (last?.seq ?? 0) + 1, time, actor, event, detail, tool, prev_hash: last?.hash ?? genesisHash }
  return { ...entry, hash: custodyHash(entry, sha256) }
}

/** One line of `chain-of-custody.jsonl`, without its LF. */
export function custodyLine({ seq, time, actor, event, detail, tool, prev_hash, hash }: CustodyEntry): string {
  return JSON.stringify({ seq, time, actor, event, detail, tool, prev_hash, hash })
}

/** An entry as found: its members as they stand and those that chain it. */
export interface ChainedEntry {
  readonly seq: number
  readonly prev_hash: string
  readonly hash: string
  readonly members: Readonly<Record<string, unknown>>
}

/** A line read, or the reason why it is no entry. */
export type CustodyRead =
  | { readonly ok: true; readonly entry: ChainedEntry }
  | { readonly ok: false; readonly reason: string }

/** One thing wrong in a chain; `line` counts from 1 in the order read, `seq` is the entry's own number. */
export interface CustodyProblem {
  readonly kind: FailureKind
  readonly line: number
  readonly seq?: number
  readonly expected?: string
  readonly found?: string
  readonly message: string
}

/** Wraps an entry that is already an object for `checkCustody`. */
export function chainedEntry(entry: CustodyEntry): CustodyRead {
  const { seq, prev_hash, hash } = entry
  return { ok: true, entry: { seq, prev_hash, hash, members: { ...entry } } }
}

interface Seen extends ChainedEntry {
  readonly line: number
}

/**
 * Names every place where the chain does not hold; yields nothing when it does. One act against it is one problem:
 * edited, duplicated, forked, reordered, removed, rechained or malformed. A cut tail cannot be seen without an anchor.
 */
export function* checkCustody(reads: Iterable<CustodyRead>, sha256: TextDigest): Generator<CustodyProblem> {
  const bySeq = new Map<number, Seen>()
  let highest = 0
  let line = 0
  for (const read of reads) {
    line += 1
    if (!read.ok) {
      yield { kind: 'malformed', line, message: `custody line ${line} is no entry: ${read.reason}` }
      continue
    }
    const entry = { ...read.entry, line }
    yield* checkContent(entry, sha256)
    const twin = bySeq.get(entry.seq)
    if (twin) yield twinProblem(entry, twin)
    else bySeq.set(entry.seq, entry)
    if (!twin && entry.seq < highest) {
      yield {
        kind: 'reordered',
        line,
        seq: entry.seq,
        message: `custody entry ${entry.seq} stands after entry ${highest}`,
      }
    }
    highest = Math.max(highest, entry.seq)
  }
  yield* checkLinks([...bySeq.values()].toSorted((a, b) => a.seq - b.seq))
}

function* checkContent(entry: Seen, sha256: TextDigest): Generator<CustodyProblem> {
  const { line, seq, hash: found } = entry
  let expected: string
  try {
    expected = custodyHash(entry.members, sha256)
  } catch {
    yield { kind: 'malformed', line, seq, message: `custody entry ${seq} has no canonical form` }
    return
  }
  if (expected === found) return
  yield { kind: 'edited', line, seq, expected, found, message: `custody entry ${seq} was changed: its hash differs` }
}

function twinProblem({ seq, hash, line }: Seen, twin: Seen): CustodyProblem {
  if (hash === twin.hash) return { kind: 'duplicated', line, seq, message: `custody entry ${seq} stands twice` }
  const both = { expected: twin.hash, found: hash }
  return { kind: 'forked', line, seq, ...both, message: `two different custody entries have the number ${seq}` }
}

function* checkLinks(entries: readonly Seen[]): Generator<CustodyProblem> {
  let before = { seq: 0, hash: genesisHash }
  for (const { seq, prev_hash, hash, line } of entries) {
    if (seq !== before.seq + 1) {
      const missing = seq - 1 === before.seq + 1 ? `entry ${seq - 1} is` : `entries ${before.seq + 1} to ${seq - 1} are`
      yield { kind: 'removed', line, seq, message: `custody ${missing} missing` }
    } else if (prev_hash !== before.hash) {
      const message = `custody entry ${seq} does not follow from entry ${before.seq}: one of them was replaced`
      yield { kind: 'rechained', line, seq, expected: before.hash, found: prev_hash, message }
    }
    before = { seq, hash }
  }
}
