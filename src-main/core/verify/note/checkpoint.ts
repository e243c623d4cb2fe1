import { HASH_BYTES, sameBytes } from '../merkle/tree.ts'
import { fromBase64 } from './base64.ts'
import { wrong, type Parsed } from './note.ts'

/** The head of a transparency log (C2SP tlog-checkpoint): which log, how many leaves, their tree hash (32 bytes). */
export interface Checkpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  readonly extensions: readonly string[]
}

const MOST_LEAVES = 2n ** 64n - 1n

/** A count of leaves or an index as these formats write it: ASCII decimal, no leading zero, 64 bits. */
export function readCount(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,19})$/.test(text)) return undefined
  const count = BigInt(text)
  return count <= MOST_LEAVES ? count : undefined
}

/** A SHA-256 in base64; undefined where it is none. */
export function readHash(text: string): Uint8Array | undefined {
  const bytes = text.length === 44 ? fromBase64(text) : undefined
  return bytes?.length === HASH_BYTES ? bytes : undefined
}

/** Reads the text of a note as a checkpoint: at least three lines, none empty. */
export function parseCheckpoint(text: string): Parsed<Checkpoint> {
  const lines = text.split('\n')
  const [origin = '', size = '', root = '', ...extensions] = lines.slice(0, -1)
  if (lines.at(-1) !== '' || lines.length < 4)
    return wrong('a checkpoint has an origin, a size and a root hash, each on its line')
  if (origin === '' || extensions.includes('')) return wrong('a checkpoint holds no empty line')
  const leaves = readCount(size)
  if (leaves === undefined) return wrong('the second line of a checkpoint is its size')
  const hash = readHash(root)
  return hash
    ? { ok: true, value: { origin, size: leaves, root: hash, extensions } }
    : wrong('the third line of a checkpoint is its root hash')
}

/**
 * What two signed checkpoints say of each other: `forked` is two roots for one log and size, which an honest log never signs;
 * `open` is two sizes, of which only a consistency proof or the entries tell; `other` is two logs.
 */
export function compareCheckpoints(a: Checkpoint, b: Checkpoint): 'same' | 'forked' | 'open' | 'other' {
  if (a.origin !== b.origin) return 'other'
  if (a.size !== b.size) return 'open'
  return sameBytes(a.root, b.root) ? 'same' : 'forked'
}
