import { flagBit, flagsOf } from '../record/record.ts'
import type { FlagName } from '../record/record.ts'
import type { Check } from './check.ts'
import { Silences } from './silences.ts'
import type { Silence } from './silences.ts'
import { TokenSpans } from './token-spans.ts'

/** What of a record is looked at; records come in the order of arrival: by file, then by line. */
export interface ObservedRecord {
  readonly file: string
  readonly line: number
  /** µs since 1970 UTC. */
  readonly timeUs: number
  /** Bits of `flagNames`. */
  readonly flags: number
  /** A number for the token's HMAC; undefined where the record has none. */
  readonly token: number | undefined
}

/** What the ledger knows beside the records. */
export interface ObservedLedger {
  /** Lines set aside because the same event had come before. */
  readonly duplicates: number
  /** Logs whose last line could not be read, so they may have been cut within it. */
  readonly cutFiles: readonly string[]
}

interface Seen {
  count: number
  first: { readonly file: string; readonly line: number } | undefined
}

const watched = [
  'no-response',
  'no-request',
  'same-id-differs',
  'out-of-order',
  'clock-step',
  'nul-hole',
  'masked',
] as const
type Watched = (typeof watched)[number]
const anyWatched = watched.reduce((bits, name) => bits | flagBit(name), 0)
const isWatched = (name: FlagName): name is Watched => watched.some((one) => one === name)

/** Looks at every record once; memory does not grow with them. */
export class Observer {
  #records = 0
  readonly #seen = new Map<Watched, Seen>()
  readonly #silences = new Silences()
  readonly #tokens = new TokenSpans()

  look(record: ObservedRecord): void {
    this.#records += 1
    if ((record.flags & anyWatched) !== 0) this.#note(record)
    this.#silences.look(record)
    if (record.token !== undefined) this.#tokens.look(record.token, record)
  }

  /** What was seen, as observations: they never fail and never count in a verdict. */
  *checks({ duplicates, cutFiles }: ObservedLedger): Generator<Check> {
    for (const [check, name, says] of sentences) yield this.#told(check, name, says)
    yield duplicatesSeen(duplicates, this.#records)
    yield* silencesSeen(this.#silences.outstanding(), this.#records)
    yield saltSeen(this.#tokens.change(), this.#tokens.count)
    yield cutSeen(cutFiles, this.#records)
  }

  #note({ file, line, flags }: ObservedRecord): void {
    for (const name of flagsOf(flags)) {
      if (!isWatched(name)) continue
      const seen = this.#seen.get(name) ?? { count: 0, first: undefined }
      seen.first ??= { file, line }
      seen.count += 1
      this.#seen.set(name, seen)
    }
  }

  #told(check: string, name: Watched, says: Sentence): Check {
    const seen = this.#seen.get(name)
    if (seen === undefined) return nothingSeen(check, this.#records, says.none)
    return somethingSeen(check, says.some(seen.count), says.settles, seen.first)
  }
}

interface Sentence {
  readonly none: string
  readonly some: (count: number) => string
  readonly settles: string
}

const records = (count: number): string => `${count} ${count === 1 ? 'record' : 'records'}`

const sentences: readonly (readonly [string, Watched, Sentence])[] = [
  [
    'pair.response',
    'no-response',
    {
      none: 'Every request has its response',
      some: (count) =>
        `${records(count)} without a response: the device failed, the server stopped, or lines are missing`,
      settles: 'The log of another audit device, or the rotated file that follows',
    },
  ],
  [
    'pair.request',
    'no-request',
    {
      none: 'Every response has its request',
      some: (count) =>
        `${records(count)} without a request: normal for the first line of a log, else lines are missing before`,
      settles: 'The log of another audit device, or the rotated file before it',
    },
  ],
  [
    'record.identity',
    'same-id-differs',
    {
      none: 'No request id tells of two different events',
      some: (count) => `${records(count)} with a request id that another, different event has too`,
      settles: 'The log as the server holds it, or that of another audit device',
    },
  ],
  [
    'time.order',
    'out-of-order',
    {
      none: 'Every record is as late as the one before it in its file, or later',
      some: (count) =>
        `${records(count)} earlier than the one before: within a second this is the order of writing, a larger step is not`,
      settles: 'The log of another audit device',
    },
  ],
  [
    'time.clock',
    'clock-step',
    {
      none: 'No step back of the clock by more than a minute',
      some: (count) => `The time steps back by more than a minute ${count === 1 ? 'once' : `${count} times`}`,
      settles: "The host's record of clock changes, or whether files were joined in another order",
    },
  ],
  [
    'log.hole',
    'nul-hole',
    {
      none: 'No run of NUL bytes',
      some: (count) =>
        `NUL bytes stand before ${records(count)}: the file was emptied while Vault wrote, and lines may be lost`,
      settles: 'The copy that the rotation made before it emptied the file',
    },
  ],
  [
    'value.masked',
    'masked',
    {
      none: 'No field of a record held a value that must not be shown',
      some: (count) => `${records(count)} with a value that does not belong in a log, shown as [masked:…]`,
      settles: 'Whether what stood there was valid, and was renewed since: whoever could read the log could use it',
    },
  ],
]

const observation = { level: 'observation' } as const

const nothingSeen = (check: string, covered: number, message: string): Check => ({
  ...observation,
  check,
  verdict: 'verified',
  state: 'verified',
  covered,
  message,
})

const somethingSeen = (check: string, message: string, settles: string, place: Seen['first']): Check => ({
  ...observation,
  check,
  verdict: 'not-verifiable',
  state: 'incomplete',
  ...place,
  message,
  settles,
})

const duplicatesSeen = (count: number, covered: number): Check =>
  count === 0
    ? nothingSeen('record.duplicate', covered, 'No line came twice')
    : somethingSeen(
        'record.duplicate',
        `${count} ${count === 1 ? 'line tells' : 'lines tell'} of an event that another line has told: counted once`,
        'Whether several audit devices, or overlapping rotated files, were handed over',
        undefined,
      )

function* silencesSeen(silences: readonly Silence[], covered: number): Generator<Check> {
  if (silences.length === 0)
    yield nothingSeen('time.silence', covered, 'No silence longer than the habit of this source')
  for (const { hours, habitHours, file, line } of silences) {
    const message = `${hours.toFixed(1)} h without a record before this line; the tenth longest silence is ${habitHours.toFixed(1)} h`
    const settles = "The server's own log of those hours, or that of another audit device"
    yield somethingSeen('time.silence', message, settles, { file, line })
  }
}

function saltSeen(place: Seen['first'], tokens: number): Check {
  if (place === undefined) return nothingSeen('salt.change', tokens, 'The HMACs of tokens go on without a break')
  const message =
    'From this line on no token has an HMAC that was seen before: the audit device was disabled and enabled anew'
  return somethingSeen(
    'salt.change',
    message,
    'The records of sys/audit around it, or the log of another audit device',
    place,
  )
}

function cutSeen(files: readonly string[], covered: number): Check {
  const [file] = files
  if (file === undefined) return nothingSeen('log.cut', covered, 'No log ends within a line')
  const message = `${files.length} ${files.length === 1 ? 'log ends' : 'logs end'} within a line: the file may have been cut`
  return {
    ...somethingSeen('log.cut', message, 'The rest of the file, or the rotated file that follows', undefined),
    file,
  }
}
