import { HASH_BYTES, nodeHash, sameBytes, type Sha256 } from './tree.ts'

/**
 * What keeps a proof from holding: numbers that fit no tree, a path that is not exactly as long as it must be, a hash that is none,
 * a path that leads to another hash of the part or of the whole tree than stated.
 */
export type ProofFault = 'bounds' | 'length' | 'hash' | 'part' | 'root'

/** `expected` is the hash that was stated, `found` the one the path leads to. */
export type ProofAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: ProofFault; readonly expected?: Uint8Array; readonly found?: Uint8Array }

/** That the leaf with this hash stands at this index (from 0) in the tree of this size and root. */
export interface InclusionProof {
  readonly index: bigint
  readonly size: bigint
  readonly leaf: Uint8Array
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** That the tree of the older size and root is the beginning of the newer one. */
export interface ConsistencyProof {
  readonly older: { readonly size: bigint; readonly root: Uint8Array }
  readonly newer: { readonly size: bigint; readonly root: Uint8Array }
  readonly path: readonly Uint8Array[]
}

/** That leaf `index` stands in the subtree of the leaves from `start` up to `end`, whose root is `root`. */
export interface SubtreeInclusionProof extends Omit<InclusionProof, 'size'> {
  readonly start: bigint
  readonly end: bigint
}

/** That the subtree of the leaves from `start` up to `end`, with root `part`, belongs to the tree of this size and root. */
export interface SubtreeConsistencyProof {
  readonly start: bigint
  readonly end: bigint
  readonly size: bigint
  readonly part: Uint8Array
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}

const MOST_LEAVES = 2n ** 64n - 1n
const HOLDS: ProofAnswer = { ok: true }

/** RFC 9162, section 2.1.3.2: a leaf in its tree. It is the consistency of a subtree of one leaf. */
export function checkInclusion({ index, size, leaf, root, path }: InclusionProof, sha256: Sha256): ProofAnswer {
  if (index < 0n || index >= size || size > MOST_LEAVES) return { ok: false, fault: 'bounds' }
  if (leaf.length !== HASH_BYTES) return { ok: false, fault: 'hash' }
  return checkPart({ start: index, end: index + 1n, size, part: leaf, root, path }, sha256)
}

/** RFC 9162, section 2.1.4.2. Nothing can be proved from an empty tree; two trees of one size need equal roots and no path. */
export function checkConsistency({ older, newer, path }: ConsistencyProof, sha256: Sha256): ProofAnswer {
  const none = older.size <= 0n && older.size !== newer.size
  if (none || older.size < 0n || older.size > newer.size || newer.size > MOST_LEAVES) {
    return { ok: false, fault: 'bounds' }
  }
  return checkPart({ start: 0n, end: older.size, size: newer.size, part: older.root, root: newer.root, path }, sha256)
}

/** draft-ietf-plants-merkle-tree-certs, section 4.3: a leaf in a subtree, which is a tree of its own. */
export function checkSubtreeInclusion(proof: SubtreeInclusionProof, sha256: Sha256): ProofAnswer {
  const { index, start, end } = proof
  if (!isSubtree(start, end)) return { ok: false, fault: 'bounds' }
  return checkInclusion({ ...proof, index: index - start, size: end - start }, sha256)
}

/** draft-ietf-plants-merkle-tree-certs, section 4.4: a subtree in its tree. An empty one is in every tree, and has the hash of nothing. */
export function checkSubtreeConsistency(proof: SubtreeConsistencyProof, sha256: Sha256): ProofAnswer {
  const { start, end, size, part, path } = proof
  if (!isSubtree(start, end) || end > size || size > MOST_LEAVES) return { ok: false, fault: 'bounds' }
  if (start < end) return checkPart(proof, sha256)
  return path.length > 0 ? { ok: false, fault: 'length' } : matches('part', part, sha256())
}

/** Draft, section 4.1: `start` is a multiple of the smallest power of two that is at least the number of leaves. */
function isSubtree(start: bigint, end: bigint): boolean {
  if (start < 0n || end < start) return false
  let width = 1n
  while (width < end - start) width *= 2n
  return start % width === 0n
}

/** The one proof all others are: the path leads from a part of the tree up to its root. Takes at most 64 steps. */
function checkPart({ start, end, size, part, root, path }: SubtreeConsistencyProof, sha256: Sha256): ProofAnswer {
  if (path.some((hash) => hash.length !== HASH_BYTES)) return { ok: false, fault: 'hash' }
  const steps = stepsUp({ start, end, size })
  // An undivided part is known by its own hash; of a divided one the path brings the last piece first.
  const [seed, ...siblings] = steps.includes('divided') ? path : [part, ...path]
  if (!seed || siblings.length !== steps.length) return { ok: false, fault: 'length' }
  let [before, after] = [seed, seed]
  for (const [at, step] of steps.entries()) {
    const sibling = siblings[at] ?? seed
    if (step === 'divided') before = nodeHash(sibling, before, sha256)
    after = step === 'left' ? nodeHash(after, sibling, sha256) : nodeHash(sibling, after, sha256)
  }
  const known = matches('part', part, before)
  return known.ok ? matches('root', root, after) : known
}

/** Where one lies at a node of the tree: in its left half, in its right half, or from the first leaf on into the right half. */
type Step = 'left' | 'right' | 'divided'

/** The way from a part of the tree up to the root, as RFC 9162, section 2.1.4.1, splits the tree. */
function stepsUp({ start, end, size }: Pick<SubtreeConsistencyProof, 'start' | 'end' | 'size'>): Step[] {
  const down: Step[] = []
  let place = { start, end, size }
  while (place.start > 0n || place.end < place.size) {
    const left = leftLeaves(place.size)
    const step = place.end <= left ? 'left' : place.start < left ? 'divided' : 'right'
    if (step === 'left') place = { ...place, size: left }
    else place = { start: step === 'right' ? place.start - left : 0n, end: place.end - left, size: place.size - left }
    down.push(step)
  }
  return down.toReversed()
}

/** The largest power of two below the size (from 2 on): so many leaves hang on the left (RFC 6962, section 2.1). */
function leftLeaves(size: bigint): bigint {
  return 2n ** BigInt((size - 1n).toString(2).length - 1)
}

function matches(fault: 'part' | 'root', expected: Uint8Array, found: Uint8Array): ProofAnswer {
  return sameBytes(expected, found) ? HOLDS : { ok: false, fault, expected, found }
}
