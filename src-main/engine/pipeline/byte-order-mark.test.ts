import { expect, test } from 'vitest'
import { cutBlocks } from './cut-blocks.ts'
import { lineBounds } from './line-bounds.ts'

const MARK = '\ufeff'

async function entriesOf(text: string, split: 'lines' | 'json-values'): Promise<string[]> {
  const entries: string[] = []
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const byte of Buffer.from(text)) yield Uint8Array.of(byte)
  }
  for await (const block of cutBlocks(bytes(), { split }, 'test')) {
    const whole = Buffer.from(block.bytes)
    const { bounds } = lineBounds(whole, block.bounds)
    for (let at = 0; at < bounds.length; at += 2) entries.push(whole.toString('utf8', bounds[at], bounds[at + 1]))
  }
  return entries
}

const cases: [string, string, 'lines' | 'json-values', string[]][] = [
  ['before the first line', `${MARK}a\nb\n`, 'lines', ['a', 'b']],
  ['before each of joined files', `${MARK}a\n${MARK}b\n`, 'lines', ['a', 'b']],
  ['before a value', `${MARK}{"a":\n1}\n{}`, 'json-values', ['{"a":\n1}', '{}']],
  ['alone on a line', `${MARK}\r\na\n`, 'lines', ['a']],
  ['alone', MARK, 'json-values', []],
  ['twice: only the first is a mark', `${MARK}${MARK}a`, 'lines', [`${MARK}a`]],
  ['inside a line it is text', `a${MARK}b\n`, 'lines', [`a${MARK}b`]],
  ['a part of it is none', '\u{fefe}a\n', 'lines', ['\u{fefe}a']],
]
test.each(cases)('a byte order mark %s', async (_, text, split, want) =>
  expect(await entriesOf(text, split)).toEqual(want),
)
