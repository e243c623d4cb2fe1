import { describe, expect, test } from 'vitest'
import { type ComparedCounts, concludeComparison, limitsOf } from './conclusion.ts'

const none: ComparedCounts = { same: 0, onlyFirst: 0, onlySecond: 0, changed: 0, hashed: 0, bytes: 0 }
const conclude = (counts: Partial<ComparedCounts>) => concludeComparison({ ...none, ...counts }, {})

describe('only the same bytes agree', () => {
  test.each([
    [{ same: 3 }, 'agree'],
    [{}, 'nothing'],
    [{ same: 3, onlyFirst: 1 }, 'differ'],
    [{ same: 3, onlySecond: 1 }, 'differ'],
    [{ same: 3, changed: 1 }, 'differ'],
    [{ same: 3, changed: 1, hashed: 5 }, 'differ'],
    [{ same: 3, hashed: 1 }, 'unsettled'],
    [{ same: 3, bytes: 1 }, 'unsettled'],
  ] as const)('%o is %s', (counts, want) => {
    expect(conclude(counts).conclusion).toBe(want)
  })
})

test('every count is told, and what would settle it', () => {
  const { message, settles } = conclude({ same: 12_345, onlyFirst: 1, onlySecond: 2, changed: 3, hashed: 4, bytes: 5 })
  for (const part of [
    '1 only in the first',
    '2 only in the second',
    '3 changed',
    '4 different only',
    '5 with',
    '12,345 the same',
  ])
    expect(message).toContain(part)
  expect(settles).toContain('A third export')
})

test('agreement is never called verified, and its limit is always told', () => {
  const sides = {
    identity: { eventId: 0, fields: 0 },
    sameFormat: true,
    outside: 0,
    rejected: 0,
    duplicates: 0,
    hashed: 0,
  }
  expect(conclude({ same: 1 }).message).not.toMatch(/verif/)
  expect(limitsOf(sides)).toEqual([expect.stringContaining('Two copies of one altered export agree')])
  const all = limitsOf({
    identity: { eventId: 1, fields: 1 },
    sameFormat: false,
    outside: 1,
    rejected: 1,
    duplicates: 1,
    hashed: 1,
  })
  expect(all).toHaveLength(8)
})
