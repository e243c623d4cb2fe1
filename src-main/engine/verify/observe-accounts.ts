import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { flagBit } from '../../core/record/record.ts'
import type { Check } from '../../core/verify/check.ts'
import type { Accounts, Told } from '../../core/verify/observations/accounts.ts'
import { stopIfCancelled } from '../intake/faults.ts'

/** Records looked at between two looks at the signal. */
const PAGE = 8192
const NO_RESPONSE = flagBit('no-response')
const NO_REQUEST = flagBit('no-request')

type Row = {
  readonly id: number
  readonly file: number
  readonly line: number
  readonly pairedFile: number | null
  readonly pairedLine: number | null
  readonly timeUs: number
  readonly flags: number
}

const PAGE_OF_LINES = `SELECT id, file, line, paired_file AS pairedFile, paired_line AS pairedLine, time_us AS timeUs, flags
                         FROM record WHERE id > ? AND bundle = ? ORDER BY id LIMIT ${PAGE}`
const SPANS = `SELECT file, min(time_us), max(time_us) FROM record WHERE bundle = :bundle GROUP BY file
                UNION ALL
               SELECT paired_file, min(time_us), max(time_us) FROM record WHERE bundle = :bundle AND paired_file IS NOT NULL
                GROUP BY paired_file`

/** Whether the files of a bundle that repeat one another tell the same; costs nothing where none does. */
export async function* observeAccounts(
  db: Database,
  bundle: number,
  accounts: Accounts,
  signal?: AbortSignal,
): AsyncGenerator<Check> {
  if (!accounts.any) return
  const spans = db.prepare<[object], [number, number, number]>(SPANS).raw().all({ bundle })
  for (const [file, fromUs, toUs] of spans) for (const us of [fromUs, toUs]) accounts.covers(file, us)
  const page = db.prepare<[number, number], Row>(PAGE_OF_LINES)
  for (let rows = page.all(0, bundle); rows.length > 0; rows = page.all(rows.at(-1)?.id ?? 0, bundle)) {
    for (const row of rows) for (const told of halvesOf(row)) accounts.look(told)
    await setImmediate()
    stopIfCancelled(signal)
  }
  const path = db.prepare<[number], string>('SELECT path FROM bundle_file WHERE id = ?').pluck()
  yield* accounts.checks((file) => path.get(file) ?? '')
}

function halvesOf({ id, file, line, pairedFile, pairedLine, timeUs, flags }: Row): readonly Told[] {
  const own = { file, line, record: id, timeUs }
  if (pairedFile !== null && pairedLine !== null) {
    return [
      { ...own, half: 1 },
      { ...own, file: pairedFile, line: pairedLine, half: 2 },
    ]
  }
  if ((flags & NO_RESPONSE) !== 0) return [{ ...own, half: 1 }]
  return [{ ...own, half: (flags & NO_REQUEST) !== 0 ? 2 : 3 }]
}
