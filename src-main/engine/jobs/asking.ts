import { openColumns } from '../columns/case-columns.ts'
import type { Asking } from '../query/result.ts'
import { readMeta } from '../store/meta.ts'
import type { WritingContext } from './job.ts'

/** What a job needs to ask the records of its case. */
export function askingOf({ db }: Pick<WritingContext, 'db'>): Asking {
  const last = db
    .prepare<[], { us: number | null }>("SELECT max(last_us) AS us FROM bundle WHERE state = 'complete'")
    .get()
  return { db, columns: openColumns(db), zone: readMeta(db, 'zone') || 'UTC', lastUs: last?.us ?? undefined }
}
