import { describe, expect, test } from 'vitest'
import { faultCodes } from '../contract/fault.ts'
import { exitOfFault, exitOfImport, exitOfVerdict, worstExit } from './exit.ts'

test('3 outranks 4 outranks 5; what could not be done outranks all that was', () => {
  expect(worstExit(5, 4, 3)).toBe(3)
  expect(worstExit(0, 5, 4)).toBe(4)
  expect(worstExit(5, 0)).toBe(5)
  expect(worstExit(3, 1)).toBe(1)
  expect(worstExit(1, 130)).toBe(130)
  expect(worstExit()).toBe(0)
})

test('only verified is 0', () => {
  expect((['verified', 'failed', 'not-verifiable', 'not-offered'] as const).map(exitOfVerdict)).toEqual([0, 3, 4, 4])
})

test('no fault ends with 0', () => {
  expect(faultCodes.map(exitOfFault).filter((code) => ![1, 2, 130].includes(code))).toEqual([])
  expect(exitOfFault('query')).toBe(2)
  expect(exitOfFault('cancelled')).toBe(130)
})

const bundle = (records: number, rejected: number) => ({ records, paired: 0, duplicates: 0, rejected })

describe('import', () => {
  const refused = [{}]
  test.each([
    ['all of it', { bundles: [bundle(9, 0)], refused: [], already: [] }, 0],
    ['with a rejected line', { bundles: [bundle(9, 1)], refused: [], already: [] }, 5],
    ['with a refused file', { bundles: [bundle(9, 0)], refused, already: [] }, 5],
    ['nothing but refusals', { bundles: [], refused, already: [] }, 1],
    ['nothing but rejected lines', { bundles: [bundle(0, 9)], refused: [], already: [] }, 1],
    ['nothing new', { bundles: [], refused: [], already: [{}] }, 0],
    ['nothing new and a refusal', { bundles: [], refused, already: [{}] }, 5],
    ['an empty file', { bundles: [bundle(0, 0)], refused: [], already: [] }, 0],
  ])('%s', (_, result, code) => {
    expect(exitOfImport(result)).toBe(code)
  })
})
