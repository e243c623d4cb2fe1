import { fromBase64 } from './base64.ts'
import { readCount, readHash } from './checkpoint.ts'
import { NOTE_LIMITS, utf8, wrong, type Parsed } from './note.ts'

/** First line of a proof (C2SP tlog-proof). */
export const TLOG_PROOF = 'c2sp.org/tlog-proof@v1'

/** That an entry stands in a log: its index, the path to the root, and the bytes of the signed checkpoint with that root. */
export interface TlogProof {
  /** Not proved by anything; undefined where there is none. */
  readonly extra: Uint8Array | undefined
  readonly index: bigint
  readonly path: readonly Uint8Array[]
  readonly checkpoint: Uint8Array
}

const INDEX = 'index '
const EXTRA = 'extra '

/** Reads a proof strictly. */
export function parseTlogProof(bytes: Uint8Array): Parsed<TlogProof> {
  const text = bytes.length <= NOTE_LIMITS.bytes ? utf8(bytes) : undefined
  const split = text?.indexOf('\n\n') ?? -1
  if (text === undefined || split === -1) return wrong('a proof is lines of text, an empty line and a checkpoint')
  const [head, ...lines] = text.slice(0, split).split('\n')
  if (head !== TLOG_PROOF) return wrong(`the first line of a proof is ${TLOG_PROOF}`)
  return readLines(lines, new TextEncoder().encode(text.slice(split + 2)))
}

function readLines(lines: readonly string[], checkpoint: Uint8Array): Parsed<TlogProof> {
  const [first = ''] = lines
  const hasExtra = first.startsWith(EXTRA)
  const extra = hasExtra ? fromBase64(first.slice(EXTRA.length)) : undefined
  if (hasExtra && !extra) return wrong('the extra line of the proof is not base64')
  const [place = '', ...hashes] = hasExtra ? lines.slice(1) : lines
  const index = place.startsWith(INDEX) ? readCount(place.slice(INDEX.length)) : undefined
  if (index === undefined) return wrong('the proof names no index')
  const path = hashes.map(readHash)
  if (!path.every((hash) => hash !== undefined)) return wrong('a line of the path is not a SHA-256 in base64')
  return { ok: true, value: { extra, index, path, checkpoint } }
}
