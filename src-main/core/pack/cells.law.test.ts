import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  columnLetters,
  csvRow,
  escapeCell,
  fitCell,
  MOST_CELL_UNITS,
  sheetText,
  unescapeCell,
  unsheetText,
} from './cells.ts'

/** Any UTF-16 text: halves of surrogate pairs, control characters and what spreadsheets run stand often in it. */
const hard = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '\0',
        "'",
        '"',
        ',',
        '_x0041_',
        '_x005F_',
        '_',
        '<',
        '&',
        '\ud800',
        '\udc00',
        '\uffff',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))

/** What an XML reader makes of the markup. */
const xml = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('cells of a CSV file', () => {
  test('give back what was put in', () => {
    fc.assert(fc.property(hard, (text) => unescapeCell(escapeCell(text)) === text))
  })

  test('never begin with what a spreadsheet runs', () => {
    fc.assert(fc.property(hard, (text) => !/^[=+\-@\t\r\n\0]/.test(escapeCell(text))))
  })

  test('that need no sign get none', () => {
    for (const text of ['', 'a=b', 'plain', ' =1', '1-1', '"']) expect(escapeCell(text)).toBe(text)
  })

  test('a row has one line end, and quotes what RFC 4180 asks for', () => {
    expect(csvRow(['a', 1, undefined, 'b"c', 'd,e', 'f\r\ng', '=1'])).toBe('a,1,,"b""c","d,e","f\r\ng",\'=1\r\n')
    expect(csvRow([-5, ' x '])).toBe("'-5, x \r\n")
  })
})

describe('cells of a worksheet', () => {
  test('give back what was put in', () => {
    fc.assert(fc.property(hard, (text) => unsheetText(xml(sheetText(text))) === text))
  })

  test('hold only what XML 1.0 can hold and its readers keep', () => {
    fc.assert(
      fc.property(hard, (text) => /^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(sheetText(text))),
    )
    fc.assert(fc.property(hard, (text) => !/[<>]/.test(sheetText(text))))
  })

  test('as the standard writes them', () => {
    expect(sheetText('a\u0001_x0041_\r&<>')).toBe('a_x0001__x005F_x0041__x000D_&amp;&lt;&gt;')
  })

  test('too long are cut between characters and say where the whole stands', () => {
    const whole = 'x'.repeat(MOST_CELL_UNITS)
    expect(fitCell(whole, 'records', 9)).toEqual({ text: whole, cut: false })
    const { text, cut } = fitCell('\u{1f511}'.repeat(MOST_CELL_UNITS), 'records-2', 9)
    expect(cut).toBe(true)
    expect(text.length).toBeLessThanOrEqual(MOST_CELL_UNITS)
    expect(text).toMatch(/… \[cut, whole text in tables\/records-2\.csv row 9\]$/)
    expect(text.isWellFormed()).toBe(true)
    expect(fitCell(`x${'\u{1f511}'.repeat(MOST_CELL_UNITS)}`, 'records', 9).text.isWellFormed()).toBe(true)
  })

  test('stand in columns with letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ])
  })
})
