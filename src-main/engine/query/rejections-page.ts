import type { Database } from 'better-sqlite3'
import type { Answer, Ask } from '../../contract/calls.ts'
import { maskText } from '../../core/mask/mask-text.ts'
import { maskWith } from '../crypto/digest.ts'
import { maskKeyOf } from '../store/meta.ts'
import { originalAt } from '../store/originals.ts'

const FROM = `FROM rejected_line r JOIN bundle_file f ON f.id = r.file JOIN bundle b ON b.id = f.bundle
             WHERE b.state = 'complete' AND (:bundle IS NULL OR b.id = :bundle)`
const PAGE = `SELECT f.id AS fileId, f.path AS file, r.line, r.offset, r.reason ${FROM} ORDER BY r.id LIMIT :limit OFFSET :offset`

/** What is shown of one rejected line; the case holds all of it. */
const LONGEST = 4000

type Row = {
  readonly fileId: number
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly reason: string
}

/** Lines that became no record, with their reason and their masked text. */
export function rejectionsPage(
  db: Database,
  { bundle, offset, limit }: Ask<'rejections.page'>,
): Answer<'rejections.page'> {
  const mask = maskWith(maskKeyOf(db))
  const scope = { bundle: bundle ?? null }
  const total = db.prepare<[typeof scope], { n: number }>(`SELECT count(*) AS n ${FROM}`).get(scope)?.n ?? 0
  const rows = db.prepare<[object], Row>(PAGE).all({ ...scope, offset, limit })
  return {
    total,
    rows: rows.map(({ fileId, ...row }) => {
      const text = originalAt(db, fileId, row.offset).bytes.toString('utf8')
      const shown = maskText(text, mask).text
      return { ...row, text: shown.length > LONGEST ? `${shown.slice(0, LONGEST).toWellFormed()}…` : shown }
    }),
  }
}
