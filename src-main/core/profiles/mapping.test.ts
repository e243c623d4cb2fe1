import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newDraft, resetDraft } from '../formats/format.ts'
import { firstMapping, withField } from './first-mapping.ts'
import { lacksOf } from './mapping-lacks.ts'
import { mappingOfProfile } from './mapping-of-profile.ts'
import { type Mapping, profileOf } from './mapping.ts'
import { profileFormat } from './profile-format.ts'
import { readProfile } from './profile.ts'
import { type Column, suggest, usualOf } from './suggest.ts'

const folder = new URL('../../../resources/profiles/', import.meta.url)
const usual = usualOf(
  ['activity-log-csv', 'activity-log-json'].map((id) => {
    const read = readProfile(readFileSync(new URL(`${id}.json`, folder), 'utf8'))
    if (!read.ok) throw new Error(read.reason)
    return read.profile
  }),
)

const column = (name: string, ...values: readonly string[]): Column => ({ name, values })
const checkouts: readonly Column[] = [
  column('id', '8812', '8813', '8814'),
  column('moment', '14.03.2025 03:31:07', '14.03.2025 03:58:40', '14.03.2025 08:12:15'),
  column('person', 'okafor.p', 'okafor.p', 'tan.a'),
  column('safe', 'PROD-DB', 'PROD-DB', 'PROD-MAIL'),
  column('item', 'orders', 'orders', 'relay'),
  column('op', 'VIEW', 'EXTEND', 'VIEW'),
  column('ok', '1', '0', 'success'),
  column('src', '10.20.8.40', '10.20.8.40', '2001:db8::1'),
]
const sourceOf = (columns: readonly Column[], taken: readonly string[] = []) => ({
  columns: suggest(columns, usual),
  taken,
})
const fieldsOf = (columns: readonly Column[]): Record<string, unknown> =>
  Object.fromEntries(suggest(columns, usual).map(({ name, field }) => [name, field]))

describe('suggestions', () => {
  test('by content, where names say nothing', () => {
    expect(fieldsOf(checkouts)).toMatchObject({
      moment: 'time',
      src: 'ip',
      op: 'action',
      id: 'requestId',
      item: 'target',
    })
    expect(fieldsOf(checkouts)['person']).toBeUndefined()
  })
  test('by the usual names, English and Portuguese, whatever their case', () => {
    expect(
      fieldsOf([column('DATA/HORA', '14/03/2025 10:00:00'), column('Usuário', 'a'), column('RESULT', 'x')]),
    ).toEqual({
      'DATA/HORA': 'time',
      Usuário: 'actor',
      RESULT: 'outcome',
    })
  })
  test('a name alone does not make a time or an address', () => {
    expect(fieldsOf([column('time', 'soon'), column('ip', 'vpn-gate')])).toEqual({ time: undefined, ip: undefined })
  })
})

interface Times {
  readonly why: string
  readonly values: readonly string[]
  readonly forms: readonly string[]
  readonly ambiguous?: true
  readonly needsZone?: true
}

const times: readonly Times[] = [
  { why: 'RFC 3339 with an offset', values: ['2025-03-14T10:00:00Z'], forms: ['rfc3339'] },
  { why: 'no offset', values: ['2025-03-14 10:00:00'], forms: ['rfc3339'], needsZone: true },
  {
    why: 'day first, as one day is over 12',
    values: ['14/03/2025 10:00:00', '02/03/2025 11:00:00'],
    forms: ['dd/MM/yyyy HH:mm:ss'],
    needsZone: true,
  },
  {
    why: 'month first',
    values: ['03/14/2025 10:00:00', '03/02/2025 11:00:00'],
    forms: ['MM/dd/yyyy HH:mm:ss'],
    needsZone: true,
  },
  {
    why: 'nobody can tell day from month',
    values: ['02/03/2025 10:00:00'],
    forms: ['dd/MM/yyyy HH:mm:ss', 'MM/dd/yyyy HH:mm:ss'],
    ambiguous: true,
    needsZone: true,
  },
  { why: 'the same day either way', values: ['03/03/2025 10:00:00'], forms: ['dd/MM/yyyy HH:mm:ss'], needsZone: true },
  { why: 'milliseconds since 1970', values: ['1741930447000'], forms: ['epoch-ms'] },
  { why: 'ids are no times', values: ['8812', '8813'], forms: [] },
  { why: 'words are no times', values: ['never'], forms: [] },
]

