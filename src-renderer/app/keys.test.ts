import { expect, test } from 'vitest'
import { chord } from './keys.ts'

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

test('a chord names its modifiers in one order', () => {
  expect(chord({ ...plain, key: 'K', ctrlKey: true })).toBe('ctrl+k')
  expect(chord({ ...plain, key: 'V', metaKey: true, shiftKey: true })).toBe('ctrl+shift+v')
  expect(chord({ ...plain, key: 'F6', shiftKey: true })).toBe('shift+f6')
  expect(chord({ ...plain, key: 'd', ctrlKey: true, altKey: true })).toBe('ctrl+alt+d')
})

test('the shift that makes a sign is not named', () => {
  expect(chord({ ...plain, key: '?', shiftKey: true })).toBe('?')
})
