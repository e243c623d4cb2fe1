import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Sha256 } from '../merkle/tree.ts'
import { fromBase64 } from './base64.ts'
import { compareCheckpoints, parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { judgeNote, type VerifyEd25519 } from './judge-note.ts'
import { NOTE_LIMITS, parseNote } from './note.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { parseVerifierKey } from './verifier-key.ts'

const sha256: Sha256 = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
const ed25519: VerifyEd25519 = (key, message, value) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), value)
}

const vectors = new URL('vectors/', import.meta.url)
const cases = <T>(kind: string): [string, T][] => {
  const folder = new URL(`${kind}/`, vectors)
  return readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T])
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The finer word of a note (`malformed`, `edited`, a state), and the time a witness states. */
function judged(note: string, keys: readonly string[]): string {
  const parsed = parseNote(bytes(note))
  if (!parsed.ok) return 'failed malformed'
  const known = keys.map((key) => parseVerifierKey(key, sha256)).filter((key) => key !== undefined)
  const { verdict, state, kind, signedAt } = judgeNote(parsed.value, known, ed25519)
  return [verdict, kind ?? state, ...(signedAt.basis === 'none' ? [] : [signedAt.time])].join(' ')
}

const verdictOf = (want: string): string =>
  want.startsWith('verified') ? 'verified' : want === 'edited' || want === 'malformed' ? 'failed' : 'not-verifiable'

test.each(cases<{ keys: string[]; note: string; want: string }>('note'))('note %s', (_, { keys, note, want }) => {
  expect(judged(note, keys)).toBe(`${verdictOf(want)} ${want}`)
})

test.each(cases<{ text: string; want: string | null }>('checkpoint'))('checkpoint %s', (_, { text, want }) => {
  const parsed = parseCheckpoint(text)
  const told = parsed.ok ? [parsed.value.origin, parsed.value.size, parsed.value.extensions.length].join(' ') : null
  expect(told).toBe(want)
})

test.each(cases<{ proof: string; want: string | null }>('tlog-proof'))('tlog proof %s', (_, { proof, want }) => {
  const parsed = parseTlogProof(bytes(proof))
  const { index, path, extra, checkpoint } = parsed.ok ? parsed.value : {}
  const words = [index, path?.length, ...(extra ? ['extra', extra.length] : [])].join(' ')
  expect(parsed.ok ? words : null).toBe(want)
  expect(checkpoint === undefined || parseNote(checkpoint).ok).toBe(true)
})

test.each(cases<{ line: string; want: string | null }>('verifier-key'))('verifier key %s', (_, { line, want }) => {
  const key = parseVerifierKey(line, sha256)
  expect(key ? [key.name, key.keyId, key.type].join(' ') : null).toBe(want)
})

test('bytes that are no UTF-8, and notes beyond the limit, are no notes', () => {
  expect(parseNote(Uint8Array.of(0xff, 0x0a)).ok).toBe(false)
  expect(parseNote(new Uint8Array(NOTE_LIMITS.bytes + 1).fill(0x61)).ok).toBe(false)
})

const head = (part: Partial<Checkpoint>): Checkpoint => ({
  origin: 'a',
  size: 7n,
  root: Uint8Array.of(1),
  extensions: [],
  ...part,
})

test.each([
  ['same', {}],
  ['forked', { root: Uint8Array.of(2) }],
  ['open', { size: 8n, root: Uint8Array.of(2) }],
  ['other', { origin: 'b', root: Uint8Array.of(2) }],
] as const)('two checkpoints: %s', (want, part) => {
  expect(compareCheckpoints(head({}), head(part))).toBe(want)
})

test.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA=A', 'AA==A', '====', 'A A=', 'AA-_', 'AAAA\n'])(
  '%j is no base64',
  (text) => {
    expect(fromBase64(text)).toBeUndefined()
  },
)
