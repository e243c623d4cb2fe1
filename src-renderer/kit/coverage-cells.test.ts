import { expect, test } from 'vitest'
import { cellsOf, daysPerCell, labelled } from './coverage-cells.ts'

test('a cell is a day while there is room, and never too narrow to be seen', () => {
  expect(daysPerCell(90, 580)).toBe(1)
  expect(daysPerCell(145, 580)).toBe(1)
  expect(daysPerCell(146, 580)).toBe(2)
  expect(daysPerCell(3661, 580)).toBe(26)
  expect(daysPerCell(90, 0)).toBe(90)
})

test('days are added up, the last cell holds what is left', () => {
  expect(cellsOf([1, 2, 3, 4, 5], 2)).toEqual([
    { day: 0, days: 2, count: 3 },
    { day: 2, days: 2, count: 7 },
    { day: 4, days: 1, count: 5 },
  ])
})

test('labels never run into each other, nor over the end', () => {
  const marks = Array.from({ length: 11 }, (_, n) => ({ day: n * 365, label: `Jan ${2016 + n}` }))
  const written = (width: number): number[] => [...labelled(marks, width / 4015, width)].map(({ day }) => day / 365)
  expect(written(1200)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(written(284)).toEqual([0, 3, 6, 9].filter((n) => n * 25.8 + 48 <= 284))
  expect(written(40)).toEqual([])
})

test('nothing known stays apart from nothing recorded', () => {
  expect(cellsOf([null, null, null, 0, 0, 0], 2).map(({ count }) => count)).toEqual([null, 0, 0])
})
