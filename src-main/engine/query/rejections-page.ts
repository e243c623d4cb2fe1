import type { Database } from 'better-sqlite3'
import type { Answer, Ask } from '../../contract/calls.ts'
import { showEntry } from '../../core/entry/entry-reader.ts'
import type { FormatAdapter, Mask, Shown } from '../../core/formats/format.ts'
import { formatOfBundle } from '../known-formats.ts'
import { rejectionReasons } from '../rejection-reason.ts'
import { readReading } from '../store/reading.ts'
import { maskText } from '../../core/mask/mask-text.ts'
import { spareFill } from '../../core/scrub/spare-fill.ts'
import { maskWith } from '../crypto/digest.ts'
import { maskKeyOf } from '../store/meta.ts'
import { originalsOf } from '../store/originals.ts'
import { scrubShown } from './scrub-shown.ts'

const FROM = `FROM rejected_line r JOIN bundle_file f ON f.id = r.file JOIN bundle b ON b.id = f.bundle
             WHERE b.state = 'complete' AND (:bundle IS NULL OR b.id = :bundle)`
const PAGE = `SELECT f.id AS fileId, f.bundle, f.reading, f.path AS file, r.line, r.offset, r.reason ${FROM} ORDER BY r.id LIMIT :limit OFFSET :offset`

/** What is shown of one rejected line; the case holds all of it. */
const LONGEST = 4000

type Row = {
  readonly fileId: number
  readonly bundle: number
  readonly reading: string | null
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly reason: string
}

/** As its format would show it: what could not be read may hold in clear what a record would not. */
function shownAs(
  adapter: FormatAdapter | undefined,
  reading: string | null,
  how: { readonly text: string; readonly mask: Mask },
): Shown {
  if (adapter === undefined || reading === null) return maskText(how.text, how.mask)
  return showEntry(adapter, readReading(reading), how)
}

/** Lines that became no record, with their reason and their masked text. */
export function rejectionsPage(
  db: Database,
  { bundle, offset, limit }: Ask<'rejections.page'>,
): Answer<'rejections.page'> {
  const mask = maskWith(maskKeyOf(db))
  const scope = { bundle: bundle ?? null }
  const known = new Map<number, FormatAdapter | undefined>()
  const formatOf = (of: number): FormatAdapter | undefined => {
    if (!known.has(of)) known.set(of, formatOfBundle(db, of))
    return known.get(of)
  }
  const originalAt = originalsOf(db)
  const reasonOf = rejectionReasons(db)
  const total = db.prepare<[typeof scope], { n: number }>(`SELECT count(*) AS n ${FROM}`).get(scope)?.n ?? 0
  const rows = db.prepare<[object], Row>(PAGE).all({ ...scope, offset, limit })
  return {
    total,
    rows: rows.map(({ fileId, bundle: of, reading, ...row }) => {
      const text = originalAt(fileId, row.offset).bytes.toString('utf8')
      const scrubbed = scrubShown(db, fileId, row.offset)
      const shownBy = (own: Mask): Shown => shownAs(formatOf(of), reading, { text, mask: own })
      const { text: shown } = scrubbed ? spareFill(mask, shownBy) : shownBy(mask)
      return {
        ...row,
        reason: reasonOf(of, row.reason, { text, reading: reading === null ? undefined : readReading(reading) }),
        ...(scrubbed && { scrubbed }),
        text: shown.length > LONGEST ? `${shown.slice(0, LONGEST).toWellFormed()}…` : shown,
      }
    }),
  }
}
