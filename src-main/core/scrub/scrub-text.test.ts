import { expect, test } from 'vitest'
import type { Mask, Shown } from '../formats/format.ts'
import { show } from '../formats/vault/show.ts'
import { maskText } from '../mask/mask-text.ts'
import { showRow } from '../entry/show-row.ts'
import { maskedAs, SHOW } from '../entry/show-json.ts'
import { type Show, scrubText } from './scrub-text.ts'

const token = 'hvs.CAESIAb3dEf6hIj9lMn2pQr5tUv8x'
const stars = (text: string): string => '*'.repeat(Buffer.byteLength(text))

/** Shows whatever stands under one of these names masked. */
const hiding =
  (...names: readonly string[]): Show =>
  (text: string, mask: Mask): Shown => {
    const masked: string[] = []
    const shown = text.replaceAll(/"(\w+)":("(?:[^"\\]|\\.)*"|\d+)/g, (whole: string, name: string, value: string) => {
      if (!names.includes(name)) return whole
      masked.push('value')
      const plain: unknown = value.startsWith('"') ? JSON.parse(value) : value
      return `"${name}":"${mask('value', String(plain))}"`
    })
    return { text: shown, masked }
  }

test.each([
  ['a token anywhere', maskText, `before ${token} after`, `before ${stars(token)} after`],
  [
    'a value with other letters than ASCII',
    hiding('password'),
    '{"password":"schlüssel"}',
    '{"password":"**********"}',
  ],
  [
    'a value that JSON escapes',
    hiding('password'),
    String.raw`{"password":"a\"b\\c\nd/e<f"}`,
    `{"password":"${'*'.repeat(14)}"}`,
  ],
  ['a number stays one', hiding('pin'), '{"pin":4711,"id":47110}', '{"pin":0000,"id":47110}'],
  ['a short value only under its name', hiding('pin'), '{"op":"read","pin":"read"}', '{"op":"read","pin":"****"}'],
  [
    'a short value never in a word',
    hiding('pin'),
    '{"reader":"read-only reading","pin":"read"}',
    '{"reader":"read-only reading","pin":"****"}',
  ],
  [
    'a long value wherever it stands',
    hiding('secret'),
    '{"secret":"correct-horse","note":"correct-horse!"}',
    '{"secret":"*************","note":"*************!"}',
  ],
])('%s', (_what, how, text, want) => {
  expect(scrubText(text, how)).toMatchObject({ text: want })
})

const asGo = (text: string): string =>
  text.replaceAll(/[<>&]/g, (one) => String.raw`\u00${one.charCodeAt(0).toString(16)}`)

test.each([
  ['the inner entry escaped as Go does', (inner: string) => JSON.stringify({ log: asGo(inner) })],
  ['the outer one', (inner: string) => asGo(JSON.stringify({ log: inner }))],
  ['neither', (inner: string) => JSON.stringify({ log: inner })],
])('an entry inside a text inside an entry, %s', (_what, wrap) => {
  const inner = JSON.stringify({ type: 'request', request: { data: { password: 'a<b&c>d-secret' } } })
  const scrubbed = scrubText(wrap(inner), show)
  expect(scrubbed).toMatchObject({ values: 1 })
  expect(JSON.stringify(scrubbed)).not.toMatch(/a<b|003cb|d-secret/)
})

test('cells of a table, in quotes and out of them', () => {
  const table = { delimiter: ',', columns: ['who', 'note', 'key'] }
  const policy = {
    top: '',
    loose: '',
    inside: () => '',
    fate: (_zone: string, name: string) => (name === 'key' ? maskedAs('value') : SHOW),
  }
  const how: Show = (text, mask) => showRow(text, { table, policy, mask })
  expect(scrubText('ann,ok,"say ""s3cret"", twice"', how)).toMatchObject({
    text: `ann,ok,"${stars('say ""s3cret"", twice')}"`,
  })
  expect(scrubText('key,ok,key', how)).toMatchObject({ text: 'key,ok,***' })
})

test('nothing masked is clean', () => {
  expect(scrubText('{"a":"b"}', hiding('password'))).toBe('clean')
})

test.each([
  ['a value written in a way of its own', String.raw`{"password":"\u0061bcdefgh"}`],
  ['a value that is nothing but stars', '{"password":"********"}'],
])('%s cannot be placed', (_what, text) => {
  expect(scrubText(text, hiding('password'))).toBe('unplaced')
})

test('a text of very many values is not searched for ever', () => {
  const text = Array.from({ length: 60_000 }, (_, n) => `"password":"value-${n}"`).join(',')
  expect(scrubText(`{${text}}`, hiding('password'))).toBe('unplaced')
})
