import { expect, test } from 'vitest'
import { cut, table, width } from './table.ts'
import { visible, visibleLines } from './visible.ts'

test('numbers to the right, text to the left, nothing after the last', () => {
  const lines = table(
    [{ head: 'Actor' }, { head: 'Reads', right: true }, { head: 'Ip' }],
    [
      ['deploy-bot', '1,204', '10.0.0.1'],
      ['ana', '7', ''],
    ],
  )
  expect(lines).toEqual(['Actor       Reads  Ip', 'deploy-bot  1,204  10.0.0.1', 'ana             7'])
})

test('wide characters take two columns', () => {
  expect(width('秘密')).toBe(4)
  expect(width('é')).toBe(1)
  expect(table([{ head: 'a' }, { head: 'b' }], [['秘密', 'x']])).toEqual(['a     b', '秘密  x'])
})

test('of a path the leaf is kept', () => {
  expect(cut('secret/data/production/db-password', 16, 'end')).toBe('…ion/db-password')
  expect(cut('secret/data/production/db-password', 16)).toBe('secret/data/pro…')
  expect(cut('short', 16)).toBe('short')
})

test.each([
  ['an escape sequence', 'a\u001B[2Jb', 'a\\u{001B}[2Jb'],
  ['a line end', 'a\nb\r', 'a\\nb\\r'],
  ['a right-to-left override', 'exe\u202Etxt', 'exe\\u{202E}txt'],
  ['a zero-width space', 'ad\u200Bmin', 'ad\\u{200B}min'],
  ['a C1 control', '\u009B31m', '\\u{009B}31m'],
  ['a lone surrogate', '\uD800x', '\\u{D800}x'],
  ['a tag character', '\u{E0041}', '\\u{E0041}'],
])('%s is written out', (_, text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('lines that the program laid out stay lines', () => {
  expect(visibleLines('a\u001Bb\nc')).toBe('a\\u{001B}b\nc')
})
