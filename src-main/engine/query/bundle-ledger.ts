import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Answer } from '../../contract/calls.ts'
import { FaultError } from '../../contract/fault.ts'
import { ledgersOf } from '../store/imported-bundle.ts'

type Row = {
  readonly id: number
  readonly name: string
  readonly format: string
  readonly confidence: number
  readonly reasons: string
}
const Reasons = z.array(z.string())

/** Every line of a bundle accounted for, file by file, and why its format was recognised. */
export function bundleLedger(db: Database, bundle: number): Answer<'bundle.ledger'> {
  const row = db
    .prepare<[number], Row>(
      "SELECT id, name, format, confidence, reasons FROM bundle WHERE id = ? AND state = 'complete'",
    )
    .get(bundle)
  if (!row) throw new FaultError('not-found', `The case holds no bundle ${bundle}.`)
  return { ...row, reasons: Reasons.parse(JSON.parse(row.reasons)), files: ledgersOf(db, bundle) }
}
