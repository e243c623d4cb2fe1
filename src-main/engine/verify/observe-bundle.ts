import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { kinds, outcomes } from '../../core/record/record.ts'
import type { Check } from '../../core/verify/check.ts'
import type { ObservedAct, ObservedFile } from '../../core/verify/observations/observation.ts'
import { Observer } from '../../core/verify/observations/observer.ts'
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
  seq: number | null,
  kind: number,
  outcome: number,
  action: number | null,
  target: number | null,
]

const PAGE_OF_RECORDS = `SELECT id, file, line, time_us, flags, credential, seq, kind, outcome, action, target FROM record
                          WHERE id > ? AND bundle = ? ORDER BY id LIMIT ${PAGE}`
const FILES = "SELECT path, lines, records FROM bundle_file WHERE bundle = ? AND role = 'log' ORDER BY id"
const CUT = `SELECT f.path FROM bundle_file f JOIN rejected_line r ON r.file = f.id
              WHERE f.bundle = ? AND r.offset + r.length >= f.text_bytes ORDER BY f.id`
const BUNDLE = 'SELECT format, duplicates FROM bundle WHERE id = ?'
const HMAC = 'hmac-sha256:'

/** Kinds of acts that say something about the log itself. */
const CONFIGURES = kinds.indexOf('configure-audit')
const EXPORTS = kinds.indexOf('export')

/** What needs no cryptography: every record of a bundle looked at once, in order of arrival. */
export async function* observeBundle(db: Database, bundle: number, signal?: AbortSignal): AsyncGenerator<Check> {
  const { format, duplicates } = bundleOf(db, bundle)
  const observer = new Observer(format)
  const show = showing(db, bundle)
  const page = db.prepare<[number, number], RecordRow>(PAGE_OF_RECORDS).raw()
  for (let rows = page.all(0, bundle); rows.length > 0; rows = page.all(rows.at(-1)?.[0] ?? 0, bundle)) {
    for (const row of rows) observer.look(show(row))
    await setImmediate()
    stopIfCancelled(signal)
  }
  const files = db.prepare<[number], ObservedFile>(FILES).all(bundle)
  const cutFiles = db.prepare<[number], string>(CUT).pluck().all(bundle)
  yield* observer.checks({ files, duplicates, cutFiles })
}

type Bundle = { readonly format: string; readonly duplicates: number }

const bundleOf = (db: Database, bundle: number): Bundle =>
  db.prepare<[number], Bundle>(BUNDLE).get(bundle) ?? { format: '', duplicates: 0 }

/** Turns rows of a bundle into what is observed. */
function showing(db: Database, bundle: number): (row: RecordRow) => Parameters<Observer['look']>[0] {
  const paths = new Map(
    db.prepare<[number], [number, string]>('SELECT id, path FROM bundle_file WHERE bundle = ?').raw().all(bundle),
  )
  const isHmac = hmacTerms(db)
  const actOf = acts(db)
  return (row) => {
    const [, file, line, timeUs, flags, credential, seq] = row
    const token = credential !== null && isHmac(credential) ? credential : undefined
    return { file: paths.get(file) ?? '', line, timeUs, flags, token, seq: seq ?? undefined, act: actOf(row) }
  }
}

function acts(db: Database): (row: RecordRow) => ObservedAct | undefined {
  const text = db.prepare<[number | null], string>('SELECT text FROM term WHERE id = ?').pluck()
  return ([, , , , , , , kind, outcome, action, target]) =>
    kind === CONFIGURES || kind === EXPORTS
      ? { action: text.get(action) ?? '', target: text.get(target) ?? '', outcome: outcomes[outcome] ?? 'unknown' }
      : undefined
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
