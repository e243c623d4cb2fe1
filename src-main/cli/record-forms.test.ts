import { expect, test } from 'vitest'
import { UsageError } from './arguments.ts'
import { readFields } from './record-fields.ts'
import { csvForm, ndjsonForm, tableForm, type WholeRecord } from './record-forms.ts'

const record = (more: Partial<WholeRecord>): WholeRecord => ({
  id: 1,
  bundle: 1,
  file: 'audit.log',
  line: 1,
  offset: 0,
  length: 10,
  sha256: '00',
  time: '2025-03-14T02:34:07.918364205Z',
  timeUs: 1,
  timeNs: 205,
  timeDigits: 9,
  actorKind: 'service',
  kind: 'read',
  outcome: 'success',
  flags: [],
  system: 'vault',
  ...more,
})

test('NDJSON leaves out what is absent and what is our own bookkeeping', () => {
  const form = ndjsonForm(['id', 'time', 'actor', 'flags', 'port'])
  expect(form.page([record({ port: 0 })])).toBe('{"id":1,"time":"2025-03-14T02:34:07.918364205Z","port":0}\n')
  expect(form.page([record({ flags: ['paired'] })])).toContain('"flags":["paired"]')
})

test('CSV: quotes, line ends, formulas', () => {
  const form = csvForm(['actor', 'target', 'flags'])
  expect(form.head).toBe('actor,target,flags\r\n')
  expect(
    form.page([record({ actor: '=1+2', target: 'a "b",\nc', flags: ['paired', 'masked'] }), record({ actor: "'x" })]),
  ).toBe('\'=1+2,"a ""b"",\nc",paired masked\r\n\'\'x,,\r\n')
})

test('a table keeps the widths of its first page', () => {
  const form = tableForm(['id', 'actor', 'outcome'], undefined)
  expect(form.page([record({ actor: 'ana\u001B[1m' })])).toBe(
    'id  actor           outcome\n 1  ana\\u{001B}[1m  success\n',
  )
  expect(form.page([record({ id: 2, actor: 'bo' })])).toBe(' 2  bo              success\n')
})

test('cells are cut on a terminal only', () => {
  const long = record({ target: `secret/data/${'x'.repeat(90)}/db-password` })
  expect(tableForm(['target'], 60).page([long])).toContain('…xxxx/db-password')
  expect(tableForm(['target'], undefined).page([long])).not.toContain('…')
})

test('fields by name, in the order asked', () => {
  expect(readFields('target, time', [])).toEqual(['target', 'time'])
  expect(() => readFields('traget', [])).toThrow(UsageError)
  expect(() => readFields('', [])).toThrow(UsageError)
  expect(() => readFields('time,,ip', [])).toThrow(UsageError)
})
