import { readFileSync, readdirSync } from 'node:fs'
import { profileFormat } from '../../profiles/profile-format.ts'
import { readProfile } from '../../profiles/profile.ts'
import { validEntries } from '../../profiles/testing/valid-entries.ts'
import type { FormatAdapter } from '../format.ts'
import { formats } from '../index.ts'
import type { Entry } from './plant.ts'
import { readVectors } from './run-vectors.ts'

const profiles = new URL('../../../../resources/profiles/', import.meta.url)

const shipped = readdirSync(profiles).map((name): FormatAdapter => {
  const text = readFileSync(new URL(name, profiles), 'utf8')
  const read = readProfile(text)
  if (!read.ok) throw new Error(read.reason)
  return profileFormat(read.profile, text)
})

/** Of each format in code its longest JSON entry and its first row; of each profile the one there is. */
function entriesOf({ id }: FormatAdapter): readonly Entry[] {
  const own = validEntries[id]
  if (own !== undefined) return [own]
  const read = readVectors(new URL(`../${id}/vectors/`, import.meta.url)).filter(
    ({ name, want }) => want !== undefined && !name.startsWith('hostile'),
  )
  const objects = read
    .filter(({ text }) => text.startsWith('{') && text.trimEnd().endsWith('}'))
    .toSorted((a, b) => b.text.length - a.text.length)
  const rows = read.filter(({ table }) => table !== undefined)
  return [...objects.slice(0, 1), ...rows.slice(0, 1)]
}

/** Every format in code and every shipped profile, with entries that it reads. */
export const everyFormat: readonly (readonly [id: string, format: FormatAdapter, entries: readonly Entry[]])[] = [
  ...formats,
  ...shipped,
].map((format) => [format.id, format, entriesOf(format)])
