import { expect, test } from 'vitest'
import { formats } from '../../src-main/core/formats/index.ts'
import { inks, systemInk } from './system-ink.ts'

test('every fixed colour is that of a format there is', () => {
  const ids = new Set([...formats.map(({ id }) => id), 'open-bundle'])
  expect(Object.keys(inks).filter((id) => !ids.has(id))).toEqual([])
})

test('what has no colour of its own is drawn as other', () => {
  expect(systemInk('okta-system')).toBe('var(--cat-3)')
  expect(systemInk('never-heard-of')).toBe('var(--cat-8)')
})
