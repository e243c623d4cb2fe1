import { describe, expect, test } from 'vitest'
import { type Draft, type Reading, type Table, newDraft } from '../formats/format.ts'
import { entryReader, envelopeOf, showEntry } from './entry-reader.ts'

const plain = '{"at":1}'
const format = {
  read: (text: string, draft: Draft): string | undefined => {
    draft.action = text
    return text === plain ? undefined : 'no record'
  },
}
const read = entryReader(format, { split: 'lines', envelopes: ['syslog'] })

test('among lines with a header one without it counts where it is a record', () => {
  const draft = newDraft()
  expect(read(`<5>1 2025-03-14T02:34:10Z HOST ${plain}`, draft, String)).toBeUndefined()
  expect(draft).toMatchObject({ action: plain, collector: 'host=HOST', receivedUs: 1741919650000000 })
  expect(read(plain, draft, String)).toBeUndefined()
  expect(draft).toMatchObject({ action: plain, collector: '', receivedUs: -1 })
})

const MARK = '\ufeff'

test.each([
  ['as it stands', []],
  ['in an envelope', ['loki']],
] as const)('a byte order mark before the first entry is no part of it: %s', (_, envelopes) => {
  const draft = newDraft()
  const text = envelopes.length === 0 ? plain : JSON.stringify({ labels: {}, line: plain })
  expect(entryReader(format, { split: 'lines', envelopes })(MARK + text, draft, String)).toBeUndefined()
  expect(draft.action).toBe(plain)
})

test('an envelope that adds nothing leaves neither collector nor arrival; one in another adds to it', () => {
  const nested = entryReader(format, { split: 'lines', envelopes: ['loki', 'syslog'] })
  const draft = newDraft()
  const line = `<5>1 2025-03-14T02:34:10Z HOST ${plain}`
  expect(nested(JSON.stringify({ labels: { job: 'v' }, line }), draft, String)).toBeUndefined()
  expect(draft).toMatchObject({ collector: 'job=v host=HOST', receivedUs: 1741919650000000 })
  const bare = entryReader(format, { split: 'lines', envelopes: ['loki'] })
  expect(bare(JSON.stringify({ labels: {}, line: plain }), draft, String)).toBeUndefined()
  expect(draft).toMatchObject({ collector: '', receivedUs: -1 })
})

test('an envelope that this version does not know is told, and nothing is read without it', () => {
  expect(() => envelopeOf('later')).toThrow('no envelope later')
  expect(() => entryReader(format, { split: 'lines', envelopes: ['later'] })).toThrow('no envelope later')
})

const show = (text: string, _: unknown, of?: Table) => ({
  text: `${of ? 'row' : 'entry'}: ${text}`,
  masked: [],
})

const shown = (text: string, reading: Partial<Reading>): string =>
  showEntry({ show }, { split: 'lines', ...reading }, { text, mask: String }).text

describe('what is shown', () => {
  const table = { delimiter: ',', columns: ['_raw', 'host'], rowsFrom: 1 }
  const wrapped = JSON.stringify({ labels: {}, line: plain })
  test.each([
    ['an entry in no envelope', plain, {}, `entry: ${plain}`],
    ['a row', 'a,b', { table }, 'row: a,b'],
    ['the entry inside', wrapped, { envelopes: ['loki'] }, `entry: ${plain}`],
    ['the entry inside, behind a byte order mark', MARK + wrapped, { envelopes: ['loki'] }, `entry: ${plain}`],
    ['the entry in a row', `"${plain.replaceAll('"', '""')}",h`, { table, envelopes: ['splunk'] }, `entry: ${plain}`],
    ['a row that holds no entry, as the row it is', ',h', { table, envelopes: ['splunk'] }, 'row: ,h'],
    ['what could be opened of two', wrapped, { envelopes: ['loki', 'syslog'] }, `entry: ${plain}`],
    ['what is in no such envelope, as it stands', plain, { envelopes: ['syslog'] }, `entry: ${plain}`],
  ])('%s', (_, text, reading, want) => {
    expect(shown(text, reading)).toBe(want)
  })
})

test.each([
  [
    'a line that is neither',
    'Mar 14 something',
    'it does not come as the other entries of its file do (a syslog line)',
  ],
  ['what is no record inside', '<5>1 2025-03-14T02:34:10Z HOST {"b":1}', 'no record'],
])('%s is refused', (_, text, reason) => {
  expect(read(text, newDraft(), String)).toBe(reason)
})
