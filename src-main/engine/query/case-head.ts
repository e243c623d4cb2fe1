import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Answer } from '../../contract/calls.ts'
import { readMeta } from '../store/meta.ts'
import type { OpenCase } from '../store/open-case.ts'

type Head = Answer<'case.open'>

const TOTALS = `SELECT count(*) AS bundles, coalesce(sum(records), 0) AS records FROM bundle WHERE state = 'complete'`
const EDGE = (column: string, order: string): string =>
  `SELECT ${column} AS time FROM bundle WHERE state = 'complete' AND ${column} IS NOT NULL ORDER BY ${column.replace('time', 'us')} ${order} LIMIT 1`
const CUSTODY = 'SELECT seq AS entries, hash AS head FROM custody ORDER BY seq DESC LIMIT 1'

/** What a case says about itself, with its totals. */
export function caseHead({ db, path, readOnly }: OpenCase, notes: readonly string[]): Head {
  const totals = db.prepare<[], { bundles: number; records: number }>(TOTALS).get()
  const first = db.prepare<[], { time: string }>(EDGE('first_time', 'ASC')).get()
  const last = db.prepare<[], { time: string }>(EDGE('last_time', 'DESC')).get()
  const custody = db.prepare<[], Head['custody']>(CUSTODY).get()
  const [from, to] = [readMeta(db, 'from'), readMeta(db, 'to')]
  return {
    name: basename(path, '.proofline'),
    title: readMeta(db, 'title'),
    auditor: readMeta(db, 'auditor'),
    organisation: readMeta(db, 'organisation'),
    period: { ...(from && { from }), ...(to && { to }) },
    zone: readMeta(db, 'zone') || 'UTC',
    readOnly,
    created: readMeta(db, 'created'),
    records: totals?.records ?? 0,
    bundles: totals?.bundles ?? 0,
    sizeBytes: statSync(path).size,
    ...(first && { first: first.time }),
    ...(last && { last: last.time }),
    custody: custody ?? { entries: 0, head: '' },
    notes: [...notes],
  }
}
