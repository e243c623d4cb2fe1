import { describe, expect, test } from 'vitest'
import { withField } from './first-mapping.ts'
import { lacksOf } from './mapping-lacks.ts'
import { type FromProfile, mappingOfProfile } from './mapping-of-profile.ts'
import { type Mapping, profileOf } from './mapping.ts'
import { checkouts, mapped, source } from './testing/checkouts.ts'
import { profileIn } from './testing/profile-in.ts'

const profile = profileOf(mapped, true)
const names = checkouts.map(({ name }) => name)

const backOf = (parts: object, rest: object | undefined = profile, columns: readonly string[] = names): FromProfile =>
  mappingOfProfile(profileIn(JSON.stringify({ ...rest, ...parts })), columns)

/** As the screen keeps them: in the order of the columns. */
const withOrder = (mapping: Mapping): Mapping => ({
  ...mapping,
  columns: mapping.columns.toSorted(
    ([a], [b]) => checkouts.findIndex(({ name }) => name === a) - checkouts.findIndex(({ name }) => name === b),
  ),
})

describe('a mapping out of a profile', () => {
  test('comes back as the same mapping', () => {
    const back = backOf({})
    expect(back.kept).toEqual([])
    expect(profileOf(withOrder(back.mapping), true, back.base)).toEqual(profileIn(JSON.stringify(profile)))
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
})

describe('what a mapping cannot show', () => {
  test('kinds and actors stay as they are until it says otherwise', () => {
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
  test('is kept, and said', () => {
    const fields = { action: { from: ['op'] }, region: { constant: 'eu' }, reason: { template: '{a} by {b}' } }
    const outcome = { from: ['ok'], map: {}, otherwise: 'failure' }
    const back = backOf({ fields, outcome }, profile, ['OP', 'moment'])
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
