/** SHA-256 of the parts, one after the other: 32 bytes. The engine hands in the native one. */
export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array

/** Bytes of a SHA-256. */
export const HASH_BYTES = 32

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** RFC 6962, section 2.1: the hash of a log entry, H(0x00 || entry). */
export const leafHash = (entry: Uint8Array, sha256: Sha256): Uint8Array => sha256(LEAF, entry)

/** RFC 6962, section 2.1: the hash over two subtrees, H(0x01 || left || right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array => sha256(NODE, left, right)

/** Whether two values are the same bytes. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])

/** A tree that leaves are added to, one by one: it keeps one hash for each full subtree, so at most 64 of them. */
export class GrowingTree {
  size = 0
  readonly #sha256: Sha256
  /** The roots of the full subtrees from left to right; their sizes are the bits of `size`. */
  readonly #peaks: Uint8Array[] = []

  constructor(sha256: Sha256) {
    this.#sha256 = sha256
  }

  /** Adds the hash of a leaf (not the entry itself). */
  add(leaf: Uint8Array): void {
    let hash = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#peaks.pop()
      if (left) hash = nodeHash(left, hash, this.#sha256)
    }
    this.#peaks.push(hash)
    this.size += 1
  }

  /** RFC 6962, section 2.1: the tree hash of the leaves so far; that of none is H(). */
  root(): Uint8Array {
    const [first, ...rest] = this.#peaks.toReversed()
    return rest.reduce((right, left) => nodeHash(left, right, this.#sha256), first ?? this.#sha256())
  }
}
