import { describe, expect, test } from 'vitest'
import { newDraft, resetDraft } from '../formats/format.ts'
import { firstMapping, withField } from './first-mapping.ts'
import { lacksOf } from './mapping-lacks.ts'
import { type Mapping, profileOf } from './mapping.ts'
import { profileFormat } from './profile-format.ts'
import { readProfile } from './profile.ts'
import { checkouts, column, first, mapped, source, sourceOf } from './testing/checkouts.ts'

test.each([
  ['box!audit.CSV.gz', 'audit', 'audit'],
  ['.csv', 'source', 'source'],
  ['x.csv', 'x', 'my-x'],
  ['監査.csv', '監査', 'my-source'],
])('the file %s is proposed as %s with the id %s', (file, title, id) => {
  expect(firstMapping(sourceOf([]), file)).toMatchObject({ title, id })
})

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
})

describe('what a profile says', () => {
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

test.each(['yyyy', 'nonsense', 'dd/dd/yyyy'])('a profile whose form of time is %j is refused', (form) => {
  const wrong = JSON.stringify({ ...profileOf(mapped, true), time: { from: ['moment'], formats: [form] } })
  expect(readProfile(wrong)).toEqual({ ok: false, reason: 'time.formats.0: it is no form of time' })
})
test('a profile whose zone does not exist is refused', () => {
  const wrong = JSON.stringify({ ...profileOf(mapped, true), time: { from: ['moment'], zone: 'Mars/Base' } })
  expect(readProfile(wrong)).toMatchObject({ ok: false })
})
