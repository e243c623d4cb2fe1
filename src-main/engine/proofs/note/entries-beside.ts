import { GrowingTree, leafHash } from '../../../core/verify/merkle/tree.ts'
import { entryBundlePath, readEntryBundle, TILE_ENTRIES } from '../../../core/verify/merkle/tiles.ts'
import { sha256Bytes } from '../../crypto/digest.ts'
import type { ProofDeps, Beside } from '../proof.ts'
import { smallBeside } from '../read-beside.ts'

/** The tree of the entries that lie beside a checkpoint; `malformed` names a bundle of entries that cannot be read. */
export interface EntriesBeside {
  readonly tree: GrowingTree
  readonly malformed?: string
}

/** A full bundle holds 256 entries of at most 65,535 bytes and their lengths. */
const MOST_BYTES = TILE_ENTRIES * (65_535 + 2)

/**
 * Reads the entries of a log (C2SP tlog-tiles, below the folder of its checkpoint) up to this size, one bundle at a time; stops at the
 * first that is not there. Undefined where there is none at all.
 */
export async function entriesBeside(
  checkpoint: string,
  size: bigint,
  beside: Beside,
  { signal }: Pick<ProofDeps, 'signal'>,
): Promise<EntriesBeside | undefined> {
  const folder = checkpoint.slice(0, checkpoint.lastIndexOf('/') + 1)
  const present = new Set(beside.paths)
  const tree = new GrowingTree(sha256Bytes)
  for (let number = 0; BigInt(tree.size) < size; number += 1) {
    const rest = size - BigInt(tree.size)
    const path = bundlePath(folder, number, rest, present)
    if (path === undefined) return number === 0 ? undefined : { tree }
    const bytes = await smallBeside(beside, path, MOST_BYTES, signal)
    const entries = bytes && readEntryBundle(bytes)
    const needed = Math.min(TILE_ENTRIES, Number(rest > TILE_ENTRIES ? TILE_ENTRIES : rest))
    if (!entries || entries.length < needed) return { tree, malformed: path }
    for (const entry of entries.slice(0, needed)) tree.add(leafHash(entry, sha256Bytes))
  }
  return { tree }
}

/** The bundle with this number: the full one, or the smallest partial one that holds as many entries as are needed. */
function bundlePath(folder: string, number: number, rest: bigint, present: ReadonlySet<string>): string | undefined {
  const least = rest >= TILE_ENTRIES ? TILE_ENTRIES : Number(rest)
  for (let width = least; width <= TILE_ENTRIES; width += 1) {
    const path = folder + entryBundlePath(number, width)
    if (present.has(path)) return path
  }
  return undefined
}
