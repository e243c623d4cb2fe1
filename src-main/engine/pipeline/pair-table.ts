import { FaultError } from '../../contract/fault.ts'

/** Which halves of an event were seen. */
export const SEEN = { request: 1, response: 2, whole: 3 } as const

/** 32 Mi places of 12 bytes: what an import may hold in memory for its pairs (20 million events at the fullest). */
const MOST_SLOTS = 32 * 1024 * 1024
const FULLEST = 0.6

/**
 * Request ids of one import and the record each belongs to: open addressing over typed arrays, 12 bytes a place.
 * Keys are 64 bits mixed from the id; the caller compares every hit with the record itself, so a collision costs time, not truth.
 */
export class PairTable {
  #slots: number
  #high: Uint32Array
  #low: Uint32Array
  /** Record counted from the import's first, times four, plus what was seen; 0 = free. */
  #value: Uint32Array
  #used = 0

  constructor(slots = 65_536) {
    this.#slots = slots
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
    this.#value = new Uint32Array(slots)
  }

  /** The place of the next entry with this key at or after `from` (-1: from its home), or -1 where there is none. */
  find(high: number, low: number, from = -1): number {
    let at = from < 0 ? this.#home(high, low) : (from + 1) & (this.#slots - 1)
    for (; this.#value[at] !== 0; at = (at + 1) & (this.#slots - 1)) {
      if (this.#high[at] === high && this.#low[at] === low) return at
    }
    return -1
  }

  /** Answers the place, which holds until the next `add`. */
  add(high: number, low: number, record: number, seen: number): number {
    if (this.#used >= this.#slots * FULLEST) this.#grow()
    this.#used++
    return this.#put(high, low, record * 4 + seen)
  }

  holds(place: number, high: number, low: number): boolean {
    return this.#high[place] === high && this.#low[place] === low
  }

  record(place: number): number {
    return (this.#value[place] ?? 0) >>> 2
  }

  seen(place: number): number {
    return (this.#value[place] ?? 0) & 3
  }

  markSeen(place: number, seen: number): void {
    this.#value[place] = (this.#value[place] ?? 0) | seen
  }

  #home(high: number, low: number): number {
    return (Math.imul(high ^ (low >>> 7), 0x9e3779b1) ^ low) & (this.#slots - 1)
  }

  #put(high: number, low: number, value: number): number {
    let at = this.#home(high, low)
    while (this.#value[at] !== 0) at = (at + 1) & (this.#slots - 1)
    this.#high[at] = high
    this.#low[at] = low
    this.#value[at] = value
    return at
  }

  #grow(): void {
    if (this.#slots >= MOST_SLOTS) {
      throw new FaultError('limit', {
        message: `One import can join about ${Math.floor(MOST_SLOTS * FULLEST)} events.`,
        remedy: 'Import the files in several steps, for instance a month at a time.',
      })
    }
    const { length } = this.#value
    const [high, low, value] = [this.#high, this.#low, this.#value]
    this.#slots *= 2
    this.#high = new Uint32Array(this.#slots)
    this.#low = new Uint32Array(this.#slots)
    this.#value = new Uint32Array(this.#slots)
    for (let at = 0; at < length; at++) {
      const held = value[at] ?? 0
      if (held !== 0) this.#put(high[at] ?? 0, low[at] ?? 0, held)
    }
  }
}