test.each(times)('times: $why', ({ values, forms, ambiguous = false, needsZone = false }) => {
  const [found] = suggest([column('x', ...values)], usual)
  expect(found?.forms.map(({ form }) => form)).toEqual(forms)
  expect(found?.ambiguous).toBe(ambiguous)
  expect(found?.forms.some((form) => form.needsZone)).toBe(needsZone)
})

describe('a column is not taken for what it is not', () => {
  test('one without a filled cell is what its name says, and nothing by its content', () => {
    expect(fieldsOf([column('ip', '', ' '), column('x', '')])).toEqual({ ip: 'ip', x: undefined })
  })
  test('one with blanks between its addresses is still one of addresses', () => {
    expect(fieldsOf([column('x', '203.0.113.7', ' ', ' ')])).toEqual({ x: 'ip' })
  })
  test('a profile without words of its own adds none', () => {
    const bare = readProfile(
      '{"id":"own","title":"t","recognise":{},"time":{"from":["t"]},"fields":{"actor":{"from":["By"]}}}',
    )
    if (!bare.ok) throw new Error(bare.reason)
    const { fields, outcomes, kinds } = usualOf([bare.profile])
    expect([...(fields.get('actor') ?? [])]).toEqual(['by'])
    expect([outcomes.size, kinds.size]).toEqual([0, 0])
  })
})

test.each([
  ['box!audit.CSV.gz', 'audit', 'audit'],
  ['.csv', 'source', 'source'],
  ['x.csv', 'x', 'my-x'],
  ['監査.csv', '監査', 'my-source'],
])('the file %s is proposed as %s with the id %s', (file, title, id) => {
  expect(firstMapping(sourceOf([]), file)).toMatchObject({ title, id })
})

describe('words', () => {
  test('known words bring their outcome, unknown ones none', () => {
    const [, , , , , , ok] = suggest(checkouts, usual)
    expect(ok?.words).toEqual([
      { word: '1', count: 1, outcome: undefined, kind: undefined },
      { word: '0', count: 1, outcome: undefined, kind: undefined },
      { word: 'success', count: 1, outcome: 'success', kind: undefined },
    ])
  })
  test('too many texts are no words, and are counted', () => {
    const [found] = suggest([column('x', ...Array.from({ length: 100 }, (_, n) => `text ${n}`))], usual)
    expect(found).toMatchObject({ distinct: 100, words: [] })
  })
})

const source = sourceOf(checkouts)
const first = withField(firstMapping(source, 'box/Checkouts Q1.csv'), source, 'ok', 'outcome')

describe('what a mapping lacks', () => {
  const whole: Mapping = { ...first, zone: 'UTC', outcomes: [...first.outcomes, ['1', 'success'], ['0', 'denied']] }
  test('nothing is assumed: zone and result words are asked for', () => {
    expect(first).toMatchObject({
      id: 'checkouts-q1',
      form: 'dd.MM.yyyy HH:mm:ss',
      zone: '',
      outcomes: [['success', 'success']],
    })
    expect(lacksOf(first, source)).toEqual([{ what: 'zone' }, { what: 'outcomes', column: 'ok', words: ['1', '0'] }])
    expect(lacksOf(whole, source)).toEqual([])
  })
  test.each<[string, Mapping, readonly unknown[]]>([
    ['no time', withField(whole, source, 'moment', undefined), [{ what: 'time' }]],
    ['no form', { ...whole, form: '' }, [{ what: 'form' }]],
    ['no action', withField(whole, source, 'op', undefined), [{ what: 'action' }]],
    [
      'an action that is always the same',
      { ...withField(whole, source, 'op', undefined), constants: [['action', 'checkout']] },
      [],
    ],
    ['no name', { ...whole, id: 'Not An Id' }, [{ what: 'id' }]],
  ])('%s', (_, mapping, lacks) => {
    expect(lacksOf(mapping, source)).toEqual(lacks)
  })
  test('a zone that only the preview found to be needed; a name that is taken; a result column without words', () => {
    expect(lacksOf({ ...whole, zone: '', form: 'rfc3339' }, source, true)).toEqual([{ what: 'zone' }])
    expect(lacksOf(whole, { ...source, taken: ['checkouts-q1'] })).toEqual([{ what: 'id-taken' }])
    const many = sourceOf([...checkouts, column('text', ...Array.from({ length: 100 }, (_, n) => `${n}`))])
    expect(lacksOf(withField(whole, many, 'text', 'outcome'), many)).toEqual([
      { what: 'many-outcomes', column: 'text', distinct: 100 },
    ])
  })
  test('a second time takes the place of the first; a second actor stands beside it', () => {
    const other = withField(whole, source, 'id', 'time')
    expect(other.columns.filter(([, field]) => field === 'time')).toEqual([['id', 'time']])
    expect(other.form).toBe('')
    const two = withField(withField(whole, source, 'person', 'actor'), source, 'safe', 'actor')
    expect(two.columns.filter(([, field]) => field === 'actor')).toHaveLength(2)
  })
})

