import { describe, expect, test } from 'vitest'
import { maskText } from '../mask/mask-text.ts'
import { type FormatAdapter, newDraft } from './format.ts'
import { everyFormat } from './testing/entries.ts'
import { type Entry, STEM, namedPlaces, namedValue, secrets, textPlaces } from './testing/plant.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`
test.each(everyFormat)('%s has an entry that reads, to plant in', (_, format, entries) => {
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
  return [format.show(text, mask, table).text, ...terms].join('\n').toLowerCase()
}

describe.each(everyFormat)('%s', (_, format, entries) => {
  test.each(Object.entries(secrets))('hides %s wherever it stands', (__, secret) => {
    for (const { text, table } of entries)
      for (const [n, place] of textPlaces({ text, table }).entries()) {
        const alone = { text: place(() => secret(n)), table }
        expect(leaving(format, alone)).not.toContain(STEM.toLowerCase())
        const within = { text: place((old) => `${old} ${secret(n)} ${old}`), table }
        expect(leaving(format, within)).not.toContain(STEM.toLowerCase())
      }
  })

  test('hides what stands under the name of a secret', () => {
    for (const { text, table } of entries)
      for (const [n, place] of namedPlaces({ text, table }).entries()) {
        const planted = { text: place(() => namedValue(n)), table }
        expect(leaving(format, planted)).not.toContain(STEM.toLowerCase())
      }
  })

  test('keeps the id of an access key, which is no secret', () => {
    const [entry] = entries
    const shown = textPlaces(entry ?? { text: '{}' }).map((place) =>
      leaving(format, { text: place(() => 'AKIAIOSFODNN7EXAMPLE'), table: entry?.table }),
    )
    expect(shown.some((one) => one.includes('akiaiosfodnn7example'))).toBe(true)
  })
})
