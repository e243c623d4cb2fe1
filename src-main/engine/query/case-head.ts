import type { Database } from 'better-sqlite3'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Answer } from '../../contract/calls.ts'
import { writtenPeriod } from '../store/audit-period.ts'
import { readMeta } from '../store/meta.ts'
import type { OpenCase } from '../store/open-case.ts'

type Head = Answer<'case.open'>

const TOTALS = `SELECT count(*) AS bundles, coalesce(sum(records), 0) AS records FROM bundle WHERE state = 'complete'`
const EDGE = (column: string, order: string): string =>
  `SELECT ${column} AS time FROM bundle WHERE state = 'complete' AND ${column} IS NOT NULL ORDER BY ${column.replace('time', 'us')} ${order} LIMIT 1`
const CUSTODY = 'SELECT seq AS entries, hash AS head FROM custody ORDER BY seq DESC LIMIT 1'

/** What a case says about itself, with its totals. */
export function caseHead({ db, path, readOnly }: OpenCase, notes: readonly string[]): Head {
  const totals = db.prepare<[], Pick<Head, 'bundles' | 'records'>>(TOTALS).get() ?? { bundles: 0, records: 0 }
  const custody = db.prepare<[], Head['custody']>(CUSTODY).get() ?? { entries: 0, head: '' }
  return {
    name: basename(path, '.proofline'),
    title: readMeta(db, 'title'),
    auditor: readMeta(db, 'auditor'),
    organisation: readMeta(db, 'organisation'),
    period: writtenPeriod(db),
    zone: readMeta(db, 'zone') || 'UTC',
    readOnly,
    created: readMeta(db, 'created'),
    ...totals,
    sizeBytes: statSync(path).size,
    ...spanOf(db),
    custody,
    notes: [...notes],
  }
}

function spanOf(db: Database): Pick<Head, 'first' | 'last'> {
  const first = db.prepare<[], string>(EDGE('first_time', 'ASC')).pluck().get()
  const last = db.prepare<[], string>(EDGE('last_time', 'DESC')).pluck().get()
  return { ...(first !== undefined && { first }), ...(last !== undefined && { last }) }
}
