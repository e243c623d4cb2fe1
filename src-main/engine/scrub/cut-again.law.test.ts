import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reading, Split } from '../../core/formats/format.ts'
import { fillWhole } from '../../core/scrub/fill.ts'
import { cutBlocks } from '../pipeline/cut-blocks.ts'
import { lineBounds } from '../pipeline/line-bounds.ts'

const json = fc.json({ maxDepth: 2 })
const pretty = fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.stringify(one, undefined, 2))
const scrap = fc.constantFrom(
  '{',
  '}',
  '[',
  '"',
  ',',
  '{"a',
  ' ',
  '\r',
  'x',
  '""',
  '\ufeff',
  '{"Records":[{"a":1},{"b":[2]}]}',
)
const cell = fc
  .oneof(fc.string(), fc.constantFrom('a,b', '"', 'a\nb', ''))
  .map((one) => `"${one.replaceAll('"', '""')}"`)
const row = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => cells.join())
const piece = fc.oneof(json, pretty, scrap, row, fc.string())
const text = fc
  .tuple(fc.array(piece, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', ',\n', ''))
  .map(([parts, end]) => Buffer.from(parts.map((one) => one + end).join('')))

const readings: Readonly<Record<Split, Reading>> = {
  lines: { split: 'lines' },
  'json-values': { split: 'json-values' },
  'json-members': { split: 'json-members', members: 'Records' },
  'table-rows': { split: 'table-rows', table: { delimiter: ',', columns: ['a'], rowsFrom: 0 } },
}

type Entry = { readonly from: number; readonly to: number; readonly line: number }

async function entriesOf(bytes: Buffer, reading: Reading): Promise<Entry[]> {
  async function* once() {
    yield new Uint8Array(bytes)
  }
  const entries: Entry[] = []
  for await (const block of cutBlocks(once(), reading, 'x')) {
    const { bounds, lineDelta } = lineBounds(Buffer.from(block.bytes), block.bounds)
    for (const [at, line] of lineDelta.entries())
      entries.push({ from: block.offset + (bounds[at * 2] ?? 0), to: block.offset + (bounds[at * 2 + 1] ?? 0), line })
  }
  return entries
}

test('a text with entries overwritten whole is cut into the same entries and lines, whatever it holds', async () => {
  const splits = Object.keys(readings) as Split[]
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom(...splits),
      fc.array(fc.nat(), { maxLength: 4 }),
      async (bytes, split, chosen) => {
        const entries = await entriesOf(bytes, readings[split])
        const filled = Buffer.from(bytes)
        for (const one of chosen) {
          const entry = entries[one % Math.max(1, entries.length)]
          if (entry) filled.set(fillWhole(bytes.subarray(entry.from, entry.to), split), entry.from)
        }
        expect(await entriesOf(filled, readings[split])).toEqual(entries)
      },
    ),
    {
      numRuns: 2000,
      examples: [
        [Buffer.from('"\n  #\n'), 'table-rows', [1]],
        [Buffer.from('\r"","a\nb"'), 'table-rows', [0]],
        [Buffer.from('{"","a\nb","a,b"["}"]'), 'json-values', [0]],
        [Buffer.from('{"a,b","a\nb"{"}":false}'), 'json-values', [0]],
      ],
    },
  )
})
