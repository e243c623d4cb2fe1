import { expect, test } from 'vitest'
import { chipsOf, completed, stateOf, turnedChip, typingOf, withCondition, withoutChip, withValue } from './chips.ts'

const shapes = (query: string): unknown[] =>
  chipsOf(query).map(({ field, values, excluded }) => [excluded ? '-' : '+', field, ...values])

test('conditions are cut at blanks outside of quotes and parentheses', () => {
  expect(shapes('actor:deploy-bot  -system:vault "free text" target:"a b"')).toEqual([
    ['+', 'actor', 'deploy-bot'],
    ['-', 'system', 'vault'],
    ['+', undefined, 'free text'],
    ['+', 'target', 'a b'],
  ])
  expect(shapes('(outcome:denied OR outcome:failure) kind:read')).toEqual([
    ['+', 'outcome', 'denied', 'failure'],
    ['+', 'kind', 'read'],
  ])
})

test('what is not one field is one chip as it stands', () => {
  expect(shapes('actor:a OR actor:b')).toEqual([['+', undefined, 'actor:a OR actor:b']])
  expect(shapes('(actor:a OR kind:read)')).toEqual([['+', undefined, '(actor:a OR kind:read)']])
  expect(shapes('target:"never closed')).toEqual([['+', 'target', '"never closed']])
  expect(shapes('')).toEqual([])
  expect(shapes('10:30')).toEqual([['+', undefined, '10:30']])
})

test('offsets are those of the query', () => {
  const query = '  actor:a   actr:b'
  for (const { text, start, end } of chipsOf(query)) expect(query.slice(start, end)).toBe(text)
})

test('chips are taken away and turned in place', () => {
  expect(withoutChip('a:1 b:2 c:3', 1)).toBe('a:1 c:3')
  expect(turnedChip('a:1 b:2', 1)).toBe('a:1 -b:2')
  expect(turnedChip('a:1 -b:2', 1)).toBe('a:1 b:2')
  expect(withCondition('a:1', 'a:1')).toBe('a:1')
  expect(withCondition('a:1 OR b:2', 'c:3')).toBe('(a:1 OR b:2) c:3')
})

test('values of one field stand beside each other', () => {
  const one = withValue('kind:read', 'outcome', 'denied', 'include')
  expect(one).toBe('kind:read outcome:denied')
  const two = withValue(one, 'outcome', 'failure', 'include')
  expect(two).toBe('kind:read (outcome:denied OR outcome:failure)')
  expect(stateOf(two, 'outcome', 'failure')).toBe('in')
  expect(withValue(two, 'outcome', 'denied', 'include')).toBe('kind:read outcome:failure')
  expect(withValue(two, 'outcome', 'denied', 'only')).toBe('kind:read outcome:denied')
})

test('an excluded value is taken back by asking again', () => {
  const out = withValue('kind:read', 'actor', 'a b', 'exclude')
  expect(out).toBe('kind:read -actor:"a b"')
  expect(stateOf(out, 'actor', 'a b')).toBe('out')
  expect(withValue(out, 'actor', 'a b', 'exclude')).toBe('kind:read')
  expect(withValue(out, 'actor', 'a b', 'include')).toBe('kind:read actor:"a b"')
})

test('a value with quotes survives being written and read', () => {
  const value = 'say "hi" \\ now'
  expect(chipsOf(withValue('', 'actor', value, 'include'))[0]?.values).toEqual([value])
})

test('what is being typed is told apart from what is done', () => {
  expect(typingOf('actor:dep')).toEqual({ field: 'actor', text: 'dep', negated: false })
  expect(typingOf('kind:read -act')).toEqual({ field: undefined, text: 'act', negated: true })
  expect(typingOf('kind:read ')).toEqual({ field: undefined, text: '', negated: false })
  expect(completed('kind:read actor:dep', 'actor:deploy-bot')).toBe('kind:read actor:deploy-bot')
  expect(completed('kind:read ', 'actor:')).toBe('kind:read actor:')
})
