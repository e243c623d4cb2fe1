import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutBlocks } from './cut-blocks.ts'
import { findValues } from './find-values.ts'
import { lineBounds } from './line-bounds.ts'

async function* chunks(text: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < text.length; n++) {
    const size = sizes[n % sizes.length] ?? 1
    yield text.subarray(at, at + size)
    at += size
  }
}

async function entriesOf(
  text: Buffer,
  sizes: readonly number[],
  split: 'lines' | 'json-values',
): Promise<{ line: number; text: string }[]> {
  const entries: { line: number; text: string }[] = []
  let line = 1
  for await (const { bytes, bounds: given } of cutBlocks(chunks(text, sizes), { split }, 'test')) {
    const block = Buffer.from(bytes)
    const { bounds, lineDelta, lineEnds } = lineBounds(block, given)
    lineDelta.forEach((delta, at) =>
      entries.push({ line: line + delta, text: block.toString('utf8', bounds[at * 2], bounds[at * 2 + 1]) }),
    )
    line += lineEnds
  }
  return entries
}

describe('lines', () => {
  test('blank lines count for numbers and are no entries; CR of a line end is left out', async () => {
    expect(await entriesOf(Buffer.from('a\r\n\n \t\nb\n\nc'), [3], 'lines')).toEqual([
      { line: 1, text: 'a' },
      { line: 4, text: 'b' },
      { line: 6, text: 'c' },
    ])
  })

  test('entries do not depend on how the bytes arrive', async () => {
    const line = fc.stringMatching(/^[a-z]{0,8}$/)
    const property = fc.asyncProperty(
      fc.array(line, { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      async (lines, sizes) => {
        const text = Buffer.from(lines.join('\n'))
        const want = lines.flatMap((entry, at) => (entry === '' ? [] : [{ line: at + 1, text: entry }]))
        expect(await entriesOf(text, sizes, 'lines')).toEqual(want)
      },
    )
    await fc.assert(property, { numRuns: 200 })
  })

  test('a text of many blocks keeps its line numbers', async () => {
    const lines = Array.from({ length: 300_000 }, (_, at) => `line ${at + 1}`)
    const entries = await entriesOf(Buffer.from(lines.join('\n')), [65_536, 1000], 'lines')
    expect(entries.length).toBe(300_000)
    expect(entries.every(({ line, text }) => text === `line ${line}`)).toBe(true)
  })
})

describe('values', () => {
  test('objects over several lines, strings with braces, and what stands between', async () => {
    const text = '{"a": "}{\\"",\n "b": [1, {"c": 2}]}\n{"d":1}{"e":2}\nrubbish {\n{"f": 3}'
    expect(
      (await entriesOf(Buffer.from(text), [5], 'json-values')).map((entry) => `${entry.line} ${entry.text.length}`),
    ).toEqual(['1 34', '3 7', '3 7', '4 9', '5 8'])
  })

  test('a broken value costs itself, not the rest', () => {
    const text = Buffer.from('{\n  "a": {\n    "b": 1\n}\n{\n  "c": 2\n}\n')
    const { bounds } = findValues(text, true)
    expect(
      Array.from({ length: bounds.length / 2 }, (_, at) =>
        text.toString('utf8', bounds[at * 2], bounds[at * 2 + 1]).includes('"c"'),
      ),
    ).toEqual([false, true])
  })

  test('a value cut at the end of the file is an entry too', () => {
    const text = Buffer.from('{"a":1}\n{"b": [1, 2\n')
    const { bounds } = findValues(text, true)
    expect(text.toString('utf8', bounds[2], bounds[3])).toBe('{"b": [1, 2')
  })
})

test('an entry over 64 MiB is refused with its place', async () => {
  const wide = Buffer.alloc(1024 * 1024, 0x61)
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let n = 0; n < 140; n++) yield wide
  }
  const read = async (): Promise<void> => {
    for await (const block of cutBlocks(endless(), { split: 'lines' }, 'wide.log')) expect(block.ordinal).toBe(-1)
  }
  await expect(read()).rejects.toMatchObject({ code: 'limit', detail: { file: 'wide.log' } })
})
