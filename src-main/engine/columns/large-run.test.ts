import { expect, test } from 'vitest'
import { parse } from '../../core/filter/parse.ts'
import { openColumns } from './case-columns.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { positionAt, select } from './select.ts'
import { smallCase } from './testing/small-case.ts'
import { writeRun } from './write-run.ts'
import type { Database } from 'better-sqlite3'

const ROWS = CHUNK_ROWS + 20_000

/** Records of two bundles, out of order in time and over more than one chunk. */
const FILL = `
  WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= ${ROWS})
  INSERT INTO record (id, bundle, file, line, offset, time_us, time_ns, time_digits, actor_kind, kind, outcome, flags, actor, port)
  SELECT i, 1 + (i > ${CHUNK_ROWS + 9000}), 1, i, i, (i * 7919) % 50021, i % 3, 9, 0, i % 4, i % 3, 0, 1 + i % 2, i % 400 FROM n`

async function largeCase(): Promise<Database> {
  const db = await smallCase([{ records: [{ us: 0, actor: 'ada', target: 'bot' }] }])
  db.exec(`DROP TRIGGER bundle_stays; UPDATE bundle SET state = 'importing'; ${FILL}`)
  db.exec(`INSERT INTO bundle (id, name, format, confidence, reasons, shape, state, started_us, first_record)
    SELECT 2, name, format, confidence, reasons, shape, 'importing', 0, (SELECT min(id) FROM record WHERE bundle = 2) FROM bundle`)
  db.exec("UPDATE bundle SET records = (SELECT count(*) FROM record WHERE bundle = bundle.id), state = 'complete'")
  for (const bundle of [1, 2]) await writeRun(db, bundle)
  return db
}

test('runs over several chunks and blocks, out of order, agree with plain SQL', async () => {
  const db = await largeCase()
  const columns = openColumns(db)
  expect(columns.stale).toEqual([])
  expect(columns.rows).toBe(ROWS + 1)
  const ids = columns.column('id')
  const found = (where: string): number[] => {
    const parsed = parse(where)
    const result = select(
      columns,
      parsed.ok ? parsed.query : { is: 'not', of: { is: 'all' } },
      {},
      { zone: 'UTC', lastUs: 0 },
    )
    return Array.from({ length: result.total }, (_, rank) => ids[positionAt(result, rank)] ?? -1)
  }
  const plain = (condition: string): number[] =>
    db.prepare<[], number>(`SELECT id FROM record WHERE ${condition} ORDER BY time_us, time_ns, id`).pluck().all()
  for (const [where, condition] of [
    ['', '1'],
    ['kind:read', 'kind = 1'],
    ['-(kind:read OR port:>200) outcome:success', 'NOT (kind = 1 OR port > 200) AND outcome = 1'],
    ['(actor:ada kind:write) OR port:7 OR bundle:2', '(actor = 1 AND kind = 3) OR port = 7 OR bundle = 2'],
    ['after:"1970-01-01T00:00:00.01Z" -outcome:unknown', 'time_us >= 10000 AND outcome != 0'],
  ] as const) {
    expect(found(where)).toEqual(plain(condition))
  }
  db.close()
})

test('a cancelled writing stops with a fault', async () => {
  const db = await smallCase([{ records: [{ us: 0 }] }])
  await expect(writeRun(db, 1, undefined, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  db.close()
})
