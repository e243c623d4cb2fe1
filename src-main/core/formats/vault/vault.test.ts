import { expect, test } from 'vitest'
import { newDraft } from '../format.ts'
import { formats } from '../index.ts'
import { readVectors, testFormat } from '../testing/run-vectors.ts'
import { entrySchema } from './entry-schema.ts'
import { vault } from './vault.ts'

const folder = new URL('./vectors/', import.meta.url)
const vectors = readVectors(folder)
const mask = (kind: string) => `[masked:${kind}:00000000]`

testFormat(vault, folder)

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
