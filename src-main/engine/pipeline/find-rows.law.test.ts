import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { cellsOf } from '../../core/entry/cells.ts'
import { cutBlocks } from './cut-blocks.ts'
import { findTable } from './find-table.ts'
import { lineBounds } from './line-bounds.ts'

const cell = fc.stringMatching(/^[a-z,;"\n\r é]{0,8}$/)
const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })

async function* inPieces(text: Buffer, pieces: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < text.length; n++) {
    const size = pieces[n % pieces.length] ?? 1
    yield text.subarray(at, at + size)
    at += size
  }
}

async function rowsOf(text: Buffer, delimiter: string, pieces: readonly number[], rowsFrom = 0): Promise<string[]> {
  const found: string[] = []
  const table = { delimiter, columns: ['a', 'b', 'c'], rowsFrom }
  for await (const { bytes, bounds: given } of cutBlocks(inPieces(text, pieces), { split: 'table-rows', table }, 'x')) {
    const block = Buffer.from(bytes)
    const { bounds } = lineBounds(block, given)
    for (let at = 0; at < bounds.length; at += 2) found.push(block.toString('utf8', bounds[at], bounds[at + 1]))
  }
  return found
}

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 })

test('rows as another program writes them come back cell by cell, however they arrive', async () => {
  const property = fc.asyncProperty(rows, fc.constantFrom(',', ';'), sizes, async (table, delimiter, pieces) => {
    const written = table.map((row) => ['x', ...row])
    const text = Buffer.from(Papa.unparse(written, { delimiter, newline: '\r\n' }))
    const found = await rowsOf(text, delimiter, pieces)
    expect(found.map((row) => cellsOf(row, delimiter))).toEqual(written.map((cells) => ({ ok: true, cells })))
  })
  await fc.assert(property, { numRuns: 300 })
})

test('a quote that never closes costs its own row, not those behind it', async () => {
  const text = Buffer.from('a,"b\nc,d\ne,f')
  expect(await rowsOf(text, ',', [4])).toEqual(['a,"b', 'c,d', 'e,f'])
  expect(cellsOf('a,"b', ',').ok).toBe(false)
})

test('the header and what stands before it are no rows', async () => {
  const text = Buffer.from('\ufeffReport of July\n\nid,name,at\n1,x,2025-01-01\n2,y,2025-01-02\n')
  const table = findTable(text, true)
  expect(table).toMatchObject({ delimiter: ',', columns: ['id', 'name', 'at'] })
  expect(await rowsOf(text, ',', [5], table?.rowsFrom)).toEqual(['1,x,2025-01-01', '2,y,2025-01-02'])
})

test.each([
  ['semicolons beside commas in cells', 'id;name;note\n1;a,b;c\n2;d,e;f', ';'],
  ['tabs', 'id\tname\n1\ta\n2\tb', '\t'],
  ["Excel's own separator line", 'sep=;\nid;name\n1;a\n2;b', ';'],
])('%s', (_, text, delimiter) => {
  expect(findTable(Buffer.from(text), true)).toMatchObject({ delimiter })
})

test.each([
  ['lines of JSON', '{"a":1,"b":2}\n{"a":3,"b":4}'],
  ['plain text', 'hello world\nthis is text\n'],
  ['numbers alone', '1,2,3\n4,5,6'],
  ['nothing', ''],
])('%s are no table', (_, text) => {
  expect(findTable(Buffer.from(text), true)).toBeUndefined()
})
