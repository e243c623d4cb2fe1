import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Table } from '../formats/format.ts'
import { envelopes } from './index.ts'
import { arrivalUs } from './outer.ts'

const entry = '{"time":"2025-03-14T02:34:07Z","type":"request"}'
const object: unknown = JSON.parse(entry)
const wrap = (outer: unknown): string => JSON.stringify(outer)
const US = 1741919650000000
const table = (...columns: string[]): Table => ({ delimiter: ',', columns })
const cell = `"${entry.replaceAll('"', '""')}"`

interface Case {
  readonly id: string
  readonly why: string
  readonly text: string
  readonly table?: Table
  readonly collector?: string
  readonly receivedUs?: number
}

const cases: readonly Case[] = [
  {
    id: 'elasticsearch',
    why: 'a hit with its original',
    text: wrap({
      _index: 'logs-1',
      _source: { event: { original: entry, ingested: '2025-03-14T02:34:10Z' }, host: { name: 'web 1' } },
    }),
    collector: 'index=logs-1 host="web 1"',
    receivedUs: US,
  },
  {
    id: 'elasticsearch',
    why: 'a hit that is the record itself',
    text: wrap({ _index: 'x', _source: object }),
    collector: 'index=x',
  },
  {
    id: 'elasticsearch',
    why: "a shipper's line",
    text: wrap({ '@timestamp': '2025-03-14T02:34:10Z', agent: { name: 'beat' }, message: entry }),
    collector: 'agent=beat',
    receivedUs: US,
  },
  { id: 'elasticsearch', why: 'a row of Kibana', text: `x,${cell}`, table: table('_id', 'event.original') },
  {
    id: 'splunk',
    why: 'a search result',
    text: wrap({ preview: false, result: { _raw: entry, _time: '2025-03-14T02:34:10Z', host: 'a', index: 'main' } }),
    collector: 'host=a index=main',
    receivedUs: US,
  },
  { id: 'splunk', why: 'a row', text: `${cell},a`, table: table('_raw', 'host'), collector: 'host=a' },
  {
    id: 'splunk',
    why: 'an event collector body',
    text: wrap({ time: 1741919650, host: 'a', sourcetype: 'vault', event: object }),
    collector: 'host=a sourcetype=vault',
    receivedUs: US,
  },
  {
    id: 'splunk',
    why: 'an event collector body whose event is a text',
    text: wrap({ time: '1741919650.000', host: 'a', event: `${entry}\n` }),
    collector: 'host=a',
    receivedUs: US,
  },
  { id: 'cloudwatch', why: 'an exported line', text: `2025-03-14T02:34:10.000Z ${entry}`, receivedUs: US },
  {
    id: 'cloudwatch',
    why: 'an event of a subscription',
    text: wrap({ id: '1', timestamp: 1741919650000, message: entry }),
    receivedUs: US,
  },
  {
    id: 'cloudwatch',
    why: 'a result of Insights',
    text: wrap({ '@timestamp': '2025-03-14 02:34:10.000', '@message': entry, '@logStream': 's' }),
    collector: 'stream=s',
    receivedUs: US,
  },
  {
    id: 'datadog',
    why: 'an archive entry with its message',
    text: wrap({ _id: '1', date: '2025-03-14T02:34:10Z', host: 'a', message: entry, attributes: {} }),
    collector: 'host=a',
    receivedUs: US,
  },
  {
    id: 'datadog',
    why: 'an archive entry taken apart',
    text: wrap({ _id: '1', date: '2025-03-14T02:34:10Z', message: 'read', attributes: object }),
  },
  { id: 'loki', why: 'a pair of a query', text: wrap(['1741919650000000000', entry]), receivedUs: US },
  {
    id: 'loki',
    why: 'a line of its command line',
    text: wrap({ labels: { job: 'vault' }, line: entry, timestamp: '2025-03-14T02:34:10Z' }),
    collector: 'job=vault',
    receivedUs: US,
  },
  {
    id: 'container',
    why: "Docker's line",
    text: wrap({ log: `${entry}\n`, stream: 'stdout', time: '2025-03-14T02:34:10Z' }),
    collector: 'stream=stdout',
    receivedUs: US,
  },
  {
    id: 'container',
    why: 'a CRI line',
    text: `2025-03-14T02:34:10.000000000Z stdout F ${entry}`,
    collector: 'stream=stdout',
    receivedUs: US,
  },
  {
    id: 'messages',
    why: 'a notification',
    text: wrap({ Type: 'Notification', TopicArn: 'arn:t', Message: entry, Timestamp: '2025-03-14T02:34:10Z' }),
    collector: 'topic=arn:t',
    receivedUs: US,
  },
  { id: 'messages', why: 'a message of a queue', text: wrap({ MessageId: '1', Body: entry }) },
  {
    id: 'messages',
    why: 'a message of a queue as a function is given it',
    text: wrap({ messageId: '1', eventSourceARN: 'arn:q', body: entry, attributes: {} }),
    collector: 'queue=arn:q',
  },
  {
    id: 'messages',
    why: 'an event of a bus',
    text: wrap({ 'detail-type': 'X', time: '2025-03-14T02:34:10Z', detail: object }),
    collector: 'bus=X',
    receivedUs: US,
  },
  {
    id: 'messages',
    why: 'a published message',
    text: wrap({ message: { data: btoa(entry), messageId: '1', publishTime: '2025-03-14T02:34:10Z' } }),
    receivedUs: US,
  },
  {
    id: 'syslog',
    why: 'the short form of a vault',
    text: `<5>1 2025-03-14T02:34:10Z VAULT1 ${entry}`,
    collector: 'host=VAULT1',
    receivedUs: US,
  },
  {
    id: 'syslog',
    why: 'RFC 5424',
    text: `<134>1 2025-03-14T02:34:10Z node-a vault 12 - - ${entry}`,
    collector: 'host=node-a app=vault',
    receivedUs: US,
  },
  {
    id: 'syslog',
    why: 'RFC 3164, whose time has no year',
    text: `<134>Mar 14 02:34:10 node-a vault[12]: ${entry}`,
    collector: 'host=node-a app=vault',
  },
]

