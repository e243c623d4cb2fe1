import { expect, test } from 'vitest'
import { type Table, newDraft } from '../formats/format.ts'
import { flagsOf } from '../record/record.ts'
import { readTime } from '../record/time.ts'
import { textAt } from './json-object.ts'
import { type JsonFormat, jsonFamily, jsonFormat } from './json-format.ts'

const doorLog: JsonFormat = {
  id: 'door',
  title: 'Door log',
  integrity: [],
  blindSpots: [],
  isShaped: (object) => 'door' in object && 'at' in object,
  shape: 'door and at are there',
  readObject: (object, draft) => {
    if (!readTime(textAt(object, 'at'), draft)) return '`at` is no RFC 3339 time'
    draft.target = textAt(object, 'door')
    draft.action = textAt(object, 'what')
    return undefined
  },
  secret: (path) => {
    if (path === 'keypad.code') return 'door-code'
    return path === 'who.tokenName' ? 'show' : undefined
  },
}
const door = jsonFormat(doorLog)
const windowLog: JsonFormat = {
  ...doorLog,
  id: 'window',
  title: 'Window log',
  isShaped: (object) => 'window' in object || 'door' in object,
  most: 0.9,
}
const mask = (kind: string): string => `[masked:${kind}:00000000]`
const table: Table = { delimiter: ',', columns: ['door', 'at', 'what', 'keypad.code', 'password'] }

test('reads an object, with what a collector put before it, and a row alike', () => {
  const draft = newDraft()
  expect(door.read('Jan 1 host x: {"door":"a","at":"2025-01-01T00:00:00Z","what":"open"}', draft, mask)).toBeUndefined()
  expect(draft).toMatchObject({ system: 'door', target: 'a', action: 'open', timeUs: 1735689600000000 })
  const row = { ...newDraft(), table }
  expect(door.read('a,2025-01-01T00:00:00Z,"open, wide",,', row, mask)).toBeUndefined()
  expect(row).toMatchObject({ system: 'door', target: 'a', action: 'open, wide' })
})

test.each([
  ['\0\0{"door":"a","at":"2025-01-01T00:00:00Z"}', ['nul-hole']],
  ['\0host: {"door":"a","at":"2025-01-01T00:00:00Z"}', ['nul-hole', 'prefixed']],
  ['{"door":"a","at":"2025-01-01T00:00:00Z"}', []],
])('%j is flagged %j', (text, flags) => {
  const draft = newDraft()
  expect(door.read(text, draft, mask)).toBeUndefined()
  expect(flagsOf(draft.flags)).toEqual(flags)
})

test.each([
  ['{"door":"a"}', 'it is no Door log record: not every member that makes one is there'],
  ['{"door":"a","at":"yesterday"}', '`at` is no RFC 3339 time'],
  ['{"door":"a","at"', 'the JSON object is cut off: the line ends inside it'],
  ['\0\0', 'the line holds nothing but NUL bytes'],
  ['{"door":"a","at":"2025', 'the JSON object is cut off: the line ends inside it'],
  ['{"door":hunter2}', 'the line is not valid JSON'],
  ['[1]', 'no JSON object begins in the first 4096 characters of the line'],
  [`{"door":"a","at":${'['.repeat(9000)}${']'.repeat(9000)}}`, 'the entry is nested deeper than 64 levels'],
])('%s is rejected', (text, reason) => {
  expect(door.read(text.slice(0, 20_000), newDraft(), mask)).toBe(reason)
})

test.each([
  ['a,b', 'the row has 2 cells, the header 5'],
  ['a,"b', 'a quote in the row is not closed where its cell ends'],
])('the row %s is rejected', (text, reason) => {
  expect(door.read(text, { ...newDraft(), table }, mask)).toBe(reason)
})

const recognised = (entries: readonly string[]) => door.recognise({ name: 'x', entries, split: 'lines' })