const targets = withField(withField(first, source, 'person', 'actor'), source, 'safe', 'target')
const mapped: Mapping = {
  ...targets,
  outcomes: [
    ['1', 'success'],
    ['0', 'denied'],
    ['success', 'success'],
  ],
  actorKind: 'human',
  constants: [['application', 'pam']],
  mask: ['item'],
  unique: ['id'],
}

const profile = profileOf(mapped, true)
const text = JSON.stringify(profile)

describe('the profile of a mapping', () => {
  test('holds together and reads the rows', () => {
    expect(readProfile(text)).toMatchObject({ ok: true })
    const read = readProfile(text)
    if (!read.ok) return
    const draft = { ...newDraft(), zone: 'Europe/Berlin' }
    const table = { delimiter: ',', columns: checkouts.map(({ name }) => name) }
    resetDraft(draft)
    draft.table = table
    const row = checkouts.map(({ values }) => values[1]).join(',')
    const reason = profileFormat(read.profile, text).read(row, draft, (kind) => `[masked:${kind}:00000000]`)
    expect(reason).toBeUndefined()
    expect(draft).toMatchObject({
      timeUs: Date.UTC(2025, 2, 14, 2, 58, 40) * 1000,
      actor: 'okafor.p',
      actorKind: 'human',
      action: 'EXTEND',
      kind: 'other',
      outcome: 'denied',
      target: 'PROD-DB/[masked:value:00000000]',
      application: 'pam',
      ip: '10.20.8.40',
      duplicateKey: '["8813"]',
    })
  })
  test('says the zone only where the source always writes in it', () => {
    expect(profileOf({ ...mapped, zone: 'Europe/Berlin' }, true)?.time.zone).toBe('ask')
    expect(profileOf({ ...mapped, zone: 'Europe/Berlin', zoneAlways: true }, true)?.time.zone).toBe('Europe/Berlin')
  })
  test('asks of JSON only what makes a record, of a table every mapped column', () => {
    expect(profileOf(mapped, false)?.recognise.names).toEqual([['moment'], ['op']])
    expect(profileOf(mapped, true)?.recognise.names).toHaveLength(mapped.columns.length)
  })
  test('a form that nobody named is RFC 3339 alone, and is asked for', () => {
    expect(profileOf({ ...mapped, form: '' }, true)?.time.formats).toEqual(['rfc3339'])
    expect(lacksOf({ ...mapped, form: '' }, source)).toContainEqual({ what: 'form' })
  })
  test('has kinds by a column of their own, numbers, and no constant that is empty', () => {
    const own: Mapping = {
      ...withField(withField(mapped, source, 'ok', 'kind'), source, 'id', 'sequence'),
      kinds: [['1', 'read']],
      constants: [['application', '']],
    }
    const made = profileOf(own, true)
    expect(made).toMatchObject({ sequence: ['id'], kind: { from: ['ok'], map: { 1: 'read' } } })
    expect(made?.fields.application).toBeUndefined()
  })
  test('is none without a time', () => {
    expect(profileOf(withField(mapped, source, 'moment', undefined), true)).toBeUndefined()
  })
})

