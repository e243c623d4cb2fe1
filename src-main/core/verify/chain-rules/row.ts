import { TooDeep } from '../../json/canonical.ts'
import { digestText } from './digest-text.ts'
import { findFields, memberAt, seqOf } from './members.ts'
import type { Fields, Members } from './members.ts'
import { bodyOf, isAmbiguous, preimage } from './preimage.ts'
import type { Entry, Previous } from './preimage.ts'
import type { ChainDigests, ChainRule } from './rule.ts'

/**
 * What the content of a row says to its hash. `unknown`: nothing to recompute it with (no secret, no previous hash); `too-deep`: not
 * recomputed for a limit of ours.
 */
export interface Judged {
  readonly content: 'holds' | 'differs' | 'unknown' | 'too-deep'
  /** What hash the content gives; undefined where it has no form to hash. */
  readonly expected?: string | undefined
  /** What the row states in its place. */
  readonly found?: string | undefined
  /** False for a row of an earlier version, whose hash holds and links to nothing. */
  readonly linked: boolean
}

/** One chained entry of a log; `line` is that where it begins, from 1. */
export interface Row {
  readonly line: number
  readonly seq: number | undefined
  /** Undefined where the log does not repeat the previous hash. */
  readonly prev: Previous
  readonly hash: string
  /** The separator of an unescaped join stands within a field. */
  readonly ambiguous: boolean
  readonly judge: (prev: Previous) => Judged
}

export interface RowDeps {
  readonly digests: ChainDigests
  readonly secrets: readonly Uint8Array[]
}

/** Makes rows of entries under one rule; the first chained entry decides which members hold the chain. */
export class Rows {
  readonly #rule: ChainRule
  readonly #deps: RowDeps
  #fields: Fields | undefined
  #secret = 0

  constructor(rule: ChainRule, deps: RowDeps) {
    this.#rule = rule
    this.#deps = deps
  }

  /** Which members hold the chain; undefined until an entry was chained. */
  get fields(): Fields | undefined {
    return this.#fields
  }

  /** The row of an entry; undefined where the entry carries no hash. */
  row(members: Members, line: number, bytes: Uint8Array): Row | undefined {
    this.#fields ??= findFields(this.#rule, members)
    const fields = this.#fields
    const hash = fields && memberAt(members, fields.hash)
    if (fields === undefined || typeof hash !== 'string' || hash === '') return undefined
    const entry: Entry = { members, fields, line: bytes }
    return {
      line,
      seq: seqOf(memberAt(members, fields.seq)),
      prev: fields.prev && previousOf(memberAt(members, fields.prev)),
      hash,
      ambiguous: ambiguous(this.#rule, entry),
      judge: (prev) => this.#judge(entry, hash, prev),
    }
  }

  #judge(entry: Entry, hash: string, prev: Previous): Judged {
    try {
      return this.#payload(entry) ?? this.#whole(entry, hash, prev)
    } catch (error) {
      return { content: isTooDeep(error) ? 'too-deep' : 'differs', linked: true }
    }
  }

  /** Undefined where the payload has its stated digest, or the rule asks for none. */
  #payload(entry: Entry): Judged | undefined {
    const { payload } = this.#rule
    if (payload === undefined) return undefined
    const found = memberAt(entry.members, entry.fields.payload)
    const expected = this.#text(bodyOf(this.#rule, payload.body, entry, this.#deps.digests))
    if (found === expected) return undefined
    return { content: 'differs', expected, found: typeof found === 'string' ? found : '', linked: true }
  }

  #whole(entry: Entry, hash: string, prev: Previous): Judged {
    const rule = this.#rule
    const bytes = preimage(rule, entry, prev, this.#deps.digests)
    const { secrets } = this.#deps
    if (rule.digest.keyed && secrets.length === 0) return { content: 'unknown', linked: true }
    const unlinked = rule.unlinked.map((body) => bodyOf(rule, body, entry, this.#deps.digests))
    const ways = rule.digest.keyed ? secrets.length : 1
    for (let tried = 0; tried < ways; tried += 1) {
      const which = (this.#secret + tried) % ways
      const linked = this.#hash(bytes, which) === hash
      if (!linked && !unlinked.some((other) => this.#hash(other, which) === hash)) continue
      this.#secret = which
      return { content: 'holds', linked }
    }
    return { content: 'differs', expected: this.#hash(bytes, this.#secret), found: hash, linked: true }
  }

  #hash(bytes: Uint8Array, which: number): string {
    const { digest } = this.#rule
    const { digests, secrets } = this.#deps
    if (!digest.keyed) return this.#text(bytes)
    return digestText(digests.hmac(digest.algorithm, secrets[which] ?? new Uint8Array(), bytes), digest)
  }

  #text(bytes: Uint8Array): string {
    const { digest } = this.#rule
    return digestText(this.#deps.digests.digest(digest.algorithm, bytes), digest)
  }
}

/** JSON.stringify, which has no limit of its own, ends with the stack. */
const isTooDeep = (error: unknown): boolean => error instanceof TooDeep || error instanceof RangeError

const previousOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function ambiguous(rule: ChainRule, entry: Entry): boolean {
  try {
    return isAmbiguous(rule, entry)
  } catch {
    return false
  }
}
