import { expect, test } from 'vitest'
import { restoreCase } from './restore-case.ts'

test('names are written as the source writes them, in objects and lists inside too', () => {
  const lowered = { eventtype: 'a', actor: { alternateid: 'x' }, target: [{ displayname: 'y' }, 1], other: true }
  expect(restoreCase(lowered, ['eventType', 'alternateId', 'displayName'])).toEqual({
    eventType: 'a',
    actor: { alternateId: 'x' },
    target: [{ displayName: 'y' }, 1],
    other: true,
  })
})

test('what lies deeper than any column goes is left as it is, and nothing of it is lost', () => {
  const deep = { actor: { actor: { actor: { actor: { actor: { alternateid: 'x' } } } } } }
  expect(restoreCase(deep, ['alternateId'])).toEqual(deep)
  expect(restoreCase({ actor: { actor: { actor: { alternateid: 'x' } } } }, ['alternateId'])).toEqual({
    actor: { actor: { actor: { alternateId: 'x' } } },
  })
})

test('a name that is there as the source writes it stays, and no prototype is made', () => {
  const object: unknown = JSON.parse('{"eventtype":"low","eventType":"own","__proto__":{"x":1}}')
  expect(restoreCase(object as Record<string, unknown>, ['eventType'])).toEqual({ eventType: 'own' })
})
