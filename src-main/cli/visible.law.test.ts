import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, table, width } from './table.ts'
import { visible, visibleJson } from './visible.ts'

const text = fc.string({ unit: 'binary' })
// oxlint-disable-next-line no-control-regex -- what a terminal must never be sent
const obeyed = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u

test('nothing that a terminal obeys is left', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(visible(one)).not.toMatch(obeyed)
    }),
  )
})

test('what was visible stays as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (one) => {
      expect(visible(one)).toBe(one)
    }),
  )
})

test('JSON means the same and obeys nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const written = visibleJson(value)
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(obeyed.test(written)).toBe(false)
    }),
  )
})

test('a cut text fits, and is a part of the whole', () => {
  fc.assert(
    fc.property(
      text.map(visible),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('start', 'end'),
      (one, max, keep) => {
        const short = cut(one, max, keep as 'start' | 'end')
        expect(width(short)).toBeLessThanOrEqual(max)
        const part = short === one ? one : short.replace('…', '')
        expect(keep === 'end' ? one.endsWith(part) : one.startsWith(part)).toBe(true)
      },
    ),
  )
})

test('a table has a line for its head and one for each row, whatever the cells hold', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (rows) => {
      const lines = table([{ head: 'a' }, { head: 'b', right: true }], rows)
      expect(lines).toHaveLength(rows.length + 1)
      expect(lines.some((line) => obeyed.test(line))).toBe(false)
    }),
  )
})
