import { expect, test } from 'vitest'
import { filterAct, type Standing } from './filter-keys.ts'

const standing: Standing = { draft: '', caret: 0, open: false, chips: 2, chosen: undefined, choices: 0 }

test('left and backspace go to the last chip only from the very start', () => {
  expect(filterAct('Backspace', standing)).toBe('last')
  expect(filterAct('ArrowLeft', { ...standing, chips: 0 })).toBeUndefined()
  expect(filterAct('Backspace', { ...standing, draft: 'a', caret: 1 })).toBeUndefined()
})

test('on a chip the keys are the chip’s', () => {
  const on = { ...standing, chosen: 1 }
  expect(['Backspace', 'Enter', '!', 'ArrowRight'].map((key) => filterAct(key, on))).toEqual([
    'remove',
    'edit',
    'turn',
    'after',
  ])
})

test('Tab takes only while something is typed and offered, else it leaves the field', () => {
  const listed = { ...standing, open: true, choices: 3 }
  expect(filterAct('Tab', { ...listed, draft: 'ac', caret: 2 })).toBe('take')
  expect(filterAct('Tab', listed)).toBeUndefined()
  expect(filterAct('Tab', { ...standing, draft: 'ac' })).toBeUndefined()
})

test('Esc closes the list, then leaves; Enter applies', () => {
  expect(filterAct('Escape', { ...standing, open: true, choices: 1 })).toBe('close')
  expect(filterAct('Escape', standing)).toBe('leave')
  expect(filterAct('Enter', { ...standing, open: true, choices: 1 })).toBe('apply')
})
