import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryAt, newLineIndex, readLineIndex, sha256At } from './line-index.ts'

const entry = fc.record({
  gap: fc.integer({ min: 1, max: 5000 }),
  lines: fc.integer({ min: 1, max: 4 }),
  fate: fc.integer({ min: 0, max: 3 }),
  sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }),
})

test('what was written is read back, at any place in memory', () => {
  const property = fc.property(fc.array(entry, { maxLength: 50 }), fc.integer({ min: 0, max: 7 }), (entries, shift) => {
    const { index, blob } = newLineIndex(entries.length)
    let [offset, line] = [0, 0]
    entries.forEach(({ gap, lines, fate, sha256 }, at) => {
      index.offsetDelta[at] = offset += gap
      index.lineDelta[at] = line += lines
      index.length[at] = gap - 1
      index.fate[at] = fate
      index.sha256.set(sha256, at * 32)
    })
    const elsewhere = new Uint8Array(blob.byteLength + shift)
    elsewhere.set(blob, shift)
    const read = readLineIndex(elsewhere.subarray(shift), entries.length)
    expect(read).toEqual(index)
    entries.forEach(({ sha256 }, at) => {
      expect(sha256At(read, at)).toBe(Buffer.from(sha256).toString('hex'))
      expect(entryAt(read, read.offsetDelta[at] ?? -1)).toBe(at)
    })
    expect(entryAt(read, offset + 1)).toBe(-1)
    expect(entryAt(read, 0)).toBe(-1)
  })
  fc.assert(property, { numRuns: 100 })
})

test.each([
  ['too short', 44, 1],
  ['too long', 46, 1],
  ['for no entries', 45, 0],
  ['for a hostile count', 45, 2 ** 40],
])('a blob %s is no index', (_what, bytes, count) => {
  expect(() => readLineIndex(new Uint8Array(bytes), count)).toThrow(RangeError)
})
