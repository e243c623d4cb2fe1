import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { formats } from '../../core/formats/index.ts'
import { flagsOf } from '../../core/record/record.ts'
import { originalAt } from '../store/originals.ts'
import { caseFolder, type CaseFolder } from '../testing/case-folder.ts'
import { pairs, uuidOf, vaultLine } from '../testing/lines.ts'

type RecordRow = {
  id: number
  line: number
  offset: number
  file: number
  paired_line: number | null
  outcome: number
  flags: number
}
const rows = ({ db }: CaseFolder): RecordRow[] => db.prepare<[], RecordRow>('SELECT * FROM record ORDER BY id').all()
const count = ({ db }: CaseFolder, table: string): number =>
  db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1

describe('one file', () => {
  test('pairs fold into one record, and the ledger closes', async () => {
    using at = caseFolder()
    at.write('a.log', pairs(0, 1000))
    const { bundles, refused } = await at.import(['a.log'])
    expect(refused).toEqual([])
    expect(bundles).toMatchObject([
      { records: 1000, paired: 1000, duplicates: 0, rejected: 0, format: 'vault', first: '2025-01-01T00:00:00.000Z' },
    ])
    expect(rows(at).map(({ id }) => id)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1))
    expect(rows(at)[3]).toMatchObject({ line: 7, paired_line: 8 })
  })

  test('a response far behind its request is still joined, the rest keeps its order', async () => {
    using at = caseFolder()
    const late = `${vaultLine({ n: 1_000_000 })}\n`
    at.write(
      'a.log',
      `${late}${pairs(0, 20_000)}${vaultLine({ n: 1_000_000, type: 'response', error: 'permission denied' })}\n`,
    )
    const { bundles } = await at.import(['a.log'])
    expect(bundles).toMatchObject([{ records: 20_001, paired: 20_001, rejected: 0 }])
    const [first] = rows(at)
    expect(first).toMatchObject({ id: 1, line: 1, paired_line: 40_002 })
    expect(flagsOf(first?.flags ?? 0)).toContain('paired')
    expect(flagsOf(first?.flags ?? 0)).not.toContain('no-response')
  })

  test('a response before its request becomes the same record', async () => {
    using at = caseFolder()
    at.write('a.log', `${vaultLine({ n: 1, type: 'response' })}\n${vaultLine({ n: 1 })}\n`)
    await at.import(['a.log'])
    expect(rows(at)).toMatchObject([{ id: 1, line: 2, paired_line: 1 }])
  })

  test('halves without their other half are records and say so', async () => {
    using at = caseFolder()
    at.write('a.log', `${vaultLine({ n: 1, type: 'response' })}\n${vaultLine({ n: 2 })}\n`)
    await at.import(['a.log'])
    expect(rows(at).map(({ flags }) => flagsOf(flags))).toEqual([['no-request'], ['no-response']])
  })

  test('one request id for two different events gives two records', async () => {
    using at = caseFolder()
    at.write('a.log', `${vaultLine({ n: 1 })}\n${vaultLine({ n: 1, path: 'secret/data/other' })}\n`)
    const { bundles } = await at.import(['a.log'])
    expect(bundles).toMatchObject([{ records: 2, duplicates: 0 }])
    expect(flagsOf(rows(at)[1]?.flags ?? 0)).toContain('same-id-differs')
  })
})

describe('originals', () => {
  test('a broken line is rejected with its place and kept', async () => {
    using at = caseFolder()
    at.write('a.log', `${pairs(0, 5)}{"time":"2025-01-01T00:00:00Z","type":\n\n${pairs(5, 6)}`)
    const { bundles } = await at.import(['a.log'])
    expect(bundles[0]).toMatchObject({ records: 6, paired: 6, rejected: 1 })
    const [rejection] = bundles[0]?.rejections ?? []
    expect(rejection).toMatchObject({ file: 'a.log', line: 11 })
    expect(originalAt(at.db, 1, rejection?.offset ?? -1).bytes.toString()).toBe(
      '{"time":"2025-01-01T00:00:00Z","type":',
    )
  })

  test('every original can be read back with its hash, over frames and blocks', async () => {
    using at = caseFolder()
    const text = pairs(0, 6000)
    at.write('a.log', text)
    await at.import(['a.log'])
    const lines = text.split('\n')
    for (const { line, offset, file } of rows(at).filter(({ id }) => id % 97 === 0)) {
      const original = originalAt(at.db, file, offset)
      expect(original.bytes.toString()).toBe(lines[line - 1])
      expect(original.line).toBe(line)
      expect(original.sha256).toBe(createHash('sha256').update(original.bytes).digest('hex'))
    }
  })

  test('objects printed over several lines are read as values, with the lines they begin on', async () => {
    using at = caseFolder()
    const pretty = [1, 2]
      .flatMap((n) => [vaultLine({ n }), vaultLine({ n, type: 'response' })])
      .map((line) => JSON.stringify(JSON.parse(line), null, 2))
    at.write('a.json', pretty.join('\n'))
    const { bundles } = await at.import(['a.json'])
    expect(bundles).toMatchObject([{ records: 2, paired: 2, rejected: 0 }])
    expect(rows(at)[0]?.line).toBe(1)
    expect(rows(at)[0]?.paired_line).toBe((pretty[0]?.split('\n').length ?? 0) + 1)
  })
})

