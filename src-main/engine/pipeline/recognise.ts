import { type ReadEntry, entryReader } from '../../core/entry/entry-reader.ts'
import type { Envelope } from '../../core/envelopes/envelope.ts'
import { envelopes } from '../../core/envelopes/index.ts'
import { type FormatAdapter, NEEDS_ZONE, type Reading, dayOrders, newDraft } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import type { Member } from '../intake/member.ts'
import { type FirstBytes, type ReadHead, headOf } from './heads.ts'

/** Below this a format does not fit. */
const ENOUGH = 0.5
/** Two that fit and differ by less are shown, not guessed. */
const ALIKE = 0.02

export interface Recognised {
  readonly adapter: FormatAdapter
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly reading: Reading
  /** The head's entries, for a preview. */
  readonly entries: readonly string[]
}

/** Which formats are tried, and what the user says of the file. */
export interface RecogniseAsk {
  readonly formats: readonly FormatAdapter[]
  readonly format?: string | undefined
  readonly zone?: string | undefined
}

/** Recognises a file by its first part. Throws `format-unknown` or `format-ambiguous` with what was seen; `format` decides for the user. */
export async function recognise(member: Member, ask: RecogniseAsk, signal?: AbortSignal): Promise<Recognised> {
  const { format: wanted, zone = '' } = ask
  const { first, heads } = await headOf(member, signal)
  const formats = ask.formats.filter(({ id }) => wanted === undefined || id === wanted)
  // what stands in an envelope comes first: read bare it might be recognised as well, but what the envelope adds would be lost
  const all = [...insideEnvelopes(formats, heads), ...tried(formats, heads, [])]
  // a format that somebody named decides as soon as one entry fits; what does not read is then rejected line by line
  const enough = wanted === undefined ? ENOUGH : Number.MIN_VALUE
  const fitting = bestOfEach(all).filter(({ confidence }) => confidence >= enough)
  const [best, second] = fitting
  if (!best)
    throw unknown(
      member.path,
      whyUnknown(first, heads, all),
      heads.some(({ table }) => table !== undefined),
    )
  if (second && best.confidence - second.confidence < ALIKE) throw ambiguous(member.path, [best, second])
  const ordered = { ...best, reading: { ...best.reading, ...dayOrderOf(best, member.path) } }
  if (zone === '' && needsZone(ordered)) throw zoneNeeded(member.path)
  return ordered
}

/** Every format over every way of cutting the text. */
function tried(formats: readonly FormatAdapter[], heads: readonly ReadHead[], around: readonly string[]): Recognised[] {
  return heads.flatMap((head) =>
    formats.map((adapter) => ({
      adapter,
      entries: head.entries,
      reading: around.length === 0 ? head.reading : { ...head.reading, envelopes: around },
      ...adapter.recognise(head),
    })),
  )
}

/** Collectors pass through collectors: a container's line in a search engine's hit. */
const MOST_ENVELOPES = 2

/** The same, inside each envelope that most entries come in. */
function insideEnvelopes(
  formats: readonly FormatAdapter[],
  heads: readonly ReadHead[],
  around: readonly string[] = [],
): Recognised[] {
  if (around.length === MOST_ENVELOPES) return []
  return heads.flatMap((head) =>
    envelopes.flatMap((envelope) => {
      const inner = opened(head, envelope)
      if (inner === undefined) return []
      const all = [...around, envelope.id]
      const found = tried(formats, [inner], all).map((one) => ({
        ...one,
        reasons: [`each entry comes in ${envelope.title}`, ...one.reasons],
      }))
      return [...found, ...insideEnvelopes(formats, [inner], all)]
    }),
  )
}

/** What the entries hold where most of them come in the envelope. */
function opened(head: ReadHead, envelope: Envelope): ReadHead | undefined {
  const inner = head.entries.flatMap((entry) => envelope.open(entry, head.table) ?? [])
  if (inner.length === 0 || inner.length < ENOUGH * head.entries.length) return undefined
  return { name: head.name, split: head.split, reading: head.reading, entries: inner.map(({ text }) => text) }
}

/** Formats that are told as the closest ones. */
const MOST_NEAR = 3

/** Why no format fits: what was seen, and which formats came closest; of a single one that was tried, why it does not. */
function whyUnknown({ bytes, whole }: FirstBytes, heads: readonly ReadHead[], all: readonly Recognised[]): string {
  if (bytes.byteLength === 0) return 'it is empty'
  if (!whole && heads.every(({ entries }) => entries.length === 0)) return 'its first entry is longer than 64 MiB'
  const [nearest, ...others] = bestOfEach(all)
  if (nearest === undefined) return 'no format was tried'
  if (others.length === 0) return nearest.reasons.join('; ')
  const seen = seenIn(bytes, heads)
  const near = [nearest, ...others].filter(({ confidence }) => confidence > 0).slice(0, MOST_NEAR)
  if (near.length === 0)
    return `${seen}; it bears the marks of none of the ${others.length + 1} formats that were tried`
  const closest = near.map(
    ({ adapter, confidence, reasons }) => `${adapter.title} (${Math.round(confidence * 100)} %: ${reasons.join(', ')})`,
  )
  return `${seen}; closest ${near.length === 1 ? 'comes' : 'come'} ${closest.join('; ')}`
}

