import type { Check } from '../../core/verify/check.ts'
import { type Scrub, SETTLED_BY_RECEIVED, scrubbedBy } from '../store/scrubs.ts'

/**
 * A proof over a scrubbed file was held against what was hashed at import, since the bytes are gone: where it holds by that, it is not
 * verified again, and says so. What failed by it failed already then.
 */
export function asKept(check: Check, touched: Iterable<string>, scrubs: ReadonlyMap<string, readonly Scrub[]>): Check {
  if (check.level !== 'proof' || check.verdict === 'failed' || check.verdict === 'not-offered') return check
  const paths = new Set([...touched, ...(check.file === undefined ? [] : [check.file])])
  const found = [...paths].flatMap((path) => (scrubs.get(path) ?? []).map((scrub) => ({ path, scrub })))
  if (found.length === 0) return check
  const by = found.map(({ path, scrub }) => `${path} was ${scrubbedBy(scrub)}`).join('; ')
  const held = check.verdict === 'verified' ? 'it held against the hashes taken at import, ' : ''
  return {
    ...check,
    verdict: 'not-verifiable',
    state: 'unverifiable',
    message: `${check.message}; ${held}and cannot be checked again: ${by}`,
    settles: SETTLED_BY_RECEIVED,
  }
}
