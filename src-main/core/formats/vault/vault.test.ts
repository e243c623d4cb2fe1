import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { flagsOf } from '../../record/record.ts'
import { newDraft } from '../format.ts'
import { formats } from '../index.ts'
import { entrySchema } from './entry-schema.ts'
import { vault } from './vault.ts'

const Piece = z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.int() })])
const Vector = z.strictObject({
  why: z.string(),
  line: z.union([z.string(), z.array(Piece)]),
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

const folder = new URL('./vectors/', import.meta.url)
const vectors = readdirSync(folder).map((name) => {
  const vector = Vector.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
  const pieces = typeof vector.line === 'string' ? [vector.line] : vector.line
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.repeat.repeat(piece.times))).join('')
  return { ...vector, name, text }
})
const mask = (kind: string) => `[masked:${kind}:00000000]`

const reading = vectors.filter(({ want }) => want !== undefined)
const refusing = vectors.filter(({ rejected }) => rejected !== undefined)
const showing = vectors.flatMap(({ name, why, text, shows }) => (shows ? [{ name, why, text, shows }] : []))

test.each(reading)('$name: $why', ({ text, want }) => {
  const draft = newDraft()
  expect(vault.read(text, draft, mask)).toBeUndefined()
  expect({ ...draft, flags: flagsOf(draft.flags), system: draft.system }).toMatchObject({ ...want, system: 'vault' })
})

test.each(refusing)('$name is refused: $why', ({ text, rejected, startsWith }) => {
  const reason = vault.read(text, newDraft(), mask) ?? 'read'
  expect(startsWith ? reason.slice(0, rejected?.length) : reason).toBe(rejected)
})

test.each(showing)('$name as shown', ({ text, shows }) => {
  const shown = vault.show(text, mask)
  for (const hidden of shows.hides) expect(shown.text).not.toContain(hidden)
  for (const kept of shows.keeps) expect(shown.text).toContain(kept)
  expect(shown.masked).toEqual(shows.masked ?? shown.masked)
})

test.each(vectors)('$name: the fast reader and the schema agree', ({ text }) => {
  const object = text.slice(text.indexOf('{'))
  const parsed = parseJson(object)
  const bySchema = object !== '' && entrySchema.safeParse(parsed).success
  const byReader = vault.read(object, newDraft(), mask) === undefined
  expect(byReader || deep(object)).toBe(bySchema)
})

const deep = (text: string): boolean => vault.read(text, newDraft(), mask)?.includes('nested deeper') ?? false

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

test('what is shown twice is shown the same', () => {
  for (const { text } of vectors) {
    const once = vault.show(text, mask)
    expect(vault.show(once.text, mask).text).toBe(once.text)
  }
})

test('an entry without anything to mask is shown character by character', () => {
  const text = vectors.find(({ name }) => name === 'whole-response.json')?.text ?? ''
  expect(vault.show(text, mask)).toEqual({ text, masked: [] })
})

const head = (entries: readonly string[]) => vault.recognise({ name: 'x', entries, split: 'lines' })

test('recognises by the share of entries that read', () => {
  const good = vectors.find(({ name }) => name === 'whole-request.json')?.text ?? ''
  const bare = '{"type":"response","request":{"operation":"list"}}'
  expect(head([good, good]).confidence).toBe(1)
  expect(head([good, '{"eventName":"x"}']).confidence).toBe(0.5)
  expect(head([bare]).confidence).toBeCloseTo(0.8)
  expect(head(['{"a":1}', 'text', '']).confidence).toBe(0)
  expect(head([])).toEqual({ confidence: 0, reasons: ['there is no entry to judge by'] })
  expect(head([good, good]).reasons).toContain(
    'type is request or response and request.operation is named in 2 of 2 entries',
  )
})

test('the list of formats names it once', () => {
  expect(formats.filter(({ id }) => id === 'vault')).toEqual([vault])
  expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length)
  expect(vault.blindSpots.length).toBeGreaterThan(0)
})
