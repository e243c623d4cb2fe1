import type { LogName } from './names.ts'

/** A time of one account and region, µs since 1970 UTC, with what holds for it. */
export interface Span<T> {
  readonly account: string
  readonly region: string
  readonly fromUs: number
  readonly toUs: number
  readonly value: T
}

type Place = Pick<Span<unknown>, 'account' | 'region'>

const MINUTE_US = 60_000_000

/** Times of accounts and regions; those that touch are one, with the value of the first. */
export class Spans<T> {
  readonly #byPlace = new Map<string, Span<T>[]>()

  constructor(spans: readonly Span<T>[]) {
    for (const span of spans.toSorted((a, b) => a.fromUs - b.fromUs)) {
      const place = `${span.account} ${span.region}`
      const held = this.#byPlace.get(place) ?? []
      this.#byPlace.set(place, held)
      const last = held.at(-1)
      if (last === undefined || last.toUs < span.fromUs) held.push(span)
      else if (span.toUs > last.toUs) held[held.length - 1] = { ...last, toUs: span.toUs }
    }
  }

  /** What holds for a time that the minute of a log's delivery touches. */
  touched(log: LogName): T | undefined {
    const span = this.#lastBefore(log, log.minuteUs + MINUTE_US)
    return span !== undefined && span.toUs > log.minuteUs ? span.value : undefined
  }

  /** What holds for a time around all of that minute. */
  around(log: LogName): T | undefined {
    const span = this.#lastBefore(log, log.minuteUs + 1)
    return span !== undefined && span.toUs >= log.minuteUs + MINUTE_US ? span.value : undefined
  }

  /** What holds at a moment. */
  at(place: Place, us: number): T | undefined {
    const span = this.#lastBefore(place, us + 1)
    return span !== undefined && span.toUs > us ? span.value : undefined
  }

  /** The last span that begins before a moment. */
  #lastBefore({ account, region }: Place, us: number): Span<T> | undefined {
    const spans = this.#byPlace.get(`${account} ${region}`) ?? []
    let [low, high] = [0, spans.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((spans[middle]?.fromUs ?? 0) < us) low = middle + 1
      else high = middle
    }
    return spans[low - 1]
  }
}
