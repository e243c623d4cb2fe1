import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import type { Check } from '../../core/verify/check.ts'
import { Observer } from '../../core/verify/observe.ts'
import { stopIfCancelled } from '../intake/faults.ts'

/** Records looked at between two looks at the signal. */
const PAGE = 8192

type RecordRow = readonly [
  id: number,
  file: number,
  line: number,
  timeUs: number,
  flags: number,
  credential: number | null,
]

const PAGE_OF_RECORDS = `SELECT id, file, line, time_us, flags, credential FROM record
                          WHERE id > ? AND bundle = ? ORDER BY id LIMIT ${PAGE}`
const CUT = `SELECT f.path FROM bundle_file f JOIN rejected_line r ON r.file = f.id
              WHERE f.bundle = ? AND r.offset + r.length >= f.text_bytes ORDER BY f.id`
const HMAC = 'hmac-sha256:'

/** What needs no cryptography: every record of a bundle looked at once, in order of arrival. */
export async function* observeBundle(db: Database, bundle: number, signal?: AbortSignal): AsyncGenerator<Check> {
  const observer = new Observer()
  const paths = new Map(
    db.prepare<[number], [number, string]>('SELECT id, path FROM bundle_file WHERE bundle = ?').raw().all(bundle),
  )
  const isHmac = hmacTerms(db)
  const page = db.prepare<[number, number], RecordRow>(PAGE_OF_RECORDS).raw()
  for (let rows = page.all(0, bundle); rows.length > 0; rows = page.all(rows.at(-1)?.[0] ?? 0, bundle)) {
    for (const [, file, line, timeUs, flags, credential] of rows) {
      const token = credential !== null && isHmac(credential) ? credential : undefined
      observer.look({ file: paths.get(file) ?? '', line, timeUs, flags, token })
    }
    await setImmediate()
    stopIfCancelled(signal)
  }
  const duplicates = db.prepare<[number], number>('SELECT duplicates FROM bundle WHERE id = ?').pluck().get(bundle) ?? 0
  const cutFiles = db.prepare<[number], string>(CUT).pluck().all(bundle)
  yield* observer.checks({ duplicates, cutFiles })
}

/** Whether a term is the HMAC of a token; a token in clear says nothing about salts. */
function hmacTerms(db: Database): (term: number) => boolean {
  const known = new Map<number, boolean>()
  const text = db.prepare<[number], string>('SELECT text FROM term WHERE id = ?').pluck()
  return (term) => {
    const held = known.get(term)
    if (held !== undefined) return held
    if (known.size > 400_000) known.clear()
    const is = text.get(term)?.startsWith(HMAC) ?? false
    known.set(term, is)
    return is
  }
}
