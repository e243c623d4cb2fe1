import { describe, expect, test } from 'vitest'
import { type Column, suggest, usualOf } from './suggest.ts'
import { checkouts, column, usual } from './testing/checkouts.ts'
import { profileIn } from './testing/profile-in.ts'

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
    const bare = profileIn(
      '{"id":"own","title":"t","recognise":{},"time":{"from":["t"]},"fields":{"actor":{"from":["By"]}}}',
    )
    const { fields, outcomes, kinds } = usualOf([bare])
    expect([...(fields.get('actor') ?? [])]).toEqual(['by'])
    expect([outcomes.size, kinds.size]).toEqual([0, 0])
  })
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
