import { describe, expect, test } from 'vitest'
import { newDraft } from '../formats/format.ts'
import { firstMapping, withField } from './first-mapping.ts'
import { mappedForms } from './mapped-forms.ts'
import { lacksOf } from './mapping-lacks.ts'
import { mappingOfProfile } from './mapping-of-profile.ts'
import { profileOf } from './mapping.ts'
import { profileFormat } from './profile-format.ts'
import { type Column, suggest } from './suggest.ts'
import { column, sourceOf, usual } from './testing/checkouts.ts'
import { profileIn } from './testing/profile-in.ts'

const day = column('Day', '14/03/2025', '02/03/2025')
const clock = column('Clock', '03:31:07', '17:02:00')
const act = column('op', 'VIEW', 'VIEW')
const doors: readonly Column[] = [column('id', '1', '2'), day, act, clock]
const fieldsOf = (columns: readonly Column[]): Record<string, unknown> =>
  Object.fromEntries(suggest(columns, usual).map(({ name, field }) => [name, field]))

describe('a day and a time of day in columns of their own', () => {
  test('are proposed together, in one form, and the zone is asked for', () => {
    const source = sourceOf(doors)
    const first = firstMapping(source, 'doors.csv')
    expect(first.columns).toEqual(
      expect.arrayContaining([
        ['Day', 'time'],
        ['Clock', 'timeOfDay'],
      ]),
    )
    expect(first.form).toBe('dd/MM/yyyy HH:mm:ss')
    expect(lacksOf(first, source)).toEqual([{ what: 'zone' }])
  })

  test('the time of day that stands closest is taken', () => {
    const far = column('Opened', '10:00:00', '10:00:01')
    expect(fieldsOf([far, act, day, clock])).toMatchObject({ Clock: 'timeOfDay', Day: 'time' })
    expect(fieldsOf([far, act, day, clock])['Opened']).toBeUndefined()
  })

  test.each([
    ['a day alone is no time', [day, act], 'Day'],
    ['a time of day alone is no time', [clock, act], 'Clock'],
    ['beside a whole time neither is proposed', [column('at', '2025-03-14T10:00:00Z'), day, clock], 'Day'],
  ])('%s', (_, columns, name) => {
    expect(fieldsOf(columns)[name]).toBeUndefined()
    expect(Object.values(fieldsOf(columns))).not.toContain('timeOfDay')
  })
})

describe('what the two halves leave open', () => {
  test('day and month that could be either stay open', () => {
    const source = sourceOf([column('Day', '02/03/2025'), column('Clock', '10:00')])
    const first = firstMapping(source, 'x.csv')
    expect(first.form).toBe('')
    expect(mappedForms(first, source.columns)).toMatchObject({
      ambiguous: true,
      forms: [{ form: 'dd/MM/yyyy HH:mm' }, { form: 'MM/dd/yyyy HH:mm' }],
    })
    expect(lacksOf(first, source)).toContainEqual({ what: 'form' })
  })

  test('a time of day with an offset needs no zone', () => {
    const source = sourceOf([day, column('Clock', '03:31:07+01:00', '17:02:00Z'), act])
    expect(lacksOf(firstMapping(source, 'x.csv'), source)).toEqual([])
  })

  test('a day that lost its time of day is asked for it', () => {
    const source = sourceOf(doors)
    const without = withField(firstMapping(source, 'doors.csv'), source, 'Clock', undefined)
    expect(without.form).toBe('')
    expect(lacksOf(without, source)).toEqual([{ what: 'time-of-day' }])
  })

  test('a whole time with a time of day behind it has no form', () => {
    const source = sourceOf([column('at', '2025-03-14T10:00:00Z'), clock])
    expect(withField(firstMapping(source, 'x.csv'), source, 'Clock', 'timeOfDay').form).toBe('')
  })
})

describe('the profile', () => {
  const source = sourceOf(doors)
  const profile = profileOf(firstMapping(source, 'doors.csv'), true)
  const table = { delimiter: ',', columns: ['id', 'Day', 'op', 'Clock'] }
  const read = (row: string) => {
    const draft = { ...newDraft(), zone: 'UTC', table }
    const text = JSON.stringify(profile)
    return { reason: profileFormat(profileIn(text), text).read(row, draft, () => '[masked]'), draft }
  }

  test('names both, and is begun from again', () => {
    expect(profile?.time).toEqual({
      from: ['Day'],
      clock: ['Clock'],
      formats: ['dd/MM/yyyy HH:mm:ss'],
      zone: 'ask',
    })
    const back = mappingOfProfile(profileIn(JSON.stringify(profile)), table.columns)
    expect([back.kept, back.mapping.columns]).toEqual([
      [],
      expect.arrayContaining([
        ['Day', 'time'],
        ['Clock', 'timeOfDay'],
      ]),
    ])
  })

  test('reads the two as one time', () => {
    expect(read('1,14/03/2025,VIEW, 03:31:07')).toMatchObject({ draft: { timeUs: 1_741_923_067_000_000 } })
  })

  test.each([
    ['midnight is not assumed', '1,14/03/2025,VIEW,', 'its time of day is missing, which stands apart from the day'],
    ['nor is a day', '1,,VIEW,03:31:07', 'its time is missing'],
    [
      'a whole time in the day',
      '1,14/03/2025 03:31:07,VIEW,03:31:07',
      'its time is in none of the forms that the profile names',
    ],
  ])('%s', (_, row, reason) => {
    expect(read(row).reason).toBe(reason)
  })
})
