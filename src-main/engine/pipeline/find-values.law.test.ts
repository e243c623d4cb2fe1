import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutBlocks } from './cut-blocks.ts'
import { findValues } from './find-values.ts'
import { lineBounds } from './line-bounds.ts'

const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })
const layout = fc.record({
  indent: fc.constantFrom(0, 1, 2, '\t'),
  between: fc.constantFrom('', '\n', ' ', '\r\n', '\n\n \t'),
})
const printed = fc.tuple(object, layout)
const sizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 })

const textOf = (values: readonly (readonly [unknown, { indent: number | string; between: string }])[]): Buffer =>
  Buffer.from(values.map(([value, { indent, between }]) => JSON.stringify(value, null, indent) + between).join(''))

async function* inPieces(text: Buffer, pieces: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < text.length; n++) {
    const size = pieces[n % pieces.length] ?? 1
    yield text.subarray(at, at + size)
    at += size
  }
}

test('every value of a concatenation is found, however it is printed and arrives', async () => {
  const property = fc.asyncProperty(fc.array(printed, { maxLength: 12 }), sizes, async (values, pieces) => {
    const text = textOf(values)
    const found: { value: unknown; line: number }[] = []
    let firstLine = 1
    for await (const { bytes, bounds: given } of cutBlocks(inPieces(text, pieces), { split: 'json-values' }, 'law')) {
      const block = Buffer.from(bytes)
      const { bounds, lineDelta, lineEnds } = lineBounds(block, given)
      lineDelta.forEach((delta, at) => {
        const value: unknown = JSON.parse(block.toString('utf8', bounds[at * 2], bounds[at * 2 + 1]))
        found.push({ value, line: firstLine + delta })
      })
      firstLine += lineEnds
    }
    // as JSON gives them back: -0 becomes 0
    expect(found.map(({ value }) => value)).toEqual(
      values.map(([value]) => JSON.parse(JSON.stringify(value)) as unknown),
    )
    const before = values.map((_, at) => textOf(values.slice(0, at)).toString('utf8').split('\n').length)
    expect(found.map(({ line }) => line)).toEqual(before)
  })
  await fc.assert(property, { numRuns: 200 })
})

test('of any bytes nothing but blanks stands outside an entry, and entries are in order', () => {
  const byte = fc.oneof(fc.constantFrom(...Buffer.from('{}[]"\\\n ,:a1')), fc.integer({ min: 0, max: 255 }))
  const property = fc.property(fc.array(byte, { maxLength: 80 }), (bytes) => {
    const text = Uint8Array.from(bytes)
    const { bounds } = findValues(text, true)
    let outside = 0
    for (let at = 0; at < bounds.length; at += 2) {
      const [start, end] = [bounds[at] ?? -1, bounds[at + 1] ?? -1]
      expect(start).toBeGreaterThanOrEqual(outside)
      expect(end).toBeGreaterThan(start)
      expect(Buffer.from(text.subarray(outside, start)).toString('latin1')).toMatch(/^[ \t\r\n]*$/)
      outside = end
    }
    expect(Buffer.from(text.subarray(outside)).toString('latin1')).toMatch(/^[ \t\r\n]*$/)
  })
  fc.assert(property, { numRuns: 2000 })
})
