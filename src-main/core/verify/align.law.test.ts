import fc from 'fast-check'
import { expect, test } from 'vitest'
import { align } from './align.ts'
import type { Hunk } from './align.ts'

async function* batches(items: readonly string[], size = 1000): AsyncGenerator<string[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
const aligned = (first: readonly string[], second: readonly string[], size?: number) =>
  align(batches(first, size), batches(second, size))

/** The second sequence, from the first and the differences alone. */
function applied(first: readonly string[], hunks: readonly Hunk[]): string[] {
  const second: string[] = []
  let at = 0
  for (const { entry, removedCount, inserted } of hunks) {
    while (at < entry - 1) second.push(first[at++] ?? '')
    second.push(...inserted)
    at += removedCount
  }
  return [...second, ...first.slice(at)]
}

test('the differences and the first sequence give the second, whatever they are', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 60 }),
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'f'), { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      async (first, second, size) => {
        const { hunks, entries, lines } = await aligned(first, second, size)
        expect(applied(first, hunks)).toEqual(second)
        expect([entries, lines]).toEqual([first.length, second.length])
        for (const { entry, removed } of hunks)
          expect(first.slice(entry - 1, entry - 1 + removed.length)).toEqual(removed)
      },
    ),
  ))

const numbered = (count: number, prefix = ''): string[] => Array.from({ length: count }, (_, at) => `${prefix}${at}`)

test('a block far larger than the first windows is one difference', async () => {
  const first = numbered(50_000)
  const { hunks } = await aligned(first, first.toSpliced(100, 40_000))
  expect(
    hunks.map(({ entry, line, removedCount, insertedCount }) => [entry, line, removedCount, insertedCount]),
  ).toEqual([[101, 101, 40_000, 0]])
})

test('past the widest window blocks with nothing in common go side by side, in bounded memory', async () => {
  const { hunks, entries } = await aligned(numbered(300_000), numbered(300_000, 'x'))
  expect(entries).toBe(300_000)
  expect(hunks.reduce((sum, { removedCount }) => sum + removedCount, 0)).toBe(300_000)
  expect(hunks.reduce((sum, { removed, inserted }) => sum + removed.length + inserted.length, 0)).toBeLessThan(400_000)
})

test('a cut or an addition at the end is one difference, however long', async () => {
  const long = [...numbered(300_000), 'end']
  const short = [...numbered(10), 'end']
  const cut = await aligned(long, short)
  expect(cut.hunks).toMatchObject([{ entry: 11, line: 11, removedCount: 299_990, insertedCount: 0 }])
  const grown = await aligned(short, long)
  expect(grown.hunks).toMatchObject([{ entry: 11, line: 11, removedCount: 0, insertedCount: 299_990 }])
})

test('more differences than are kept are counted', async () => {
  const first = numbered(30_000)
  const second = first.map((item, at) => (at % 2 === 0 ? item : 'x'))
  const { hunks, furtherHunks } = await aligned(first, second)
  expect([hunks.length, furtherHunks]).toEqual([10_000, 5000])
})
