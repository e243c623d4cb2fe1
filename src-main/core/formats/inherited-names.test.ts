import { describe, expect, test } from 'vitest'
import { actorKinds, kinds, outcomes, termFields, textFields } from '../record/record.ts'
import { type Draft, type FormatAdapter, newDraft } from './format.ts'
import { everyFormat } from './testing/entries.ts'
import { type Entry, textPlaces } from './testing/plant.ts'

/** Names that every JavaScript object answers to: a table of words that is asked for one of them must not know it. */
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty'] as const
const mask = (kind: string): string => `[masked:${kind}:00000000]`

function readWith(format: FormatAdapter, { text, table }: Entry): Draft | undefined {
  const draft = { ...newDraft(), zone: 'UTC', table }
  return format.read(text, draft, mask) === undefined ? draft : undefined
}

describe.each(everyFormat)('%s', (_, format, entries) => {
  test.each(inherited)('%s is a word like any other, wherever it stands', (name) => {
    const words = [(): string => name, (old: string): string => old.replace(/^[^.]*/, name)]
    const read = entries.flatMap(({ text, table }) =>
      textPlaces({ text, table }).flatMap((place) =>
        words.flatMap((word) => readWith(format, { text: place(word), table }) ?? []),
      ),
    )
    expect(read.length).toBeGreaterThan(0)
    for (const draft of read) {
      expect(kinds).toContain(draft.kind)
      expect(outcomes).toContain(draft.outcome)
      expect(actorKinds).toContain(draft.actorKind)
      expect(['whole', 'request', 'response', 'completion']).toContain(draft.part)
      for (const field of [...termFields, ...textFields]) expect(typeof draft[field]).toBe('string')
    }
  })
})
