import type { Database } from 'better-sqlite3'
import { appendCustody } from './custody-log.ts'

const BATCH = 20_000

type Incomplete = { readonly id: number; readonly name: string; readonly first_record: number }

export const incompleteBundles = (db: Database): Incomplete[] =>
  db
    .prepare<[], Incomplete>("SELECT id, name, first_record FROM bundle WHERE state = 'importing' ORDER BY id DESC")
    .all()

/**
 * Takes out what an interrupted or cancelled import wrote: always the highest ids, so ids stay dense.
 * In batches, so that it can be stopped and gone on with. Answers the records removed.
 */
export async function removeIncomplete(
  db: Database,
  onBatch: (removed: number, total: number) => void = () => {},
): Promise<number> {
  let removed = 0
  for (const bundle of incompleteBundles(db)) {
    const count =
      db.prepare<[number], { n: number }>('SELECT count(*) AS n FROM record WHERE id >= ?').get(bundle.first_record)
        ?.n ?? 0
    removed += await removeRecords(db, bundle, count, onBatch)
    removeRest(db, bundle, count)
  }
  return removed
}

async function removeRecords(
  db: Database,
  bundle: Incomplete,
  total: number,
  onBatch: (removed: number, total: number) => void,
): Promise<number> {
  const drop = db.prepare(
    'DELETE FROM record WHERE id IN (SELECT id FROM record WHERE id >= ? ORDER BY id DESC LIMIT ?)',
  )
  for (let removed = 0; ;) {
    const { changes } = drop.run(bundle.first_record, BATCH)
    if (changes === 0) return removed
    removed += changes
    onBatch(removed, total)
    await new Promise(setImmediate)
  }
}

function removeRest(db: Database, bundle: Incomplete, records: number): void {
  db.transaction(() => {
    const files = 'SELECT id FROM bundle_file WHERE bundle = ?'
    db.prepare(`DELETE FROM raw_block WHERE file IN (${files})`).run(bundle.id)
    db.prepare(`DELETE FROM rejected_line WHERE file IN (${files})`).run(bundle.id)
    db.prepare('DELETE FROM column_chunk WHERE bundle = ?').run(bundle.id)
    db.prepare('DELETE FROM bundle_file WHERE bundle = ?').run(bundle.id)
    db.prepare('DELETE FROM bundle WHERE id = ?').run(bundle.id)
    db.prepare('DELETE FROM term WHERE id > ?').run(indexedTerms(db))
    appendCustody(db, 'import-removed', {
      bundle: bundle.id,
      name: bundle.name,
      records,
      why: 'the import was not completed',
    })
  })()
}

/** The highest term id that the full-text index holds: later ones belong to no complete bundle. */
export function indexedTerms(db: Database): number {
  const row = db.prepare<[], { value: unknown }>("SELECT value FROM meta WHERE key = 'indexedTerms'").get()
  return typeof row?.value === 'number' ? row.value : 0
}

/** Brings the full-text index up to the term table; part of the transaction that completes a bundle. */
export function indexTerms(db: Database): void {
  const from = indexedTerms(db)
  db.prepare('INSERT INTO term_text (rowid, text) SELECT id, text FROM term WHERE id > ?').run(from)
  db.prepare(
    "INSERT INTO meta (key, value) SELECT 'indexedTerms', coalesce(max(id), 0) FROM term WHERE true ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run()
}
