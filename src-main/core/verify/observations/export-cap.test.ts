import { expect, test } from 'vitest'
import { ExportCap } from './export-cap.ts'
import type { ObservedFile } from './observation.ts'
import { observed, told } from './testing/observed.ts'

const file = (path: string, lines: number, records = lines): ObservedFile => ({ path, lines, records })
const seen = (files: readonly ObservedFile[]): string[] =>
  told(new ExportCap(), [], { files })
    .filter(({ verdict }) => verdict !== 'verified')
    .map((one) => `${one.file ?? 'all'} ${/exactly ([^:,]*)/.exec(one.message)?.[1] ?? ''}`)

test.each<[why: string, files: readonly ObservedFile[], want: readonly string[]]>([
  ['a number as any', [file('a', 999)], []],
  ['one more', [file('a', 1001)], []],
  ['a round number at which nothing is cut', [file('a', 3000)], []],
  ['one page of a search', [file('a', 10_000)], ['a 10000 lines (10000 records)']],
  ['records, where lines are pairs', [file('a', 1998, 1000)], ['a 1998 lines (1000 records)']],
  ['lines, where records are fewer', [file('a', 1000, 512)], ['a 1000 lines (512 records)']],
  [
    'pages that follow one another are told once',
    [file('a', 500), file('b', 500), file('c', 17)],
    ['a 500 lines (500 records)'],
  ],
  ['two files that add up', [file('a', 700), file('b', 300)], ['all 1000 lines (1000 records)']],
  ['one file is not told twice', [file('a', 1000)], ['a 1000 lines (1000 records)']],
  ['two files that add up to nothing', [file('a', 700), file('b', 301)], []],
  ['no file', [], []],
])('%s', (_, files, want) => expect(seen(files)).toEqual(want))

test('it is said to be probable, and whether the last second may have been cut', () => {
  const within = [
    observed(1, { timeUs: 1_000_000 }),
    observed(2, { timeUs: 5_100_000 }),
    observed(3, { timeUs: 5_900_000 }),
  ]
  const [cut] = told(new ExportCap(), within, { files: [file('a.log', 500)] })
  expect(cut?.message).toMatch(/probably.*may be chance; its last second holds several records/)
  const [whole] = told(new ExportCap(), within.slice(0, 2), { files: [file('a.log', 500)] })
  expect(whole?.message).toMatch(/may be chance$/)
  const [other] = told(new ExportCap(), [...within, observed(1, { file: 'b.log' })], { files: [file('b.log', 500)] })
  expect(other?.message).toMatch(/may be chance$/)
})
