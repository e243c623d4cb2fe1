import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLineIndex, sha256At } from '../store/line-index.ts'
import { frameBytes } from '../store/originals.ts'
import type { Reading } from '../../core/formats/format.ts'
import { readReading } from '../store/reading.ts'
import { MemberFinder } from './find-members.ts'
import { findValues } from './find-values.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { vaultLine } from '../testing/lines.ts'

const half = fc.record({
  n: fc.integer({ min: 0, max: 5 }),
  type: fc.constantFrom('request' as const, 'response' as const),
  path: fc.constantFrom('secret/data/a', 'secret/data/b'),
})
const anyLine = fc.oneof(
  { weight: 6, arbitrary: half.map((event) => Buffer.from(vaultLine(event))) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\r', '{', '{}', 'null', '\0').map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
)
/** One line is ours, so that the format named fits. */
const file = fc
  .tuple(fc.array(anyLine, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, ended]) => {
    const text = [vaultLine({ n: 99 }), ...lines].flatMap((one) => [Buffer.from(one), Buffer.from(end)])
    return Buffer.concat(ended ? text : text.slice(0, -1))
  })

type BlockRow = { offset: number; bytes: number; first_line: number; count: number; entries: Buffer; body: Buffer }
type FileRow = {
  reading: string
  id: number
  lines: number
  records: number
  paired: number
  duplicates: number
  rejected: number
}

const blocksOf = ({ db }: CaseFolder, id: number): BlockRow[] =>
  db.prepare<[number], BlockRow>('SELECT * FROM raw_block WHERE file = ? ORDER BY offset').all(id)

type Indexed = { readonly line: number; readonly sha256: string }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What an entry is, independently of how the import finds it: a line that is not blank, without its line end. */
function linesOf(text: Buffer): Indexed[] {
  return text
    .toString('latin1')
    .split('\n')
    .map((one, at) => ({ line: at + 1, entry: one.endsWith('\r') ? one.slice(0, -1) : one }))
    .filter(({ entry }) => !/^[ \t\r]*$/.test(entry))
    .map(({ line, entry }) => ({ line, sha256: sha256(Buffer.from(entry, 'latin1')) }))
}

/** Where damage in the file made values or members the better reading, those of the whole text at once. */
function entriesOf(text: Buffer, { split, members = '' }: Reading): Indexed[] {
  if (split === 'lines') return linesOf(text)
  const { bounds } = split === 'json-values' ? findValues(text, true) : new MemberFinder(members).find(text, true)
  return Array.from({ length: bounds.length / 2 }, (_, at) => {
    const [start, end] = [bounds[at * 2] ?? 0, bounds[at * 2 + 1] ?? 0]
    const line = text.toString('latin1', 0, start).split('\n').length
    return { line, sha256: sha256(text.subarray(start, end)) }
  })
}

const readBack = (at: CaseFolder, id: number): Buffer => Buffer.concat(blocksOf(at, id).map(frameBytes))

const indexed = (at: CaseFolder, id: number): Indexed[] =>
  blocksOf(at, id).flatMap((block) => {
    const index = readLineIndex(block.entries, block.count)
    return Array.from({ length: block.count }, (_, entry) => ({
      line: block.first_line + (index.lineDelta[entry] ?? 0),
      sha256: sha256At(index, entry),
    }))
  })

test('of any bytes the ledger closes, and every byte and line can be read back', { timeout: 120_000 }, async () => {
  using at = caseFolder()
  const property = fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (texts) => {
    texts.forEach((text, n) => at.write(`${n}.log`, text))
    const names = texts.map((_, n) => `${n}.log`)
    const { bundles, refused } = await at.import(names, { again: true, format: 'vault' })
    expect(refused).toEqual([])
    const files = at.db
      .prepare<[number], FileRow>('SELECT * FROM bundle_file WHERE bundle = ? ORDER BY path')
      .all(bundles[0]?.id ?? -1)
    expect(files.length).toBe(texts.length)
    files.forEach(({ id, reading, lines, records, paired, duplicates, rejected }, n) => {
      const text = texts[n] ?? Buffer.alloc(0)
      const entries = entriesOf(text, readReading(reading))
      expect(lines).toBe(records + paired + duplicates + rejected)
      expect(lines).toBe(entries.length)
      expect(readBack(at, id).equals(text)).toBe(true)
      expect(indexed(at, id)).toEqual(entries)
    })
  })
  await fc.assert(property, { numRuns: 15 })
})
