import { randomBytes } from 'node:crypto'
import type { Answer } from '../../contract/calls.ts'
import { FaultError } from '../../contract/fault.ts'
import { entryReader } from '../../core/entry/entry-reader.ts'
import { headObjects } from '../../core/entry/json-format.ts'
import { type Draft, type FormatAdapter, NEEDS_ZONE, newDraft } from '../../core/formats/format.ts'
import { maskText } from '../../core/mask/mask-text.ts'
import { profileFormat, unmappedWords } from '../../core/profiles/profile-format.ts'
import { type Profile, readProfile } from '../../core/profiles/profile.ts'
import { maskWith } from '../crypto/digest.ts'
import type { ReadHead } from '../pipeline/heads.ts'
import { type Mappable, findMappable } from './mappable.ts'
import { previewRow } from './preview-row.ts'

type Preview = Answer<'mapping.preview'>

/** Records and rejected entries shown; the counts are of all in the first part. */
const MOST_ROWS = 50
const MOST_WORDS = 100

/** What a profile makes of an input's first part: records, rejected entries, and words that it does not know. Nothing is kept. */
export async function previewMapping(path: string, text: string, zone: string): Promise<Preview> {
  const read = readProfile(text)
  if (!read.ok)
    throw new FaultError('profile-wrong', { message: `The mapping does not hold together: ${read.reason}.` })
  const adapter = profileFormat(read.profile, text)
  const head = headFor(adapter, await findMappable(path))
  const mask = maskWith(randomBytes(32))
  const safe = (value: string): string => maskText(value, mask).text
  return { ...readAll({ adapter, head, zone, mask, safe }), unmapped: unmappedIn(read.profile, head, safe) }
}

/** As recognition does: the way of reading in which the format fits best. */
function headFor(adapter: FormatAdapter, { heads }: Mappable): ReadHead {
  const fits = new Map(heads.map((head) => [head, adapter.recognise(head).confidence]))
  return heads.reduce((best, head) => ((fits.get(head) ?? 0) > (fits.get(best) ?? 0) ? head : best))
}

interface Reading {
  readonly adapter: FormatAdapter
  readonly head: ReadHead
  readonly zone: string
  readonly mask: ReturnType<typeof maskWith>
  readonly safe: (value: string) => string
}

function readAll({ adapter, head, zone, mask, safe }: Reading): Omit<Preview, 'unmapped'> {
  const read = entryReader(adapter, head.reading)
  const draft = { ...newDraft(), zone }
  const rows: Preview['rows'] = []
  const rejections: Preview['rejections'] = []
  const contents = new Set<string>()
  let [records, rejected, duplicates] = [0, 0, 0]
  for (const [at, entry] of head.entries.entries()) {
    const reason = read(entry, draft, mask)
    if (reason !== undefined) {
      rejected++
      rejections.push({ entry: at + 1, reason: safe(reason) })
      continue
    }
    const content = contentOf(draft)
    if (content !== '' && contents.has(content)) duplicates++
    else {
      records++
      contents.add(content)
      rows.push({ entry: at + 1, ...previewRow(draft, safe) })
    }
  }
  return {
    rows: rows.slice(0, MOST_ROWS),
    rejections: rejections.slice(0, MOST_ROWS),
    entries: head.entries.length,
    records,
    rejected,
    duplicates,
    doubledHour: rows.filter(({ flags }) => flags.includes('doubled-hour')).length,
    needsZone: rejections.some(({ reason }) => reason === NEEDS_ZONE),
    ...span(rows),
  }
}

/** As the import does, an entry is set aside that says the same under the same key; '' for one without a key. */
const contentOf = (draft: Draft): string => (draft.duplicateKey === '' ? '' : JSON.stringify({ ...draft, table: '' }))

function span(rows: Preview['rows']): Pick<Preview, 'first' | 'last'> {
  const [first, ...rest] = rows.toSorted((a, b) => a.timeUs - b.timeUs)
  return first ? { first: first.time, last: (rest.at(-1) ?? first).time } : {}
}

function unmappedIn(profile: Profile, head: ReadHead, safe: (value: string) => string): Preview['unmapped'] {
  const counts = { outcome: new Map<string, number>(), kind: new Map<string, number>() }
  for (const object of headObjects(head)) {
    if (object === undefined) continue
    const words = unmappedWords(profile, object, head.table)
    for (const what of ['outcome', 'kind'] as const) {
      const word = words[what] === undefined ? undefined : safe(words[what])
      if (word !== undefined) counts[what].set(word, (counts[what].get(word) ?? 0) + 1)
    }
  }
  return { outcome: listed(counts.outcome), kind: listed(counts.kind) }
}

/** The commonest first. */
const listed = (of: ReadonlyMap<string, number>) =>
  [...of]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS)
    .map(([word, count]) => ({ word, count }))
