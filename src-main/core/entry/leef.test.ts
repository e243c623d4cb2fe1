import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLeef } from './leef.ts'

test.each([
  ['LEEF:1.0|V|P|1|7|a=x y\tb=c=d\t shost=h\tempty=', { a: 'x y', b: 'c=d', shost: 'h', empty: '' }],
  ['host LEEF:2.0|V|P|1|7|^|a=1^b=2', { a: '1', b: '2' }],
  ['LEEF:2.0|V|P|1|7|x7C|a=1|b=2', { a: '1', b: '2' }],
  ['LEEF:2.0|V|P|1|7||a=1\tb=2', { a: '1', b: '2' }],
])('%s', (line, want) => {
  expect(readLeef(line)).toMatchObject({ deviceVendor: 'V', eventId: '7', ...want })
})

test.each([
  ['no header', 'no `LEEF:` stands in the line'],
  ['LEEF:1.0|V|P|1', 'the header has fewer than five fields'],
  ['LEEF:1.0|V|P|1|7|a=1\ta=1', 'an attribute stands twice in the line: which one its source wrote cannot be told'],
  ['LEEF:1.0|V|P|1|7|eventId=8', 'an attribute stands twice in the line: which one its source wrote cannot be told'],
  [`LEEF:1.0|${' '.repeat(1024 * 1024)}`, 'the line is longer than 1 Mi characters'],
])('%s is none', (line, reason) => {
  expect(readLeef(line)).toBe(reason)
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => readLeef(`LEEF:2.0|a|b|c|d|${text}`) !== undefined))
})
