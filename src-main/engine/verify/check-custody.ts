import type { Database } from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'
import { type CustodyProblem, chainedEntry, checkCustody } from '../../core/custody/custody.ts'
import { type Check, bundleVerdict } from '../../core/verify/check.ts'
import { sha256 } from '../crypto/digest.ts'
import { readCustody } from '../store/custody-log.ts'
import { checkActs } from './check-acts.ts'
import { checkPins } from './check-pins.ts'
import { checkScrubActs } from './check-scrubs.ts'
import { checkResults } from './kept-results.ts'

/** The case's own chain of acts: nothing where it holds, an entry beside the bundles where it does not, or holds with a remark. */
export function custodyChecks(db: Database): JobResult<'verify'>['bundles'] {
  const entries = [...readCustody(db)]
  const checks = [...checkCustody(entries.map(chainedEntry), sha256)].map(brokenLink)
  for (const check of [checkActs, checkScrubActs, checkPins, checkResults]) checks.push(...check(db, entries))
  if (checks.length === 0) return []
  // a remark alone takes nothing from a chain that holds
  const verdict = checks.some(({ level }) => level === 'proof') ? bundleVerdict(checks) : 'verified'
  return [{ name: 'custody of the case', format: 'case', verdict, checks }]
}

function brokenLink({ kind, seq, expected, found, message }: CustodyProblem): Check {
  const place = {
    ...(seq !== undefined && { seq }),
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
  }
  return { check: 'case.custody', level: 'proof', verdict: 'failed', state: 'broken', kind, ...place, message }
}
