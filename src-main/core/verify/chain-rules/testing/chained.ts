import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '../../../json/canonical.ts'
import type { Check } from '../../check.ts'
import { checkChain } from '../check-chain.ts'
import type { ChainDeps, EntryRead } from '../check-chain.ts'
import { entryReader } from '../reader.ts'
import type { ChainDigests, ChainRule } from '../rule.ts'

const hashes = { md5, sha1, sha256, sha384, sha512 }

/** Hashes without Node: those of the program are handed in by the engine. */
export const digests: ChainDigests = {
  digest: (algorithm, bytes) => hashes[algorithm](bytes),
  hmac: (algorithm, secret, bytes) => hmac(hashes[algorithm], secret, bytes),
}

/** An entry of a made chain; without `hash` until it is linked. */
export type Made = Record<string, unknown>

export const ZEROS = '0'.repeat(64)

/** The hash of an entry by jcs-sha256, or its HMAC. */
export function jcsHash(entry: Made, secret?: string, using = digests): string {
  const { hash: _hash, hmac: _hmac, ...members } = entry
  const text = utf8ToBytes(canonical(members))
  return bytesToHex(
    secret === undefined ? using.digest('sha256', text) : using.hmac('sha256', utf8ToBytes(secret), text),
  )
}

export interface Making {
  readonly numbered?: boolean
  readonly secret?: (seq: number) => string
  readonly prev?: string
  /** Faster hashes, where there are many entries. */
  readonly using?: ChainDigests
}

/** Links entries one after the other; the first is `from`. */
export function chained(
  bodies: readonly Made[],
  from = 1,
  { numbered = true, secret, prev = ZEROS, using }: Making = {},
): Made[] {
  let before = prev
  return bodies.map((body, index) => {
    const seq = from + index
    const entry: Made = { ...body, ...(numbered ? { seq } : {}), [secret ? 'prev_hmac' : 'prev_hash']: before }
    before = jcsHash(entry, secret?.(seq), using)
    return { ...entry, [secret ? 'hmac' : 'hash']: before }
  })
}

/** A chain of entries that say nothing but which they are. */
export const chainOf = (count: number, making?: Making): Made[] =>
  chained(
    Array.from({ length: count }, (_, index) => ({ what: `entry ${index + 1}` })),
    1,
    making,
  )

/** Lines as the reader of a rule gives them. */
export function readAll(lines: readonly string[], rule: ChainRule): EntryRead[] {
  const reader = entryReader(rule)
  const encoder = new TextEncoder()
  const reads = lines.map((line) => reader?.read(encoder.encode(line)))
  return [...reads, reader?.end()].filter((read) => read !== undefined)
}

export const deps: ChainDeps = { digests, secrets: [], anchors: [] }

export const judgeLines = (lines: readonly string[], rule: ChainRule, further: Partial<ChainDeps> = {}): Check[] => [
  ...checkChain(readAll(lines, rule), rule, { ...deps, ...further }),
]

export const judge = (entries: readonly Made[], rule: ChainRule, further?: Partial<ChainDeps>): Check[] =>
  judgeLines(
    entries.map((entry) => JSON.stringify(entry)),
    rule,
    further,
  )

/** What failed, as `kind@seq`, or `kind@line N` where entries have no numbers. */
export const failures = (checks: readonly Check[]): string[] =>
  checks.filter(({ verdict }) => verdict === 'failed').map(({ kind, seq, line }) => `${kind}@${seq ?? `line ${line}`}`)

/** The verdict of one check by its name; undefined where it was not made. */
export const verdictOf = (checks: readonly Check[], name: string): string | undefined =>
  checks.find(({ check }) => check === name)?.verdict
