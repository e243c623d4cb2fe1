import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flagsOf } from '../../record/record.ts'
import { type Draft, type FormatAdapter, type Table, newDraft } from '../format.ts'

const Piece = z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.int() })])
const Vector = z.strictObject({
  why: z.string(),
  /** The entry's text, or pieces of it; or the object that it is the JSON of. */
  line: z.union([z.string(), z.array(Piece)]).optional(),
  object: z.record(z.string(), z.unknown()).optional(),
  /** The header of the table whose row `line` is. */
  table: z.strictObject({ delimiter: z.string(), columns: z.array(z.string()) }).optional(),
  zone: z.string().optional(),
  want: z.record(z.string(), z.unknown()).optional(),
  rejected: z.string().optional(),
  startsWith: z.boolean().optional(),
  shows: z
    .strictObject({
      masked: z.array(z.string()).optional(),
      hides: z.array(z.string()).default([]),
      keeps: z.array(z.string()).default([]),
    })
    .optional(),
})

type Case = z.infer<typeof Vector> & { readonly name: string; readonly text: string }

const mask = (kind: string): string => `[masked:${kind}:00000000]`

/** The cases of a folder of vectors, one file each. */
export function readVectors(folder: URL): Case[] {
  return readdirSync(folder).map((name) => {
    const vector = Vector.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    return { ...vector, name, text: textOf(vector) }
  })
}

function textOf({ line, object }: z.infer<typeof Vector>): string {
  if (line === undefined) return JSON.stringify(object)
  const pieces = typeof line === 'string' ? [line] : line
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.repeat.repeat(piece.times))).join('')
}

const draftFor = (zone: string, table: Table | undefined): Draft => ({ ...newDraft(), zone, table })

/** The tests that every format has: its vectors are read, refused and shown as they say, and no text at all makes it throw. */
export function testFormat(adapter: FormatAdapter, folder: URL): void {
  const vectors = readVectors(folder)
  describe(`${adapter.id}`, () => {
    test.each(vectors.filter(({ want }) => want !== undefined))('$name: $why', ({ text, want, zone = '', table }) => {
      const draft = draftFor(zone, table)
      expect(adapter.read(text, draft, mask)).toBeUndefined()
      expect({ ...draft, flags: flagsOf(draft.flags) }).toMatchObject({ ...want, system: adapter.id })
    })
    test.each(vectors.filter(({ rejected }) => rejected !== undefined))('$name is refused: $why', (vector) => {
      const { text, rejected, startsWith, zone = '', table } = vector
      const reason = adapter.read(text, draftFor(zone, table), mask) ?? 'read'
      expect(startsWith ? reason.slice(0, rejected?.length) : reason).toBe(rejected)
    })
    test.each(vectors.filter(({ shows }) => shows !== undefined))('$name as shown', ({ text, shows, table }) => {
      const shown = adapter.show(text, mask, table)
      for (const hidden of shows?.hides ?? []) expect(shown.text).not.toContain(hidden)
      for (const kept of shows?.keeps ?? []) expect(shown.text).toContain(kept)
      expect(shown.masked).toEqual(shows?.masked ?? shown.masked)
      expect(adapter.show(shown.text, mask, table).text).toBe(shown.text)
    })
    test('there are vectors that read and at least as many as three that do not', () => {
      expect(vectors.some(({ want }) => want !== undefined)).toBe(true)
      expect(vectors.filter(({ rejected }) => rejected !== undefined).length).toBeGreaterThanOrEqual(3)
    })
    test('no text makes it throw, and what it masks stays masked', () => {
      const known = vectors.map(({ text }) => text).filter((text) => text.length < 20_000)
      fc.assert(
        fc.property(hostile(known), (text) => survives(adapter, text)),
        { numRuns: 500 },
      )
    })
  })
}

/** Any text, and known entries cut, spliced or with a member of another type. */
function hostile(known: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...known, '{}')
  const cut = fc
    .tuple(one, fc.nat(2000), fc.string({ maxLength: 8 }))
    .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at))
  const other = fc
    .tuple(one, fc.jsonValue())
    .map(([text, value]) => text.replace(/:"[^"]*"/, () => `:${JSON.stringify(value)}`))
  return fc.oneof(fc.string(), fc.json(), cut, other)
}

function survives(adapter: FormatAdapter, text: string): void {
  adapter.read(text, newDraft(), mask)
  adapter.recognise({ name: 'x', split: 'lines', entries: [text] })
  const once = adapter.show(text, mask).text
  expect(adapter.show(once, mask).text).toBe(once)
}
