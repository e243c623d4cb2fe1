import { visible } from './visible.ts'

export interface Column {
  readonly head: string
  /** Numbers stand to the right. */
  readonly right?: boolean
  /** Cells over this width are cut, as `keep` says. */
  readonly max?: number
  /** Which part of a cut cell matters: of a path its leaf. */
  readonly keep?: 'start' | 'end'
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u
// oxlint-disable-next-line no-control-regex -- the plain case, which needs no segmenter
const PLAIN = /^[\u0000-\u024f]*$/

/** Columns of a terminal that the text takes. */
export function width(text: string): number {
  if (PLAIN.test(text)) return text.length
  let sum = 0
  for (const { segment } of segments.segment(text)) sum += WIDE.test(segment) ? 2 : 1
  return sum
}

/** The text in at most `max` columns, with `…` where something was left out. */
export function cut(text: string, max: number, keep: 'start' | 'end' = 'start'): string {
  if (width(text) <= max) return text
  const parts = [...segments.segment(text)].map(({ segment }) => segment)
  if (keep === 'end') parts.reverse()
  const kept: string[] = []
  let room = max - 1
  for (const part of parts) {
    room -= width(part)
    if (room < 0) break
    kept.push(part)
  }
  return keep === 'end' ? `…${kept.toReversed().join('')}` : `${kept.join('')}…`
}

function pad(text: string, to: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, to - width(text)))
  return right ? space + text : text + space
}

/** Widths that fit the heads and these rows. */
export function widthsOf(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map(({ head, max = Infinity }, index) =>
    Math.min(
      max,
      rows.reduce((most, row) => Math.max(most, width(visible(row[index] ?? ''))), width(head)),
    ),
  )
}

/** One line; longer cells than the width given push the rest to the right rather than lose anything. */
export function line(columns: readonly Column[], widths: readonly number[], row: readonly string[]): string {
  return columns
    .map(({ right = false, max = Infinity, keep = 'start' }, index) =>
      pad(cut(visible(row[index] ?? ''), max, keep), widths[index] ?? 0, right),
    )
    .join('  ')
    .trimEnd()
}

/** Head and rows, aligned; what a record says is shown with nothing for the terminal to obey. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(columns, rows)
  const heads = columns.map(({ head }) => head)
  return [heads, ...rows].map((row) => line(columns, widths, row))
}