test.each(cases)('$id: $why', ({ id, text, table: of, collector, receivedUs }) => {
  const found = envelopes.flatMap((one) => {
    const opened = one.open(text, of)
    return opened === undefined ? [] : [{ id: one.id, ...opened }]
  })
  const own = found.find((one) => one.id === id)
  expect(own?.text).toBe(entry)
  expect(own?.collector).toBe(collector ?? own?.collector)
  expect(own?.receivedUs).toBe(receivedUs ?? own?.receivedUs)
})

test.each([
  ['an entry in no envelope', entry],
  ['a log of its own with a message', '{"level":"info","message":"hello","time":"2025-03-14T02:34:07Z"}'],
  ['an audit event with a member `event`', '{"event":"user.login","time":"2025-03-14T02:34:07Z","code":"T1000I"}'],
  ['a part of a container line', `2025-03-14T02:34:10Z stdout P ${entry}`],
  ['a syslog line of text', '<13>Mar 14 02:34:10 node-a sshd[1]: Accepted publickey for nora'],
  ['a published message that is no text', '{"message":{"data":"/w==","messageId":"1"}}'],
  ['a pair whose line is no text', '["1741919650000000000",5]'],
  ['labels that are none', '{"labels":"job","line":"x"}'],
  ['an archive entry without a message', '{"_id":"1","date":"2025-03-14T02:34:10Z","message":""}'],
  ['an archive entry without a state', '{"_id":"1","message":"x"}'],
  ['an event of a bus without its detail', '{"detail-type":"X","detail":"read"}'],
  ['a list of entries', `[${entry}]`],
  ['a pair that is cut', '["1741919650000000000","{'],
  ['nothing', ''],
])('%s is opened by none', (_, text) => {
  expect(envelopes.filter((one) => one.open(text, undefined) !== undefined).map(({ id }) => id)).toEqual([])
})

test.each([
  ['2025-03-14T02:34:10Z', US],
  ['1741919650', US],
  ['1741919650.5', US + 500_000],
  ['1741919650000', US],
  ['1741919650000000', US],
  ['1741919650000000999', US],
  ['9999999999999999', undefined],
  ['9999999999999999999', undefined],
  ['17419196500', undefined],
  ['-1741919650', undefined],
  ['2025-03-14T02:34:10+01:00:00', undefined],
  ['now', undefined],
  ['', undefined],
])('an arrival at %j', (text, us) => {
  expect(arrivalUs(text)).toBe(us)
})

test('no text makes one throw', () => {
  const near = fc.constantFrom(...cases.map(({ text }) => text))
  const cut = fc
    .tuple(near, fc.nat(300), fc.string({ maxLength: 4 }))
    .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at))
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), cut), (text) => {
      for (const one of envelopes) {
        one.open(text, undefined)
        one.open(text, table('_raw', 'message'))
      }
    }),
    { numRuns: 2000 },
  )
})
