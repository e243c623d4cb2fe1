import type { CustodyRead } from './custody.ts'
import { notIJson } from '../json/i-json.ts'

/** No entry of ours comes near; longer lines are refused before they are parsed. Provisional. */
const MOST_CHARACTERS = 1_000_000

/** Reads one line of `chain-of-custody.jsonl` strictly: what JSON leaves open (RFC 7493) is refused, never repaired. */
export function readCustodyLine(text: string): CustodyRead {
  if (text.length > MOST_CHARACTERS) return { ok: false, reason: 'the line is too long' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not JSON' }
  }
  if (!isObject(value)) return { ok: false, reason: 'not a JSON object' }
  const ambiguous = notIJson(text)
  if (ambiguous) return { ok: false, reason: ambiguous }
  const { seq, prev_hash, hash } = value
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1)
    return { ok: false, reason: 'seq is not a number from 1' }
  if (!isHash(prev_hash) || !isHash(hash))
    return { ok: false, reason: 'prev_hash or hash is not 64 lower-case hex digits' }
  return { ok: true, entry: { seq, prev_hash, hash, members: value } }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}
