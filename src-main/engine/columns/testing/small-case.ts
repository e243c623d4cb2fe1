import Sqlite, { type Database } from 'better-sqlite3'
import { termFields } from '../../../core/record/record.ts'
import type { TermField } from '../../../core/record/record.ts'
import { migrate } from '../../store/migrate.ts'
import { termColumn } from '../column-names.ts'
import { writeRun } from '../write-run.ts'

/** A record as a test writes it; what is left out is absent. */
export type SmallRecord = { readonly us: number; readonly ns?: number } & { readonly [F in TermField]?: string } & {
  readonly actorKind?: number
  readonly kind?: number
  readonly outcome?: number
  readonly flags?: number
  readonly port?: number
  readonly seq?: number
  readonly requestId?: string | Uint8Array
  readonly traceId?: string
}
export interface SmallBundle {
  readonly name?: string
  readonly verdict?: string
  readonly records: readonly SmallRecord[]
}

/** A case in memory with these bundles, whole: records, terms, text index and columns. */
export async function smallCase(bundles: readonly SmallBundle[]): Promise<Database> {
  const db = new Sqlite(':memory:')
  migrate(db)
  let nextId = 1
  for (const [i, bundle] of bundles.entries()) {
    addBundle(db, i + 1, nextId, bundle)
    nextId += bundle.records.length
    await writeRun(db, i + 1)
    complete(db, i + 1, bundle)
  }
  db.exec("INSERT INTO term_text (term_text) VALUES ('rebuild')")
  return db
}

const BUNDLE = `INSERT INTO bundle (id, name, format, confidence, reasons, shape, state, started_us, first_record)
  VALUES (?, ?, 'vault', 1, '[]', 'files', 'importing', 0, ?)`
const FILE = `INSERT INTO bundle_file (id, bundle, path, role, reading) VALUES (?, ?, ?, 'log', '{"split":"lines"}')`

function addBundle(db: Database, id: number, firstRecord: number, { name, records }: SmallBundle): void {
  db.prepare(BUNDLE).run(id, name ?? `bundle-${id}`, firstRecord)
  db.prepare(FILE).run(id, id, `logs/${id}.log`)
  records.forEach((record, i) => addRecord(db, { id: firstRecord + i, bundle: id, line: i + 1 }, record))
}

function addRecord(db: Database, at: { id: number; bundle: number; line: number }, record: SmallRecord): void {
  const { us, ns = 0, actorKind = 0, kind = 0, outcome = 0, flags = 0 } = record
  const columns: Record<string, unknown> = {
    ...at,
    file: at.bundle,
    offset: (at.line - 1) * 10,
    time_us: us,
    time_ns: ns,
    time_digits: 9,
    actor_kind: actorKind,
    kind,
    outcome,
    flags,
    ...optional(record),
  }
  for (const field of termFields) columns[termColumn(field)] = termId(db, record[field])
  const names = Object.keys(columns)
  db.prepare(`INSERT INTO record (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(
    ...Object.values(columns),
  )
}

const optional = ({ port, seq, requestId, traceId }: SmallRecord): Record<string, unknown> => ({
  port: port ?? null,
  seq: seq ?? null,
  request_id: requestId ?? null,
  trace_id: traceId ?? null,
})

function termId(db: Database, text: string | undefined): number | null {
  if (text === undefined) return null
  db.prepare('INSERT OR IGNORE INTO term (text) VALUES (?)').run(text)
  return db.prepare<[string], number>('SELECT id FROM term WHERE text = ?').pluck().get(text) ?? null
}

function complete(db: Database, id: number, { records, verdict }: SmallBundle): void {
  db.prepare("UPDATE bundle SET state = 'complete', records = ? WHERE id = ?").run(records.length, id)
  if (verdict === undefined) return
  db.prepare("INSERT INTO check_run (bundle, checked_us, took_ms, trust, verdict) VALUES (?, 0, 0, '[]', ?)").run(
    id,
    verdict,
  )
}
