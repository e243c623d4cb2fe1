import type { Check } from '../check.ts'
import { type Place, nothingSeen, somethingSeen } from './observation.ts'

/** Halves of an event as bits: its request, its response, or all of an event that has no halves. */
export type Half = 1 | 2 | 3

/** A line that told again what a record tells already: in which file it stands, and whose line it repeats. */
export interface Retold {
  readonly file: number
  readonly owner: number
  readonly record: number
  readonly half: Half
  readonly timeUs: number
}

/** A half of a record: the file and line that it was read from. */
export interface Told {
  readonly file: number
  readonly line: number
  readonly record: number
  readonly half: Half
  readonly timeUs: number
}

interface Span {
  fromUs: number
  toUs: number
}

/** Two files of which the second repeats lines of the first. */
interface Pair {
  readonly owner: number
  readonly file: number
  shared: number
  /** Lines of the one, of a time that both cover, that the other lacks; and the first such line. */
  readonly lacks: readonly [Lacking, Lacking]
}

interface Lacking {
  count: number
  line: number | undefined
}

/** Pairs of files that are compared; provisional: more than a cluster has devices, fewer than a bucket has files. */
const MOST_PAIRS = 1000
/** What is written within a second of the first or last line of a file may be cut by its edge. Provisional. */
const EDGE_US = 1_000_000

/**
 * Whether files that tell of the same events, as audit devices and overlapping exports do, tell the same. First it is told every
 * repeated line (`repeats`) and the time each file covers (`covers`), then every line of a record (`look`) in the order of records.
 */
export class Accounts {
  readonly #spans = new Map<number, Span>()
  /** Of each file the lines it repeats. */
  readonly #repeats = new Map<number, Keys>()
  readonly #pairs = new Map<number, Pair[]>()
  #count = 0
  #tooMany = false

  /** Whether any file repeats another. */
  get any(): boolean {
    return this.#count > 0
  }

  repeats({ file, owner, record, half, timeUs }: Retold): void {
    if (file === owner) return
    this.covers(file, timeUs)
    const known = this.#repeats.get(file) ?? new Keys()
    known.add(keyOf(record, half))
    this.#repeats.set(file, known)
    if (this.#pairOf(owner, file) !== undefined) return
    if (this.#count >= MOST_PAIRS) {
      this.#tooMany = true
      return
    }
    const pair = { owner, file, shared: 0, lacks: [lacking(), lacking()] } as const
    this.#count += 1
    for (const one of [owner, file]) this.#pairs.set(one, [...(this.#pairs.get(one) ?? []), pair])
  }

  covers(file: number, timeUs: number): void {
    const span = this.#spans.get(file)
    if (span === undefined) this.#spans.set(file, { fromUs: timeUs, toUs: timeUs })
    else if (timeUs < span.fromUs) span.fromUs = timeUs
    else if (timeUs > span.toUs) span.toUs = timeUs
  }

  look(told: Told): void {
    for (const pair of this.#pairs.get(told.file) ?? []) this.#compare(pair, told)
  }

  /** Nothing where no two files tell of the same events; `pathOf` names a file. */
  *checks(pathOf: (file: number) => string): Generator<Check> {
    const pairs = [...new Set([...this.#pairs.values()].flat())].filter(isOneAccount)
    const differing = pairs.flatMap((pair) => [...lackingIn(pair, pathOf)])
    yield* differing
    if (this.#tooMany) yield somethingSeen('devices.disagree', TOO_MANY, 'An import of fewer files at a time')
    const shared = pairs.reduce((sum, pair) => sum + pair.shared, 0)
    if (shared > 0 && differing.length === 0 && !this.#tooMany)
      yield nothingSeen('devices.disagree', shared, 'Files that cover the same time tell of the same events in it')
  }

  #pairOf(owner: number, file: number): Pair | undefined {
    return this.#pairs.get(file)?.find((pair) => pair.owner === owner && pair.file === file)
  }

  /** A record without halves may have been read from what could have been one. */
  #repeated(file: number, record: number, half: Half): boolean {
    const keys = this.#repeats.get(file)
    const halves: readonly Half[] = half === 3 ? [1, 2, 3] : [half]
    return keys !== undefined && halves.some((one) => keys.has(keyOf(record, one)))
  }

  #compare(pair: Pair, { file, line, record, half, timeUs }: Told): void {
    const other = file === pair.owner ? pair.file : pair.owner
    const span = this.#spans.get(other)
    if (span === undefined || timeUs <= span.fromUs + EDGE_US || timeUs >= span.toUs - EDGE_US) return
    if (this.#repeated(other, record, half)) {
      pair.shared += 1
      return
    }
    const [ofFile, ofOwner] = pair.lacks
    const side = other === pair.file ? ofFile : ofOwner
    side.count += 1
    side.line ??= line
  }
}

/** Numbers that are first added and then asked for: 8 bytes each, where a set would take five times as many. */
class Keys {
  #added: number[] = []
  #sorted: Float64Array | undefined

  add(key: number): void {
    this.#added.push(key)
  }

  has(key: number): boolean {
    const sorted = (this.#sorted ??= this.#sort())
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle] ?? 0) < key) low = middle + 1
      else high = middle
    }
    return sorted[low] === key
  }

  #sort(): Float64Array {
    const sorted = Float64Array.from(this.#added).toSorted()
    this.#added = []
    return sorted
  }
}

/** Record and half in one number. */
const keyOf = (record: number, half: Half): number => record * 4 + half
const lacking = (): Lacking => ({ count: 0, line: undefined })

/** Files that share less than half are two logs that touch, such as those of two nodes: none is expected to hold the other. */
const isOneAccount = ({ shared, lacks: [ofFile, ofOwner] }: Pair): boolean =>
  shared > 0 && shared >= ofFile.count + ofOwner.count

function* lackingIn({ owner, file, shared, lacks }: Pair, pathOf: (file: number) => string): Generator<Check> {
  const sides = [
    [file, owner, lacks[0]],
    [owner, file, lacks[1]],
  ] as const
  for (const [poorer, holds, { count, line }] of sides) {
    if (line === undefined) continue
    const lines = count === 1 ? '1 line' : `${count} lines`
    const message = `${pathOf(poorer)} lacks ${lines} that this file holds of a time both cover, while ${shared} stand in both`
    const place: Place = { file: pathOf(holds), line }
    yield somethingSeen('devices.disagree', message, SETTLES, place)
  }
}

const TOO_MANY = `More than ${MOST_PAIRS} pairs of files repeat one another; the further ones were not compared`
const SETTLES =
  'Whether the device failed at that time (the server log says so), or the filters of the two exports; else lines were removed from one or put into the other'
