import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { maskText } from '../mask/mask-text.ts'
import { profileFormat } from '../profiles/profile-format.ts'
import { readProfile } from '../profiles/profile.ts'
import { validEntries } from '../profiles/testing/valid-entries.ts'
import { type FormatAdapter, newDraft } from './format.ts'
import { formats } from './index.ts'
import { type Entry, STEM, namedPlaces, namedValue, secrets, textPlaces } from './testing/plant.ts'
import { readVectors } from './testing/run-vectors.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`
const profiles = new URL('../../../resources/profiles/', import.meta.url)

/** Of each format in code its longest JSON entry and its first row; of each profile the one there is. */
const entriesOf = ({ id }: FormatAdapter): readonly Entry[] => {
  const own = validEntries[id]
  if (own !== undefined) return [own]
  const read = readVectors(new URL(`./${id}/vectors/`, import.meta.url)).filter(
    ({ name, want }) => want !== undefined && !name.startsWith('hostile'),
  )
  const objects = read
    .filter(({ text }) => text.startsWith('{') && text.trimEnd().endsWith('}'))
    .toSorted((a, b) => b.text.length - a.text.length)
  const rows = read.filter(({ table }) => table !== undefined)
  return [...objects.slice(0, 1), ...rows.slice(0, 1)]
}

const shipped = readdirSync(profiles).map((name): FormatAdapter => {
  const text = readFileSync(new URL(name, profiles), 'utf8')
  const read = readProfile(text)
  if (!read.ok) throw new Error(read.reason)
  return profileFormat(read.profile, text)
})
const every = [...formats, ...shipped].map((format) => [format.id, format, entriesOf(format)] as const)

test.each(every)('%s has an entry that reads, to plant in', (_, format, entries) => {
  expect(entries.length).toBeGreaterThan(0)
  for (const { text, table } of entries)
    expect(format.read(text, { ...newDraft(), zone: 'UTC', table }, mask)).toBeUndefined()
})

/** All that may leave the format: the original as shown, the record's texts as they become terms, the reason of a rejection. */
function leaving(format: FormatAdapter, { text, table }: Entry): string {
  const draft = { ...newDraft(), zone: 'UTC', table }
  const reason = format.read(text, draft, mask)
  const { table: _, duplicateKey: __, ...texts } = draft
  const terms = reason === undefined ? Object.values(texts).map((one) => maskText(String(one), mask).text) : [reason]
  return [format.show(text, mask, table).text, ...terms].join('\n')
}

describe.each(every)('%s', (_, format, entries) => {
  test.each(Object.entries(secrets))('hides %s wherever it stands', (__, secret) => {
    for (const { text, table } of entries)
      for (const [n, place] of textPlaces({ text, table }).entries()) {
        const alone = { text: place(() => secret(n)), table }
        expect(leaving(format, alone), alone.text).not.toContain(STEM)
        const within = { text: place((old) => `${old} ${secret(n)} ${old}`), table }
        expect(leaving(format, within), within.text).not.toContain(STEM)
      }
  })

  test('hides what stands under the name of a secret', () => {
    for (const { text, table } of entries)
      for (const [n, place] of namedPlaces({ text, table }).entries()) {
        const planted = { text: place(() => namedValue(n)), table }
        expect(leaving(format, planted), planted.text).not.toContain(STEM)
      }
  })

  test('keeps the id of an access key, which is no secret', () => {
    const [entry] = entries
    const shown = textPlaces(entry ?? { text: '{}' }).map((place) =>
      leaving(format, { text: place(() => 'AKIAIOSFODNN7EXAMPLE'), table: entry?.table }),
    )
    expect(shown.some((one) => one.includes('AKIAIOSFODNN7EXAMPLE'))).toBe(true)
  })
})