describe('several files', () => {
  test('a second device gives duplicates, not records', async () => {
    using at = caseFolder()
    at.write('a.log', pairs(0, 300))
    at.write('b.log', `${pairs(100, 400)}\n`)
    const { bundles } = await at.import(['a.log', 'b.log'])
    expect(bundles).toMatchObject([{ records: 400, paired: 400, duplicates: 400 }])
    expect(
      bundles[0]?.files.map(
        ({ lines, records, paired, duplicates, rejected }) => lines - records - paired - duplicates - rejected,
      ),
    ).toEqual([0, 0])
  })

  test('gzip is read through, and a broken one is refused alone', async () => {
    using at = caseFolder()
    at.write('a.log.gz', gzipSync(pairs(0, 3000)))
    at.write('b.log.gz', gzipSync(pairs(3000, 9000)).subarray(0, -2000))
    at.write('c.log', pairs(9000, 9500))
    const { bundles, refused } = await at.import(['a.log.gz', 'b.log.gz', 'c.log'])
    expect(refused).toMatchObject([{ path: 'b.log.gz', code: 'malformed' }])
    expect(bundles).toMatchObject([{ records: 3500, paired: 3500, rejected: 0 }])
    expect(rows(at).at(-1)?.id).toBe(3500)
    expect(count(at, 'bundle')).toBe(1)
  })

  test('what the case holds already is named and not imported twice, unless asked', async () => {
    using at = caseFolder()
    at.write('a.log', pairs(0, 10))
    await at.import(['a.log'])
    const second = await at.import(['a.log'])
    expect(second).toMatchObject({ bundles: [], already: [{ path: 'a.log', bundle: 1 }] })
    expect((await at.import(['a.log'], { again: true })).bundles).toMatchObject([{ id: 2, records: 10 }])
  })

  test('a zip is read in place', async () => {
    using at = caseFolder()
    at.write('a.log', pairs(0, 50))
    execFileSync('zip', ['-q', 'logs.zip', 'a.log'], { cwd: at.folder })
    const { bundles } = await at.import(['logs.zip'])
    expect(bundles[0]?.files).toMatchObject([{ path: 'logs.zip!a.log', records: 50 }])
  })
})

describe('whole or absent', () => {
  test('a cancelled import leaves nothing, and the next one begins where the last whole one ended', async () => {
    using at = caseFolder()
    at.write('a.log', pairs(0, 100))
    at.write('b.log', pairs(100, 60_000))
    await at.import(['a.log'])
    const stop = new AbortController()
    const cancelled = at.import(['b.log'], {
      signal: stop.signal,
      tell: ({ records }) => (records ?? 0) > 20_000 && stop.abort(),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    const { bundles } = await at.import(['b.log'])
    expect(bundles).toMatchObject([{ records: 59_900 }])
    expect(rows(at).map(({ id }) => id)).toEqual(Array.from({ length: 60_000 }, (_, n) => n + 1))
    expect(at.db.prepare<[], string>('SELECT event FROM custody ORDER BY seq').pluck().all()).toContain(
      'import-removed',
    )
  })

  test('terms of a removed import are gone', async () => {
    using at = caseFolder()
    at.write('a.log', pairs(0, 100))
    await at.import(['a.log'])
    const before = count(at, 'term')
    at.write('b.log', `${vaultLine({ n: 1, path: 'secret/data/only-here' })}\n${pairs(2, 90_000)}`)
    const stop = new AbortController()
    await expect(at.import(['b.log'], { signal: stop.signal, tell: () => stop.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await at.import(['a.log'])
    expect(count(at, 'term')).toBe(before)
  })
})

test('every format in the list is known to the parser threads', async () => {
  expect(formats.map(({ id }) => id)).toContain('vault')
  expect(uuidOf(255)).toBe('00000000-0000-4000-8000-0000000000ff')
})
