import type { Draft, FormatAdapter, Head, Mask, Recognition, Shown, Table } from '../formats/format.ts'
import { EITHER_DAY, newDraft, resetDraft } from '../formats/format.ts'
import { namedSecret, secretBelow } from '../mask/named-secret.ts'
import { flagBit } from '../record/record.ts'
import { rowObject } from './cells.ts'
import { type JsonObject, tooDeep } from './json-object.ts'
import { locate, newLocated } from './locate.ts'
import { type Fate, SHOW, type ShowPolicy, maskedAs, showJson } from './show-json.ts'
import { showRow } from './show-row.ts'

/** Longer entries are looked through for absurd nesting; in shorter ones no depth can hurt. */
const DEPTH_CHECKED_CHARS = 8192
/** Weight of the shape alone, when an entry has it but cannot be read whole (no time, as in shortened samples). */
const SHAPE_WEIGHT = 0.8
const NUL_HOLE = flagBit('nul-hole')
const PREFIXED = flagBit('prefixed')

/**
 * What a source of JSON objects says of itself; `jsonFormat` makes the adapter of it. A row of a CSV table comes as an object of its
 * columns, all texts, so one description reads both.
 */
export interface JsonFormat {
  readonly id: string
  readonly title: string
  readonly integrity: readonly string[]
  readonly blindSpots: readonly string[]
  /**
   * Whether an object has the shape of this source's records: quick, and true of no other source's. A row comes with its table, since
   * empty cells are no members.
   */
  readonly isShaped: (object: JsonObject, table?: Table) => boolean
  /** How an entry's text becomes an object, where it is no JSON: the object, the reason why it is none, undefined where it is JSON after all. Never throws. */
  readonly parse?: ((text: string) => JsonObject | string | undefined) | undefined
  /** What `isShaped` looks for, in words that end "… in N of M entries". */
  readonly shape: string
  /** Most confidence this format may claim (0 to 1, default 1), by which all it claims is scaled: lower for a shape that others refine. */
  readonly most?: number | undefined
  /** Fills the draft (`system` is set already); answers undefined, or the reason why the object is no record. Never throws, never quotes values. */
  readonly readObject: (object: JsonObject, draft: Draft, mask: Mask) => string | undefined
  /**
   * What of a value must not be shown, by the path of names to it ('a.b.c', arrays do not count): a kind to mask it as, 'show' where
   * its name only looks like that of a secret, undefined for the usual rule (a secret-like value under a secret-like name is masked).
   */
  readonly secret?: ((path: string, value: string) => string | undefined) | undefined
}

/**
 * Adapters of formats whose records travel in one stream. Each reads a relative's record as the relative would, with the
 * relative's id as `system`, so that no record of a mixed file is lost; of several that fit an entry the first counts.
 */
export const jsonFamily = (members: readonly JsonFormat[]): readonly FormatAdapter[] =>
  members.map((of) => jsonFormat(of, members))

/** The adapter of a format whose records are JSON objects, or rows of a table. */
export function jsonFormat(of: JsonFormat, family: readonly JsonFormat[] = [of]): FormatAdapter {
  const read = (text: string, draft: Draft, mask: Mask): string | undefined => {
    const object = objectOf(of, text, draft)
    if (typeof object === 'string') return object
    const one = family.find(({ isShaped }) => isShaped(object, draft.table))
    if (one === undefined) return `it is no ${of.title} record: not every member that makes one is there`
    draft.system = one.id
    return one.readObject(object, draft, mask)
  }
  const { id, title, integrity, blindSpots } = of
  const policy = policyOf(of)
  return {
    id,
    title,
    integrity,
    blindSpots,
    read,
    recognise: (head) => recognise({ of, family, read }, head),
    show: (text, mask, table) => showEntry(text, { policy, mask, table }),
  }
}

function objectOf({ parse }: JsonFormat, text: string, draft: Draft): JsonObject | string {
  if (draft.table !== undefined) return rowObject(text, draft.table)
  return parse?.(text) ?? objectIn(text, draft)
}

const located = newLocated()

/** The entry's object, or why there is none. */
function objectIn(text: string, draft: Draft): JsonObject | string {
  locate(text, located)
  if (located.object === undefined) return located.reason
  if (located.nulHole) draft.flags |= NUL_HOLE
  if (located.prefixed) draft.flags |= PREFIXED
  if (text.length > DEPTH_CHECKED_CHARS && tooDeep(located.object)) return 'the entry is nested deeper than 64 levels'
  return located.object
}

/** The objects of a head, parsed once for all formats that look at it. */
const objectsOfHeads = new WeakMap<Head, readonly (JsonObject | undefined)[]>()