describe('a mapping out of a profile', () => {
  test('comes back as the same mapping', () => {
    const read = readProfile(text)
    if (!read.ok) throw new Error(read.reason)
    const back = mappingOfProfile(
      read.profile,
      checkouts.map(({ name }) => name),
    )
    expect(back.kept).toEqual([])
    expect(profileOf(withOrder(back.mapping), true, back.base)).toEqual(read.profile)
  })
  test('several forms of time are one question, a zone is one answer', () => {
    const back = backOf({ time: { from: ['moment'], formats: ['epoch-s', 'epoch-ms'], zone: 'Europe/Berlin' } })
    expect(back.mapping).toMatchObject({ form: '', zone: 'Europe/Berlin', zoneAlways: true })
    expect(lacksOf(back.mapping, source)).toContainEqual({ what: 'form' })
  })
  test('a kind of its own column is shown; a profile without words shows none', () => {
    const { kind: _, outcome: __, actorKind: ___, ...bare } = { ...profile }
    expect(backOf({ ...bare, kind: { from: ['ok'] } }, bare).mapping).toMatchObject({
      columns: expect.arrayContaining([['ok', 'kind']]) as unknown,
      kinds: [],
      outcomes: [],
      actorKind: 'unknown',
    })
  })
  test('kinds and actors that a mapping cannot show stay as they are until it says otherwise', () => {
    const kind = { from: ['op'], map: { VIEW: 'read' }, otherwise: 'admin' }
    const actorKind = { from: ['person'], map: { root: 'system' }, otherwise: 'human' }
    const back = backOf({ kind, actorKind })
    expect(back.kept).toEqual(['kind', 'actorKind'])
    expect(profileOf(back.mapping, true, back.base)).toMatchObject({ kind, actorKind: { from: ['person'] } })
    const said: Mapping = { ...back.mapping, kinds: [['VIEW', 'export']], actorKind: 'service' }
    const after = profileOf(said, true, back.base)
    expect(after?.kind).toEqual({ from: ['op'], map: { VIEW: 'export' } })
    expect(after?.actorKind).toEqual({ constant: 'service' })
    const other = profileOf(withField(back.mapping, source, 'ok', 'kind'), true, back.base)
    expect(other?.kind?.from).toEqual(['ok'])
  })
  test('a number that is no longer mapped is gone', () => {
    const back = backOf({ sequence: ['id'] })
    expect(profileOf(back.mapping, true, back.base)?.sequence).toEqual(['id'])
    expect(profileOf(withField(back.mapping, source, 'id', undefined), true, back.base)?.sequence).toBeUndefined()
  })
  test('keeps what a mapping cannot show, and says what', () => {
    const read = readProfile(
      JSON.stringify({
        ...profile,
        fields: { action: { from: ['op'] }, region: { constant: 'eu' }, reason: { template: '{a} by {b}' } },
        outcome: { from: ['ok'], map: {}, otherwise: 'failure' },
      }),
    )
    if (!read.ok) throw new Error(read.reason)
    const back = mappingOfProfile(read.profile, ['OP', 'moment'])
    expect(back.kept).toEqual(['fields.reason', 'fields.region', 'outcome'])
    expect(back.mapping.columns).toEqual([
      ['moment', 'time'],
      ['OP', 'action'],
    ])
    expect(profileOf(back.mapping, true, back.base)).toMatchObject({
      fields: { region: { constant: 'eu' }, reason: { template: '{a} by {b}' } },
      outcome: { otherwise: 'failure' },
    })
  })
})

function backOf(parts: object, rest: object | undefined = profile) {
  const read = readProfile(JSON.stringify({ ...rest, ...parts }))
  if (!read.ok) throw new Error(read.reason)
  return mappingOfProfile(
    read.profile,
    checkouts.map(({ name }) => name),
  )
}

/** As the screen keeps them: in the order of the columns. */
const withOrder = (mapping: Mapping): Mapping => ({
  ...mapping,
  columns: mapping.columns.toSorted(
    ([a], [b]) => checkouts.findIndex(({ name }) => name === a) - checkouts.findIndex(({ name }) => name === b),
  ),
})

test.each(['yyyy', 'nonsense', 'dd/dd/yyyy'])('a profile whose form of time is %j is refused', (form) => {
  const wrong = JSON.stringify({ ...profileOf(mapped, true), time: { from: ['moment'], formats: [form] } })
  expect(readProfile(wrong)).toEqual({ ok: false, reason: 'time.formats.0: it is no form of time' })
})
test('a profile whose zone does not exist is refused', () => {
  const wrong = JSON.stringify({ ...profileOf(mapped, true), time: { from: ['moment'], zone: 'Mars/Base' } })
  expect(readProfile(wrong)).toMatchObject({ ok: false })
})
