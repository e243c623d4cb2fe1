import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'
import type { Check } from '../../core/verify/check.ts'
import { chainFile } from './chain-file.ts'
import { verifyState } from './verify-state.ts'

type Got = Answer<'record.get'>
type Proof = Got['proof']

/** What stands behind a record: the verdict of its bundle, and whether its own lines are among the findings. */
export function recordProof(db: Database, record: Got['record']): Proof {
  const checked = verifyState(db).bundles.find(({ id }) => id === record.bundle)
  const chain = chainOf(db, record)
  if (!checked) return { verdict: 'unchecked', because: 'its bundle has not been checked yet', ...(chain && { chain }) }
  const signer = checked.checks.find(
    ({ check, verdict }) => check.endsWith('signature') && verdict === 'verified',
  )?.message
  return {
    verdict: checked.verdict,
    because: because(record, checked),
    ...(chain && { chain }),
    ...(signer !== undefined && { signer }),
  }
}

function because(
  record: Got['record'],
  { verdict, checks }: { readonly verdict: Check['verdict']; readonly checks: readonly Check[] },
): string {
  if (verdict === 'not-offered') return 'its source offers no proof'
  const wrong = checks.filter(
    (check) => check.level === 'proof' && check.verdict !== 'verified' && check.verdict !== 'not-offered',
  )
  const own = wrong.find(
    (check) => check.file === record.file && (isAt(check, record.line) || isAt(check, record.pairedLine)),
  )
  if (own) return own.message
  if (verdict === 'verified') return 'every proof check of its bundle held'
  return `no finding names its own lines; of the whole bundle: ${wrong[0]?.message ?? ''}`
}

/** A finding may be of several lines in a row. */
const isAt = ({ line: from, count = 1 }: Check, line: number | undefined): boolean =>
  from !== undefined && line !== undefined && line >= from && line < from + count

function chainOf(db: Database, { bundle, file, line }: Got['record']): Proof['chain'] {
  const chain = chainFile(db, bundle, file)
  const entry = chain?.at(line)
  return chain && entry && { entry: line, of: chain.entries, link: entry.link }
}
