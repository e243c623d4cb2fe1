import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type StripBreak, stripMarks } from './strip-marks.ts'

const at = (us: number, more: Partial<StripBreak> = {}): StripBreak => ({
  key: `${us}`,
  us,
  word: 'edited',
  look: 'failed',
  chosen: false,
  ...more,
})
const wordOf = (breaks: readonly StripBreak[]): string => (breaks.length > 1 ? `${breaks.length} breaks` : 'edited')
const drawing = { xOf: (us: number) => us, width: 400, wordOf }

test('each break has its mark, near ones one together that counts them', () => {
  const marks = stripMarks([at(300), at(10), at(12), at(13)], drawing)
  expect(marks.map(({ x, breaks }) => [x, breaks.length])).toEqual([
    [10, 3],
    [300, 1],
  ])
  expect(marks[0]?.width).toBe(6)
})

test('what lies outside of the drawing is left out, its last pixel is not', () => {
  expect(stripMarks([at(-1), at(401)], drawing)).toEqual([])
  expect(stripMarks([at(400)], drawing)[0]).toMatchObject({ x: 397, width: 3, side: 'left' })
})

test('words meet neither marks nor words; the chosen one has its word first', () => {
  const marks = stripMarks([at(100), at(120, { chosen: true }), at(140)], drawing)
  expect(marks.map(({ side }) => side)).toEqual(['left', undefined, 'right'])
  const far = stripMarks([at(100), at(200, { chosen: true })], drawing)
  expect(far.map(({ side }) => side)).toEqual(['right', 'right'])
})

test('no break is lost, no mark narrower than three pixels, none meets the next', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (times) => {
      const marks = stripMarks(
        times.map((us) => at(us)),
        drawing,
      )
      expect(marks.reduce((sum, { breaks }) => sum + breaks.length, 0)).toBe(times.length)
      for (const [place, { x, width }] of marks.entries()) {
        expect(width).toBeGreaterThanOrEqual(3)
        expect(x + width).toBeLessThanOrEqual(400)
        expect(x).toBeGreaterThanOrEqual((marks[place - 1]?.x ?? -9) + (marks[place - 1]?.width ?? 0))
      }
    }),
  )
})