/** The objects that the entries of a head hold, undefined where one holds none. */
export function headObjects(head: Head): readonly (JsonObject | undefined)[] {
  const held = objectsOfHeads.get(head)
  if (held) return held
  const draft = newDraft()
  const objects = head.entries.map((entry) => {
    const object = head.table === undefined ? objectIn(entry, draft) : rowObject(entry, head.table)
    return typeof object === 'string' ? undefined : object
  })
  objectsOfHeads.set(head, objects)
  return objects
}

interface Recogniser {
  readonly of: JsonFormat
  readonly family: readonly JsonFormat[]
  readonly read: FormatAdapter['read']
}

function recognise({ of, family, read }: Recogniser, head: Head): Recognition {
  const all = head.entries.length
  if (all === 0) return { confidence: 0, reasons: ['there is no entry to judge by'] }
  const objects = objectsFor(of, head)
  const inAll = `of ${all} ${all === 1 ? 'entry' : 'entries'}`
  const found = objects.filter((object) => object !== undefined).length
  const reasons = [`${head.table === undefined ? 'a JSON object' : 'a row of the table'} in ${found} ${inAll}`]
  if (found === 0) return { confidence: 0, reasons }
  const whose = objects.map((object) => object && family.find(({ isShaped }) => isShaped(object, head.table)))
  const leads = leaderOf(family, whose) === of
  const counted = head.entries.filter((_, at) => whose[at] === of || (leads && whose[at] !== undefined))
  const own = whose.filter((one) => one === of).length
  const records = readable(head, counted, read)
  reasons.push(`${of.shape} in ${own} ${inAll}`)
  if (counted.length > own) reasons.push(`records that come in the same stream in ${counted.length - own} ${inAll}`)
  if (counted.length > 0) reasons.push(`time and action can be read in ${records} ${inAll}`)
  const share = (SHAPE_WEIGHT * counted.length + (1 - SHAPE_WEIGHT) * records) / all
  return { confidence: share * (of.most ?? 1) * (leads ? 1 : RELATIVE_WEIGHT), reasons }
}

function objectsFor({ parse }: JsonFormat, head: Head): readonly (JsonObject | undefined)[] {
  if (parse === undefined || head.table !== undefined) return headObjects(head)
  return head.entries.map((one) => parsedBy(parse, one))
}

/** Of a family, the format of most entries (the first of several) speaks for all of them, so that relatives are never in a draw. */
const RELATIVE_WEIGHT = 0.5

function leaderOf(family: readonly JsonFormat[], whose: readonly (JsonFormat | undefined)[]): JsonFormat | undefined {
  const count = (of: JsonFormat): number => whose.filter((one) => one === of).length
  return family.toSorted((a, b) => count(b) - count(a))[0]
}

/** How many of the entries read; a zone, and which of day and month comes first, are asked for where the format is known. */
function readable({ table }: Head, entries: readonly string[], read: FormatAdapter['read']): number {
  const draft = newDraft()
  draft.table = table
  draft.zone = 'UTC'
  let records = 0
  for (const entry of entries) {
    resetDraft(draft)
    const reason = read(entry, draft, (kind) => `[masked:${kind}:00000000]`)
    if (reason === undefined || reason === EITHER_DAY) records++
  }
  return records
}

function parsedBy(parse: NonNullable<JsonFormat['parse']>, text: string): JsonObject | undefined {
  const object = parse(text) ?? objectIn(text, newDraft())
  return typeof object === 'string' ? undefined : object
}

/** Zones are the paths of names themselves. */
function policyOf({ secret }: JsonFormat): ShowPolicy<string> {
  return {
    top: '',
    loose: '',
    inside: (zone, name) => (zone === '' ? name : `${zone}.${name}`),
    fate: (zone, name, value, label) =>
      fateOf(zone === '' || name === '' ? zone + name : `${zone}.${name}`, nameOf(name, label), String(value), secret),
  }
}

/** In a pair of a name and its value ({"Name": "Password", "Value": "…"}) the value stands under the name that the pair gives. */
const nameOf = (name: string, label: string): string => (label !== '' && /value$/i.test(name) ? label : name)

function fateOf(path: string, name: string, value: string, secret: JsonFormat['secret']): Fate {
  const own = secret?.(path, value)
  if (own === 'show') return SHOW
  const kind = own ?? namedSecret(name, value) ?? secretBelow(path, value)
  return kind === undefined ? SHOW : maskedAs(kind)
}

interface HowShown {
  readonly policy: ShowPolicy<string>
  readonly mask: Mask
  readonly table: Table | undefined
}

function showEntry(text: string, { policy, mask, table }: HowShown): Shown {
  if (table === undefined) return showJson(text, () => policy, mask)
  return showRow(text, { table, policy, mask })
}
