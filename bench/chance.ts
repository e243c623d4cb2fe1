/** Repeatable randomness: the same seed gives the same sequence on every machine. Not for keys. */
export interface Chance {
  /** An unsigned integer of 32 bits. */
  readonly u32: () => number
  /** An integer from 0 to `n` - 1. */
  readonly below: (n: number) => number
  /** At least 0, below 1. */
  readonly share: () => number
  readonly pick: <T>(list: readonly [T, ...T[]]) => T
  /** `length` hexadecimal digits; a multiple of four. */
  readonly hex: (length: number) => string
  /** 36 characters in the form of a UUID, all bits random, as Vault makes its request ids. */
  readonly uuid: () => string
}

const QUADS = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'))
const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** Four words from one, by the finaliser of MurmurHash3 over a Weyl sequence. */
function spread(seed: number): [number, number, number, number] {
  let word = seed | 0
  const next = (): number => {
    word = (word + 0x9e3779b9) | 0
    let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return mixed ^ (mixed >>> 16)
  }
  return [next(), next(), next(), next()]
}

/** xoshiro128** 1.1 (Blackman and Vigna, 2018). */
function xoshiro(seed: number): () => number {
  let [a, b, c, d] = spread(seed)
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return result
  }
}

export function chance(seed: number): Chance {
  const u32 = xoshiro(seed)
  const share = (): number => u32() / 4_294_967_296
  const below = (n: number): number => Math.floor(share() * n)
  const word = (): string => {
    const value = u32()
    return `${QUADS[value & 65_535]}${QUADS[value >>> 16]}`
  }
  const hex = (length: number): string => {
    let digits = ''
    while (digits.length < length) digits += word()
    return digits.slice(0, length)
  }
  return {
    u32,
    share,
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    hex,
    uuid: () => {
      const [head, middle, tail] = [word(), word(), word()]
      return `${head}-${middle.slice(0, 4)}-${middle.slice(4)}-${tail.slice(0, 4)}-${tail.slice(4)}${word()}`
    },
  }
}
