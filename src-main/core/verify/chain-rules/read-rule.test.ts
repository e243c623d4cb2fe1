import { expect, test } from 'vitest'
import { builtInRules } from './built-in.ts'
import { readChainRule } from './read-rule.ts'

const rule = {
  id: 'ours',
  title: 'A rule of the auditor',
  entries: 'json-lines',
  fields: { prev: 'chain.prev', hash: 'chain.hash' },
  body: { form: 'json', writer: 'jcs', of: { without: ['@hash'] } },
  genesis: [''],
  digest: { algorithm: 'sha256' },
}
const text = (change: Readonly<Record<string, unknown>> = {}): string => JSON.stringify({ ...rule, ...change }, null, 1)

test('a rule is read, with what it leaves to us', () => {
  expect(readChainRule(text())).toMatchObject({ ok: true, rule: { id: 'ours', part: false, digest: { keyed: false } } })
})

test.each<[string, string, string, number?]>([
  ['no JSON', text().replace(': "ours"', ' "ours"'), 'it is not valid JSON', 2],
  ['another file', 'hunter2hunter2hunter2', 'it is not valid JSON'],
  ['nothing', '', 'it is not valid JSON'],
  ['no object', '[]', 'the whole: Invalid input: expected object, received array'],
  ['a member twice', text().replace('"id"', '"title":"x","id"'), 'a member stands twice in one object'],
  ['an unknown member', text({ secret: 'hunter2' }), 'the whole: it holds a member that no rule has'],
  [
    'an id that is none',
    text({ id: 'Our Rule' }),
    'id: Invalid string: must match pattern /^[a-z0-9][a-z0-9-]{0,63}$/',
  ],
  ['no digest', text({ digest: undefined }), 'digest: Invalid input: expected object, received undefined'],
  ['an unknown hash', text({ digest: { algorithm: 'crc32' } }), 'digest.algorithm: Invalid option: expected one of'],
  ['a side file', text({ entries: 'side-file' }), 'entries: a side file is checked without a rule'],
  [
    'nothing chained',
    text({ body: { ...rule.body, of: { value: 'event' } } }),
    'body: the previous hash is in nothing',
  ],
  [
    'the link left out',
    text({ body: { ...rule.body, of: { without: ['@hash', 'chain'] } } }),
    'body: the previous hash',
  ],
  ['no link in the log', text({ fields: { hash: 'hash' } }), 'body: the previous hash is in nothing that is hashed'],
])('no rule: %s', (_what, wrong, reason, line) => {
  const read = readChainRule(wrong)
  expect(read).toMatchObject({ ok: false, reason: expect.stringContaining(reason) as string })
  expect(read.ok || read.line).toBe(line)
  expect(JSON.stringify(read)).not.toContain('hunter2')
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['before the body', { prev: { at: 'before' }, body: { form: 'text', field: 'event' } }],
  ['by its own name', { body: { ...rule.body, of: { list: ['event', 'chain.prev'] } } }],
  ['within a member', { body: { ...rule.body, of: { value: 'chain' } } }],
  ['in the line', { body: { form: 'text', field: '@line' } }],
  ['joined', { body: { form: 'joined', fields: ['@prev', '@others'], separator: '|' } }],
])('the previous hash is hashed %s', (_where, change) => {
  expect(readChainRule(text(change)).ok).toBe(true)
})

test('every known rule but that of a side file could be supplied', () => {
  const refused = builtInRules.filter((one) => !readChainRule(JSON.stringify(one)).ok)
  expect(refused.map(({ id }) => id)).toEqual(['raw-line-side-file'])
})