test('recognises by the share of entries with the shape, and of those that read', () => {
  const good = '{"door":"a","at":"2025-01-01T00:00:00Z"}'
  expect(recognised([good, good]).confidence).toBe(1)
  expect(recognised([good, '{"eventName":"x"}']).confidence).toBe(0.5)
  expect(recognised(['{"door":"a","at":"never"}']).confidence).toBeCloseTo(0.8)
  expect(recognised([]).confidence).toBe(0)
  expect(recognised([good]).reasons).toEqual([
    'a JSON object in 1 of 1 entry',
    'door and at are there in 1 of 1 entry',
    'time and action can be read in 1 of 1 entry',
  ])
})

test('masks what its rule names, and secret-like values under secret-like names, in objects and rows', () => {
  const shown = door.show(
    '{"keypad":{"code":4711},"who":{"tokenName":"x9Y8z7W6v5","password":"x9Y8z7W6v5"},"at":"now"}',
    mask,
  )
  expect(shown.text).toBe(
    '{"keypad":{"code":"[masked:door-code:00000000]"},"who":{"tokenName":"x9Y8z7W6v5","password":"[masked:value:00000000]"},"at":"now"}',
  )
  expect(shown.masked).toEqual(['door-code', 'value'])
  expect(door.show('a,now,"x, y",4711,x9Y8z7W6v5', mask, table).text).toBe(
    'a,now,"x, y",[masked:door-code:00000000],[masked:value:00000000]',
  )
  expect(door.show('a,now,"x",,', mask, table)).toEqual({ text: 'a,now,"x",,', masked: [] })
})

const pair = (name: string): string => `{"door":"a","settings":[{"Name":"${name}","Value":"x9Y8z7W6v5"}]}`

test('of a pair of a name and its value, the value is judged by the name that the pair gives', () => {
  expect(door.show(pair('Password'), mask).text).toBe(pair('Password').replace('x9Y8z7W6v5', '[masked:value:00000000]'))
  expect(door.show(pair('Colour'), mask)).toEqual({ text: pair('Colour'), masked: [] })
})

test('a text that holds a list of objects is masked as they would be', () => {
  const held = JSON.stringify([{ phone: 'a', deviceToken: 'x9Y8z7W6v5' }])
  const shown = door.show(JSON.stringify({ door: 'a', was: held }), mask)
  expect(shown.text).not.toContain('x9Y8z7W6v5')
  expect(shown.text).toContain('phone')
})

const doorEntry = '{"door":"a","at":"2025-01-01T00:00:00Z"}'
const windowEntry = '{"window":"b","at":"2025-01-01T00:00:00Z"}'

test('a family reads the records of its relatives as theirs', () => {
  const [asDoor, asWindow] = jsonFamily([doorLog, windowLog])
  for (const adapter of [asDoor, asWindow]) {
    const draft = newDraft()
    expect(adapter?.read(windowEntry, draft, mask)).toBeUndefined()
    expect(draft.system).toBe('window')
    expect(adapter?.read(doorEntry, draft, mask)).toBeUndefined()
    expect(draft.system).toBe('door')
    expect(adapter?.read('{"roof":1}', draft, mask)).toContain('not every member')
  }
})

test.each([
  [[doorEntry, doorEntry, windowEntry], 1, 0.15],
  [[doorEntry, windowEntry, windowEntry], 1 / 6, 0.9],
  [[doorEntry, windowEntry], 1, 0.225],
  [[doorEntry, '{"roof":1}'], 0.5, 0],
])('in a family %j speak for the format of most of them', (entries, forDoor, forWindow) => {
  const [asDoor, asWindow] = jsonFamily([doorLog, windowLog])
  const head = { name: 'x', entries, split: 'lines' } as const
  expect(asDoor?.recognise(head).confidence).toBeCloseTo(forDoor)
  expect(asWindow?.recognise(head).confidence).toBeCloseTo(forWindow)
})
