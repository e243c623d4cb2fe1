import { expect, test } from 'vitest'
import { parse } from '../../../src-main/core/filter/parse.ts'
import { askedValues, chipsOf, stateOf, turnedChip, withoutChip, withTyped, withValue } from './chips.ts'

const shapes = (query: string): unknown[] | undefined =>
  chipsOf(query)?.map(({ field, values, excluded }) => [excluded ? '-' : '+', field, ...values])

test('each condition is a chip; alternatives of one field are one', () => {
  expect(
    shapes('actor:deploy-bot -system:vault "free text" (outcome:denied OR outcome:failure) ip:10.0.0.0/8'),
  ).toEqual([
    ['+', 'actor', 'deploy-bot'],
    ['-', 'system', 'vault'],
    ['+', undefined, 'free text'],
    ['+', 'outcome', 'denied', 'failure'],
    ['+', 'ip', '10.0.0.0/8'],
  ])
  expect(shapes('(actor:a OR kind:read)')?.[0]).toEqual(['+', undefined, 'actor:a OR kind:read'])
  expect(shapes('')).toEqual([])
  expect(shapes('actr:a')).toBeUndefined()
})

test('chips are taken away and turned in place', () => {
  expect(withoutChip('actor:a kind:read outcome:denied', 1)).toBe('actor:a outcome:denied')
  expect(turnedChip('actor:a kind:read', 1)).toBe('actor:a -kind:read')
  expect(turnedChip('actor:a -kind:read', 1)).toBe('actor:a kind:read')
})

test('what is typed stands beside what was there, once', () => {
  expect(withTyped('kind:read', 'actor:a')).toBe('kind:read actor:a')
  expect(withTyped('kind:read', 'kind:read')).toBe('kind:read')
  expect(withTyped('kind:read', 'actr:a')).toBe('kind:read actr:a')
  expect(withTyped('', '')).toBe('')
})

test('values of one field stand beside each other', () => {
  const first = withValue('kind:read', 'outcome', 'denied', 'include')
  expect(first).toBe('kind:read outcome:denied')
  const both = withValue(first, 'outcome', 'failure', 'include')
  expect(shapes(both)?.at(-1)).toEqual(['+', 'outcome', 'denied', 'failure'])
  expect(stateOf(both, 'outcome', 'failure')).toBe('in')
  expect(askedValues(both, 'outcome')).toEqual(['denied', 'failure'])
  expect(withValue(both, 'outcome', 'denied', 'include')).toBe('kind:read outcome:failure')
  expect(withValue(both, 'outcome', 'denied', 'only')).toBe('kind:read outcome:denied')
})

test('an excluded value is taken back by asking again, and turned by including it', () => {
  const out = withValue('kind:read', 'actor', 'a b', 'exclude')
  expect(stateOf(out, 'actor', 'a b')).toBe('out')
  expect(withValue(out, 'actor', 'a b', 'exclude')).toBe('kind:read')
  expect(stateOf(withValue(out, 'actor', 'a b', 'include'), 'actor', 'a b')).toBe('in')
})

test('hostile values come back as they were and change nothing else', () => {
  for (const value of ['say "hi" \\ now', '*', '-x', 'OR', '(', 'a:b', '10.0.0.0/8', ' ']) {
    const query = withValue('kind:read', 'actor', value, 'include')
    expect(parse(query).ok).toBe(true)
    expect(stateOf(query, 'actor', value)).toBe('in')
    expect(stateOf(query, 'kind', 'read')).toBe('in')
  }
})
