import { expect, test } from 'vitest'
import { type Progress, progressLine } from './progress.ts'

const progress = (more: Partial<Progress>): Progress => ({
  job: 1,
  kind: 'import',
  phase: 'import',
  done: 0,
  total: 0,
  unit: 'bytes',
  rate: 0,
  ...more,
})

test('done, rate and time left', () => {
  expect(
    progressLine(
      progress({
        done: 1_200_000_000,
        total: 4_800_000_000,
        rate: 88_000_000,
        leftS: 41.2,
        records: 302_114,
        rejected: 3,
      }),
    ),
  ).toBe(
    'import  [██████··················]  25.0 %  1.2 GB of 4.8 GB  302,114 records  3 rejected  88.0 MB per second  41 s left',
  )
})

test('an unknown total is not guessed', () => {
  expect(progressLine(progress({ done: 12, unit: 'files' }))).toBe('import  12 files')
})

test('100 % only at the end', () => {
  expect(progressLine(progress({ done: 9999, total: 10_000, unit: 'lines' }))).toContain('99.9 %')
  expect(progressLine(progress({ done: 10_001, total: 10_000, unit: 'lines' }))).toContain('100.0 %')
})

test('a file name that plays with the terminal does not', () => {
  expect(progressLine(progress({ phase: 'a\u001B[2J' }))).toBe('a\\u{001B}[2J  0 bytes')
})
