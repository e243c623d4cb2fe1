import { bundleVerdict, type Check, type State } from '../../src-main/core/verify/check.ts'
import type { Said } from './mechanism.ts'

/** Among checks of one verdict, the state that weighs most speaks; trust alone being unknown weighs least. */
const WEIGHT: readonly State[] = [
  'broken',
  'unsupported',
  'weak',
  'unverifiable',
  'incomplete',
  'trust-unknown',
  'verified',
]

/** All checks of one proof as one answer: the worst of them, as in a bundle, with the first place that it names. */
export function saidOf(checks: readonly Check[]): Said {
  const verdict = bundleVerdict(checks)
  const speaking = checks
    .filter((check) => check.level === 'proof' && check.verdict === verdict)
    .toSorted((a, b) => WEIGHT.indexOf(a.state ?? 'broken') - WEIGHT.indexOf(b.state ?? 'broken'))
  const [worst] = speaking
  return { verdict, state: worst?.state, at: worst?.file, message: worst?.message }
}

/** Every check that a proof gives. */
export async function allChecks(checks: AsyncIterable<Check>): Promise<Check[]> {
  const all: Check[] = []
  for await (const check of checks) all.push(check)
  return all
}
