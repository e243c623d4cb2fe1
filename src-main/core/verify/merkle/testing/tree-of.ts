import { nodeHash, type Sha256 } from '../tree.ts'

/** A tree of leaf hashes by the definitions of RFC 6962, section 2.1, word for word: slow, and written without the code under test. */
export function treeOf(leaves: readonly Uint8Array[], sha256: Sha256) {
  const root = (from: number, to: number): Uint8Array => {
    if (to === from) return sha256()
    if (to - from === 1) return leaves[from] ?? sha256()
    const middle = from + split(to - from)
    return nodeHash(root(from, middle), root(middle, to), sha256)
  }
  /** PATH(m, D[n]) of section 2.1.1. */
  const path = (at: number, from: number, to: number): Uint8Array[] => {
    if (to - from <= 1) return []
    const middle = from + split(to - from)
    return at < middle ? [...path(at, from, middle), root(middle, to)] : [...path(at, middle, to), root(from, middle)]
  }
  /** SUBTREE_SUBPROOF(start, end, D_n, b) of draft-ietf-plants-merkle-tree-certs, section 4.4.1; from 0 it is PROOF of section 2.1.2. */
  const subproof = (part: readonly [number, number], from: number, to: number, whole: boolean): Uint8Array[] => {
    const [start, end] = part
    if (start === from && end === to) return whole ? [] : [root(from, to)]
    const middle = from + split(to - from)
    if (end <= middle) return [...subproof(part, from, middle, whole), root(middle, to)]
    if (middle <= start) return [...subproof(part, middle, to, whole), root(from, middle)]
    return [...subproof([middle, end], middle, to, false), root(from, middle)]
  }
  return {
    root: (size: number, from = 0) => root(from, size),
    inclusion: (index: number, size: number, from = 0) => path(index, from, size),
    consistency: (end: number, size: number, start = 0) => subproof([start, end], 0, size, true),
  }
}

/** The largest power of two below the count. */
function split(count: number): number {
  let left = 1
  while (left * 2 < count) left *= 2
  return left
}
