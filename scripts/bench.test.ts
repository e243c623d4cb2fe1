import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generate } from '../bench/generate.ts'
import { measure, median } from '../bench/measure.ts'
import { COLUMNS, extract } from '../bench/peers/floor.ts'
import { vault } from '../src-main/core/formats/vault/vault.ts'
import { newDraft, resetDraft } from '../src-main/core/formats/format.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofline-bench-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the same seed gives the same log, another seed another', () => {
  const [first, again, other] = [1, 1, 2].map((seed, n) => generate(join(folder, `${n}.log`), 400, seed))
  expect(again).toEqual(first)
  expect(other?.sha256).not.toBe(first?.sha256)
  expect(first).toMatchObject({ lines: 400 })
})

test('every generated line is a record of the format it is meant for, and half of them are requests', () => {
  const log = join(folder, 'vault.log')
  generate(log, 2000)
  const draft = newDraft()
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  const parts = lines.map((line) => {
    resetDraft(draft)
    return vault.read(line, draft, (kind) => `[masked:${kind}:00000000]`) ?? draft.part
  })
  expect(parts.filter((part) => part === 'request')).toHaveLength(1000)
  expect(parts.filter((part) => part === 'response')).toHaveLength(1000)
})

test('the floor gets one row a line, quoted where CSV needs it', async () => {
  const [log, csv] = [join(folder, 'vault.log'), join(folder, 'columns.csv')]
  const error = '1 error occurred:\n\t* "no", denied'
  const whole = {
    time: '2026-03-02T00:00:00Z',
    type: 'request',
    request: { id: 'a', path: 'p' },
    auth: { policies: ['x', 'y'] },
  }
  writeFileSync(log, `${JSON.stringify({ ...whole, error })}\n{}\n`)
  expect(await extract(log, csv)).toBe(2)
  const empty = ','.repeat(COLUMNS.length - 1)
  expect(readFileSync(csv, 'utf8')).toBe(
    `2026-03-02T00:00:00Z,request,"1 error occurred:\n\t* ""no"", denied",a,,p,,,,,,,,,,y,\n${empty}\n`,
  )
})

test('a program is measured to its end, with what it printed', async () => {
  const { stdout, seconds } = await measure({ command: process.execPath, args: ['-e', 'console.log(6 * 7)'] })
  expect(stdout).toBe('42\n')
  expect(seconds).toBeGreaterThan(0)
})

test('a program that fails ends the measuring with what it said', async () => {
  const failing = measure({ command: process.execPath, args: ['-e', 'console.error("no room"); process.exit(3)'] })
  await expect(failing).rejects.toThrow('ended with 3: no room')
})

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (numbers, want) => expect(median(numbers)).toBe(want))
