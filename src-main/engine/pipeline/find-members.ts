import type { FoundEntries } from './find-values.ts'
import {
  CLOSE,
  CLOSE_LIST,
  COLON,
  COMMA,
  LF,
  OPEN,
  OPEN_LIST,
  QUOTE,
  closingQuote,
  endOfValue,
  isBlank,
  trimmedEnd,
} from './json-bytes.ts'

/** A container on the way to the array whose members are entries; what lies beside the way is skipped whole. */
interface Step {
  readonly array: boolean
  /** The last name read, where it is the one that leads on. */
  leads: boolean
  /** In an object: the next text is a name. */
  wantsName: boolean
}

/** What one turn did: how far it read, or that the text ends inside what it reads. */
type Turn = number | 'more'

/**
 * Finds the members of the arrays at one path in a text of one or more JSON values (a delivered `{"Records":[…]}`, an API's array, several
 * answers one after the other), without parsing them. Call it with each stretch of the text in order, each beginning where the last
 * one's `end` was. A value that holds no such array is an entry whole, and so is what stands between values: nothing is lost.
 */
export class MemberFinder {
  readonly #path: readonly string[]
  readonly #way: Step[] = []
  /** Where the value under hand began in this stretch, until an array of entries is met in it: then -1. */
  #wholeFrom = -1
  #bounds: number[] = []

  constructor(path: string) {
    this.#path = path === '' ? [] : path.split('.')
  }

  find(bytes: Uint8Array, final: boolean): FoundEntries {
    this.#bounds = []
    let at = 0
    while (at < bytes.byteLength) {
      const turn = isBlank(bytes[at]) ? at + 1 : this.#turn(bytes, at)
      if (turn === 'more') break
      at = turn
    }
    if (at < bytes.byteLength && final) return this.#rest(bytes, at)
    if (this.#wholeFrom < 0) return { bounds: this.#bounds, end: at }
    if (final) return this.#rest(bytes, at)
    // its value is read anew from its start, when more of it is there
    this.#way.length = 0
    const end = this.#wholeFrom
    this.#wholeFrom = -1
    return { bounds: this.#bounds, end }
  }

  /** A text that ends too early ends in an entry, which will be rejected. */
  #rest(bytes: Uint8Array, at: number): FoundEntries {
    const from = this.#wholeFrom < 0 ? at : this.#wholeFrom
    this.#bounds.push(from, trimmedEnd(bytes, from))
    return { bounds: this.#bounds, end: bytes.byteLength }
  }

  #turn(bytes: Uint8Array, at: number): Turn {
    const step = this.#way.at(-1)
    if (step === undefined) return this.#top(bytes, at)
    const byte = bytes[at]
    if (byte === (step.array ? CLOSE_LIST : CLOSE)) return this.#leave(at)
    if (byte === COMMA) {
      step.wantsName = !step.array
      return at + 1
    }
    if (step.wantsName) return this.#name(bytes, at, step)
    if (byte === COLON) return at + 1
    return this.#value(bytes, at, step)
  }

  #top(bytes: Uint8Array, at: number): Turn {
    const byte = bytes[at]
    if (byte === OPEN || byte === OPEN_LIST) {
      this.#wholeFrom = at
      this.#enter(byte === OPEN_LIST)
      return at + 1
    }
    const end = bytes.indexOf(LF, at)
    if (end < 0) return 'more'
    this.#bounds.push(at, trimmedEnd(bytes.subarray(0, end), at))
    return end
  }

  #enter(array: boolean): void {
    this.#way.push({ array, leads: false, wantsName: !array })
    if (this.#isTarget()) this.#wholeFrom = -1
  }

  #isTarget(): boolean {
    return this.#way.length === this.#path.length + 1 && this.#way.at(-1)?.array === true
  }

  #leave(at: number): number {
    this.#way.pop()
    if (this.#way.length === 0 && this.#wholeFrom >= 0) {
      this.#bounds.push(this.#wholeFrom, at + 1)
      this.#wholeFrom = -1
    }
    return at + 1
  }

  #name(bytes: Uint8Array, at: number, step: Step): Turn {
    if (bytes[at] !== QUOTE) return this.#broken(bytes, at)
    const quote = closingQuote(bytes, at + 1)
    if (quote >= bytes.byteLength) return 'more'
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + 1, quote - at - 1).toString('utf8')
    step.leads = this.#leadsOn(name)
    step.wantsName = false
    return quote + 1
  }

  #leadsOn(name: string): boolean {
    return this.#path[this.#way.length - 1] === name
  }

  #value(bytes: Uint8Array, at: number, step: Step): Turn {
    if (this.#isTarget()) return this.#member(bytes, at)
    const byte = bytes[at]
    const leads = step.array ? this.#leadsOn('*') : step.leads
    if (leads && (byte === OPEN || byte === OPEN_LIST)) {
      this.#enter(byte === OPEN_LIST)
      return at + 1
    }
    const end = endOfValue(bytes, at)
    return end < 0 ? 'more' : end
  }

  #member(bytes: Uint8Array, at: number): Turn {
    const end = endOfValue(bytes, at)
    if (end < 0) return 'more'
    this.#bounds.push(at, end)
    return end
  }

  /** No JSON where a name must stand: the line is an entry, and what follows is read as a new text. */
  #broken(bytes: Uint8Array, at: number): Turn {
    const end = bytes.indexOf(LF, at)
    if (end < 0) return 'more'
    const from = this.#wholeFrom < 0 ? at : this.#wholeFrom
    this.#bounds.push(from, trimmedEnd(bytes.subarray(0, end), from))
    this.#way.length = 0
    this.#wholeFrom = -1
    return end
  }
}