/** What the first part of a file looks like; nothing of its text is quoted. */
function seenIn(bytes: Uint8Array, heads: readonly ReadHead[]): string {
  const counts = heads.map(({ entries }) => ({ all: entries.length, objects: entries.filter(isJsonObject).length }))
  const [json] = counts.filter(({ objects }) => objects > 0).toSorted((a, b) => b.objects / b.all - a.objects / a.all)
  if (json) return `a JSON object in ${json.objects} of ${json.all} ${json.all === 1 ? 'entry' : 'entries'}`
  if (bytes.some(isNoText)) return 'bytes that stand in no text, and no entry of it is a JSON object'
  const table = heads.find((head) => head.table !== undefined)?.table
  return table ? `a table of ${table.columns.length} columns` : 'text, and no entry of it is a JSON object'
}

/** A control character but tab, line ends, form feed and escape, by which terminals colour. */
const isNoText = (byte: number): boolean => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Reads the entries of a head, which have their envelopes off. */
export const readerOfEntries = ({ adapter, reading }: Pick<Recognised, 'adapter' | 'reading'>): ReadEntry =>
  entryReader(adapter, reading.envelopes === undefined ? reading : { split: reading.split, dayOrder: reading.dayOrder })

/** What comes first in the dates of a file that a profile reads, by those that can be read one way only; nothing where all say the same either way. */
function dayOrderOf({ adapter, entries, reading }: Recognised, file: string): Pick<Reading, 'dayOrder'> {
  if (adapter.profile === undefined) return {}
  const [day, month] = dayOrders.map((dayOrder) => {
    const draft = { ...newDraft(), zone: 'UTC' }
    const read = readerOfEntries({ adapter, reading: { ...reading, dayOrder } })
    return entries.map((entry) => (read(entry, draft, (kind) => kind) === undefined ? draft.timeUs : undefined))
  })
  if (day === undefined || month === undefined || day.every((time, at) => time === month[at])) return {}
  const isDay = day.some((time, at) => time !== undefined && month[at] === undefined)
  const isMonth = month.some((time, at) => time !== undefined && day[at] === undefined)
  if (isDay === isMonth) throw dayUnclear(file, isDay)
  return { dayOrder: isDay ? 'day-first' : 'month-first' }
}

/** No entry can be placed in time, and some for want of a zone. */
function needsZone({ adapter, entries, reading }: Recognised): boolean {
  const draft = newDraft()
  const read = readerOfEntries({ adapter, reading })
  const reasons = new Set(entries.map((entry) => read(entry, draft, (kind) => kind)))
  return reasons.has(NEEDS_ZONE) && !reasons.has(undefined)
}

function bestOfEach(all: readonly Recognised[]): Recognised[] {
  const best = new Map<string, Recognised>()
  for (const one of all) {
    const held = best.get(one.adapter.id)
    if (!held || one.confidence > held.confidence) best.set(one.adapter.id, one)
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence)
}

const unknown = (file: string, seen: string, table: boolean): FaultError =>
  new FaultError('format-unknown', {
    message: `${file} is in no format that Proofline reads: ${seen}.`,
    file,
    remedy: table
      ? 'Map its columns: in the window under Import, or with a profile (--profile FILE); docs/formats/profiles.md shows how.'
      : 'See "proofline formats"; name the format with --format where you know it.',
  })

const dayUnclear = (file: string, both: boolean): FaultError =>
  new FaultError('time-ambiguous', {
    message: both
      ? `${file}: some of its dates can only have the day first and others only the month, so the rest could be either.`
      : `${file}: day and month of its dates could each be the other, no date in its first part says which, and neither is assumed.`,
    file,
    remedy:
      'Import it with a profile that says which comes first (--profile FILE; docs/formats/profiles.md), or in the window map its columns.',
  })

const zoneNeeded = (file: string): FaultError =>
  new FaultError('time-zone-needed', {
    message: `${file}: its times carry no offset from UTC, and the zone is never assumed.`,
    file,
    remedy: "Name the zone of the source's clock, for instance --source-zone Europe/Berlin.",
  })

const ambiguous = (file: string, fitting: readonly Recognised[]): FaultError =>
  new FaultError('format-ambiguous', {
    message: `${file} fits ${fitting.map(({ adapter }) => adapter.title).join(' and ')} alike.`,
    file,
    remedy: `Say which: --format ${fitting.map(({ adapter }) => adapter.id).join(' or --format ')}.`,
  })
