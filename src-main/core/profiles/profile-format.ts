import { readCef } from '../entry/cef.ts'
import { jsonFormat } from '../entry/json-format.ts'
import type { JsonObject } from '../entry/json-object.ts'
import { readOrigin } from '../entry/origin.ts'
import { type TimeRead, isRead, takeTime } from '../entry/time-read.ts'
import type { DayOrder, Draft, FormatAdapter, Mask, Table } from '../formats/format.ts'
import { flagBit, termFields, textFields } from '../record/record.ts'
import type { Instant } from '../record/time.ts'
import { type Lookup, hasName, lookUp, plainName } from './lookup.ts'
import type { Profile, TextSource, TimeSource } from './profile.ts'
import { type FormReader, timeReaders } from './time-pattern.ts'

const RELATION = flagBit('relation')
const MASKED = flagBit('masked')
const fields = [...termFields.filter((field) => field !== 'system' && field !== 'collector'), ...textFields]

/** The adapter that a profile describes; `text` is its JSON, kept with what it reads. */
export function profileFormat(profile: Profile, text: string): FormatAdapter {
  const times = timeReaders(profile.time.formats)
  const received = profile.received && timeReaders(profile.received.formats)
  const adapter = jsonFormat({
    id: profile.id,
    title: profile.title,
    integrity: profile.integrity,
    blindSpots: profile.blindSpots,
    most: profile.recognise.most,
    shape: `the columns or members of ${profile.title} are there`,
    ...(profile.syntax === 'cef' && { parse: readCef }),
    isShaped: (object, table) => isShaped(profile, object, table),
    secret: (path) => secretOf(profile, path),
    readObject: (object, draft, mask) => readObject({ profile, times, received, mask }, object, draft),
  })
  return { ...adapter, profile: text }
}

function isShaped(
  { recognise: { names, values }, json, syntax }: Profile,
  object: JsonObject,
  table: Table | undefined,
): boolean {
  if (syntax === (table === undefined ? 'table' : 'json')) return false
  if (!names.every((some) => some.some((name) => hasName(object, name, table)))) return false
  return Object.entries(values).every(([name, allowed]) => allowed.includes(lookUp({ object, table, json }, name)))
}

/** What stands in a column of JSON is shown as an entry of its own: its names begin there. */
const withoutColumn = (name: string, json: readonly string[]): string => {
  const column = json.find((one) => name.startsWith(`${one}.`))
  return column === undefined ? name : name.slice(column.length + 1)
}

function secretOf({ mask, harmless, json }: Profile, path: string): string | undefined {
  const under = (name: string): boolean =>
    path === name || path.startsWith(`${name}.`) || plainName(path) === plainName(name)
  if (mask.some(under) || mask.some((name) => path === withoutColumn(name, json))) return 'value'
  return harmless.some(under) ? 'show' : undefined
}

interface Reading {
  readonly profile: Profile
  readonly times: readonly FormReader[]
  readonly received: readonly FormReader[] | undefined
  readonly mask: Mask
}

function readObject({ profile, times, received, mask }: Reading, object: JsonObject, draft: Draft): string | undefined {
  const from: Lookup = { object, table: draft.table, json: profile.json }
  const time = timeText(from, profile.time)
  if (!time.ok) return time.reason
  const came = readTimeInto(time, howOf(profile.time, times, draft), draft)
  const wrong = takeTime(came, draft, NO_FORM)
  if (wrong !== undefined) return wrong
  if (profile.received && received) readReceived(from, howOf(profile.received, received, draft), draft)
  readTexts(from, profile, draft, mask)
  readIdentity(from, profile, draft)
  return draft.action === '' ? 'it names no action' : undefined
}

function readTexts(from: Lookup, profile: Profile, draft: Draft, mask: Mask): void {
  const hidden = profile.mask.length === 0 ? from : { ...from, hide: hider(profile.mask, mask, draft) }
  for (const field of fields) {
    const source = profile.fields[field]
    if (source !== undefined) draft[field] = textFrom(hidden, source)
  }
  readWords(from, profile, draft, hidden)
  readAddress(draft)
}

/** What tells the row from others: its number, and what makes it the same one. */
function readIdentity(from: Lookup, { sequence, unique, relation }: Profile, draft: Draft): void {
  const number = firstOf(from, sequence ?? [])
  if (/^\d{1,15}$/.test(number)) draft.seq = Number(number)
  if (unique.length > 0) draft.duplicateKey = uniqueKey(from, unique)
  if (relation) draft.flags |= RELATION
}

/** Replaces what stands in a column that may hold a secret, before it can become a field. */
function hider(names: readonly string[], mask: Mask, draft: Draft): NonNullable<Lookup['hide']> {
  const secret = names.map(plainName)
  const isSecret = (name: string): boolean => secret.some((one) => name === one || name.startsWith(`${one}.`))
  return (name, text) => {
    if (!isSecret(plainName(name))) return text
    draft.flags |= MASKED
    return mask('value', text)
  }
}

interface TimeHow {
  readonly source: TimeSource
  readonly readers: readonly FormReader[]
  /** Given by the user for the source; it speaks where the profile says `ask`. */
  readonly zone: string
  readonly dayOrder: DayOrder | ''
}

const howOf = (source: TimeSource, readers: readonly FormReader[], { zone, dayOrder }: Draft): TimeHow => ({
  source,
  readers,
  zone: source.zone === 'ask' ? zone : source.zone,
  dayOrder,
})

const NO_FORM = 'its time is in none of the forms that the profile names'

type TimeText = FoundTime | { readonly ok: false; readonly reason: string }

interface FoundTime extends Found {
  readonly ok: true
}

