import { expect, test } from 'vitest'
import { cursorAfter } from './grid-keys.ts'

const size = { rows: 100, columns: 8, page: 20 }
const after = (rank: number, column: number, key: string, ctrl = false) =>
  cursorAfter({ rank, column }, { key, ctrl }, size)

test('arrows and pages move and stop at the ends', () => {
  expect(after(5, 2, 'ArrowDown')).toEqual({ rank: 6, column: 2 })
  expect(after(0, 2, 'ArrowUp')).toEqual({ rank: 0, column: 2 })
  expect(after(90, 2, 'PageDown')).toEqual({ rank: 99, column: 2 })
  expect(after(5, 7, 'ArrowRight')).toEqual({ rank: 5, column: 7 })
})

test('Home and End go along the row, with Ctrl over the grid', () => {
  expect(after(50, 3, 'Home')).toEqual({ rank: 50, column: 0 })
  expect(after(50, 3, 'End')).toEqual({ rank: 50, column: 7 })
  expect(after(50, 3, 'Home', true)).toEqual({ rank: 0, column: 0 })
  expect(after(50, 3, 'End', true)).toEqual({ rank: 99, column: 7 })
})

test('other keys, and any key in an empty grid, are not the grid’s', () => {
  expect(after(5, 2, 'a')).toBeUndefined()
  expect(after(5, 2, 'toString')).toBeUndefined()
  expect(cursorAfter({ rank: -1, column: 1 }, { key: 'ArrowDown', ctrl: false }, { ...size, rows: 0 })).toBeUndefined()
})
