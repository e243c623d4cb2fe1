import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Kept, UNEXPLAINED, align } from './align.ts'

const LINES = ['{"n":1}', '{"n":2}', '{"n":3}']
const bytes = Buffer.from(`${LINES.join('\n')}\n`)
const expected = LINES.map((original) => ({ event: { original } }))
const file = { path: 'a.log', expected }
const whole: Kept = { events: [1, 2, 3].map(event), lines: 3, duplicates: 0, rejected: new Set(), isRefused: false }

describe('align', () => {
  it('brings every record to the expectation that repeats its original', () => {
    const { pairs, unmet } = align(file, bytes, { ...whole, events: whole.events.toReversed() })
    expect(pairs.map(({ event: { line }, entry }) => [line, entry])).toEqual([
      [1, { n: 1 }],
      [2, { n: 2 }],
      [3, { n: 3 }],
    ])
    expect(unmet).toEqual([])
  })

  it('goes by order where the expectations repeat no original, and only where there are as many', () => {
    const silent = { path: 'a.log', expected: [{}, {}, {}] }
    expect(align(silent, bytes, whole).pairs).toHaveLength(3)
    const short = align(silent, bytes, { ...whole, events: whole.events.slice(1) })
    expect([short.pairs, short.unmet.length]).toEqual([[], 3])
  })

  it('holds the expectation of a folded line against the record it is folded into', () => {
    const { pairs } = align(file, bytes, { ...whole, events: [{ ...event(1), pairedLine: 2 }, event(3)] })
    expect(pairs.map(({ event: { line }, isFolded }) => [line, isFolded])).toEqual([
      [1, false],
      [1, true],
      [3, false],
    ])
  })

  it.each([
    ['the line is rejected', { rejected: new Set([2]), duplicates: 1 }],
    ['the entry repeats another', { duplicates: 1 }],
    ['the file is refused', { isRefused: true }],
    [UNEXPLAINED, {}],
    [UNEXPLAINED, { rejected: new Set([1]) }],
  ])('names why an expectation meets no record: %s', (why, kept) => {
    const { unmet } = align(file, bytes, { ...whole, events: [event(1), event(3)], ...kept })
    expect(unmet).toEqual([{ file: 'a.log', line: 2, why }])
  })

  it('counts no expectation that expects no record', () => {
    const none = align({ path: 'a.log', expected: [expected[0], undefined, expected[2]] }, bytes, {
      ...whole,
      events: [event(1), event(3)],
    })
    expect([none.pairs.length, none.unmet]).toEqual([2, []])
  })
})

function event(line: number): Kept['events'][number] {
  const text = LINES[line - 1] ?? ''
  const offset = LINES.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0)
  return { line, offset, length: text.length, sha256: createHash('sha256').update(text).digest('hex') }
}
