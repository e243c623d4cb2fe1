import { expect, test } from 'vitest'
import { atFirst, periodEnds, shownEnds } from './periods.ts'

test('a period is a length, two ends are written out, all is nothing', () => {
  expect(periodEnds(atFirst)).toEqual({})
  expect(periodEnds({ ...atFirst, period: '7d' })).toEqual({ from: '7d' })
  expect(periodEnds({ ...atFirst, period: 'custom', from: 1_741_919_647_918_364 })).toEqual({
    from: '2025-03-14T02:34:07.918364Z',
  })
})

test('the brush narrows what is shown, not the picture', () => {
  const state = { ...atFirst, period: '7d' as const, brush: { from: 0, to: 60_000_000 } }
  expect(shownEnds(state)).toEqual({ from: '1970-01-01T00:00:00.000Z', to: '1970-01-01T00:01:00.000Z' })
  expect(periodEnds(state)).toEqual({ from: '7d' })
})
