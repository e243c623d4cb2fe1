/** Bytes of one digest: SHA-256. */
export const DIGEST_BYTES = 32

/** Digests one after the other, 32 bytes each; a place is the number of one, from 0. */
export interface Digests {
  readonly count: number
  readonly bytes: Uint8Array
}

/**
 * What belongs together: `first[n]` with `second[n]`, ascending in `first`. A digest that stands k times on one side and m times on
 * the other gives min(k, m) pairs, in the order of places; the places that are left on either side ascend.
 */
export interface Matched {
  readonly first: Uint32Array
  readonly second: Uint32Array
  readonly firstLeft: Uint32Array
  readonly secondLeft: Uint32Array
}

/** Joins two lists by equal digests, each place once: sorted and merged, 16 bytes of memory a digest beside the lists. */
export function matchDigests(first: Digests, second: Digests): Matched {
  const [a, b] = [sorted(first), sorted(second)]
  // place of the partner plus one; 0 is none
  const [partner, isTaken] = [new Uint32Array(first.count), new Uint8Array(second.count)]
  let pairs = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [here, there] = [a[i] ?? 0, b[j] ?? 0]
    const order = compareDigests(first.bytes, here, second.bytes, there)
    if (order === 0) {
      partner[here] = there + 1
      isTaken[there] = 1
      pairs++
    }
    if (order <= 0) i++
    if (order >= 0) j++
  }
  return { ...pairsIn(partner, pairs), secondLeft: placesOf(isTaken, second.count - pairs) }
}

function pairsIn(partner: Uint32Array, pairs: number): Omit<Matched, 'secondLeft'> {
  const [first, second] = [new Uint32Array(pairs), new Uint32Array(pairs)]
  const firstLeft = new Uint32Array(partner.length - pairs)
  let [paired, left] = [0, 0]
  for (const [place, found] of partner.entries()) {
    if (found === 0) firstLeft[left++] = place
    else {
      first[paired] = place
      second[paired++] = found - 1
    }
  }
  return { first, second, firstLeft }
}

/** The places that are not taken. */
function placesOf(isTaken: Uint8Array, count: number): Uint32Array {
  const places = new Uint32Array(count)
  let at = 0
  for (const [place, taken] of isTaken.entries()) if (taken === 0) places[at++] = place
  return places
}

/** The places in the order of their digests, equal ones in their own order. */
function sorted({ count, bytes }: Digests): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, place) => place)
  // in place: a copy would be as large again
  // oxlint-disable-next-line unicorn/no-array-sort -- the list is this function's own
  return places.sort((a, b) => compareDigests(bytes, a, bytes, b) || a - b)
}

/** By bytes; digests of different content mostly differ in the first. */
function compareDigests(a: Uint8Array, placeA: number, b: Uint8Array, placeB: number): number {
  const [fromA, fromB] = [placeA * DIGEST_BYTES, placeB * DIGEST_BYTES]
  for (let at = 0; at < DIGEST_BYTES; at++) {
    const gap = (a[fromA + at] ?? 0) - (b[fromB + at] ?? 0)
    if (gap !== 0) return gap
  }
  return 0
}