/** The text of a time; a day without its time of day is none. */
function timeText(from: Lookup, { from: names, clock }: TimeSource): TimeText {
  const { name, text } = firstNamed(from, names)
  if (text === '') return { ok: false, reason: 'its time is missing' }
  if (clock === undefined) return { ok: true, name, text }
  const behind = firstOf(from, clock)
  return behind === ''
    ? { ok: false, reason: 'its time of day is missing, which stands apart from the day' }
    : { ok: true, name, text: `${text} ${behind}` }
}

/** The first form that fits decides, also where the clock of the zone never showed what it reads; between day and month none decides. */
function readTimeInto({ name, text }: FoundTime, how: TimeHow, into: Instant): TimeRead {
  const order = orderOf(name, how)
  const readers = order === '' ? how.readers : how.readers.filter((one) => (one.order ?? order) === order)
  let needsZone = false
  for (const { read, order: own } of readers) {
    const came = read(text, how.zone, into)
    if (came === 'no-time') continue
    if (order === '' && isEither(text, own, how)) return 'either-day'
    if (came !== 'no-zone') return came
    needsZone = true
  }
  return needsZone ? 'no-zone' : 'no-time'
}

const orderOf = (name: string, { source, dayOrder }: TimeHow): DayOrder | '' =>
  source.dayFirst?.some((one) => plainName(one) === plainName(name)) ? 'day-first' : dayOrder

/** Whether a date that a form reads is another date to a form of the other order. */
function isEither(text: string, order: DayOrder | undefined, { readers }: TimeHow): boolean {
  if (order === undefined) return false
  const timesOf = (is: (own: DayOrder | undefined) => boolean): readonly number[] =>
    readers.flatMap(({ read, order: own }) => {
      const at: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }
      return is(own) && read(text, 'UTC', at) === 'read' ? [at.timeUs] : []
    })
  const [read] = timesOf((own) => own === order)
  return timesOf((own) => own !== undefined && own !== order).some((other) => other !== read)
}

function readReceived(from: Lookup, how: TimeHow, draft: Draft): void {
  const at: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  const time = timeText(from, how.source)
  if (time.ok && isRead(readTimeInto(time, how, at))) draft.receivedUs = at.timeUs
}

/** A text and the name that it stands under. */
interface Found {
  readonly name: string
  readonly text: string
}

function firstNamed(from: Lookup, names: readonly string[]): Found {
  for (const name of names) {
    const text = lookUp(from, name)
    if (text !== '') return { name, text: text.trim() }
  }
  return { name: '', text: '' }
}

const firstOf = (from: Lookup, names: readonly string[]): string => firstNamed(from, names).text

function textFrom(from: Lookup, { from: names = [], template, constant = '', map, otherwise }: TextSource): string {
  const found = firstOf(from, names) || (template === undefined ? '' : filled(from, template)) || constant
  if (map === undefined || found === '') return found
  return mapped(map, found) ?? otherwise ?? found
}

/** A template whose names are all empty is empty; what stands between them is not a text of its own. */
function filled(from: Lookup, template: string): string {
  let any = false
  const text = template.replaceAll(/\{([^{}]{1,200})\}/g, (_, name: string) => {
    const value = lookUp(from, name)
    any ||= value !== ''
    return value
  })
  return any ? text.trim() : ''
}

/** The word that stands for the source's, whatever its case. */
function mapped<T extends string>(map: Readonly<Record<string, T>>, text: string): T | undefined {
  if (Object.hasOwn(map, text)) return map[text]
  const plain = plainName(text)
  return Object.entries(map).find(([word]) => plainName(word) === plain)?.[1]
}

/** Words of ours; one that the profile does not know is never guessed: it is unknown, and an outcome keeps it as its reason. */
function readWords(from: Lookup, profile: Profile, draft: Draft, shown: Lookup): void {
  const { actorKind, kind, outcome } = profile
  if (actorKind) draft.actorKind = wordFrom(from, actorKind) ?? 'unknown'
  if (kind) draft.kind = wordFrom(from, kind) ?? 'other'
  if (!outcome) return
  const known = wordFrom(from, outcome)
  draft.outcome = known ?? 'unknown'
  if (known !== undefined) return
  draft.unmapped = firstOf(shown, outcome.from ?? [])
  if (draft.reason === '') draft.reason = draft.unmapped
}

interface WordSource<T extends string> {
  readonly from?: readonly string[] | undefined
  readonly constant?: T | undefined
  readonly map?: Readonly<Record<string, T>> | undefined
  readonly otherwise?: T | undefined
}

function wordFrom<T extends string>(
  from: Lookup,
  { from: names = [], constant, map = {}, otherwise }: WordSource<T>,
): T | undefined {
  const found = firstOf(from, names)
  return found === '' ? constant : (mapped(map, found) ?? otherwise)
}

function readAddress(draft: Draft): void {
  const { ip, port } = readOrigin(draft.ip)
  draft.ip = ip
  draft.port = port
}

function uniqueKey(from: Lookup, names: readonly string[]): string {
  const parts = names.map((name) => lookUp(from, name))
  return parts.every((part) => part === '') ? '' : JSON.stringify(parts)
}

/** A word of the source that a profile has no word of ours for. */
export interface Unmapped {
  readonly outcome?: string
  readonly kind?: string
}

/** The words of an entry that the profile does not know. */
export function unmappedWords(
  { outcome, kind, json }: Profile,
  object: JsonObject,
  table: Table | undefined,
): Unmapped {
  const from: Lookup = { object, table, json }
  const missing = (source: WordSource<string> = {}): string =>
    wordFrom(from, source) === undefined ? firstOf(from, source.from ?? []) : ''
  const [open, act] = [missing(outcome), missing(kind)]
  return { ...(open !== '' && { outcome: open }), ...(act !== '' && { kind: act }) }
}
