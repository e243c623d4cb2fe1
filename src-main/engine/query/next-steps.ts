import type { Answer } from '../../contract/calls.ts'
import type { Check } from '../../core/verify/check.ts'

type Overview = Answer<'overview'>
type Next = Overview['next'][number]

interface Standing {
  readonly bundles: readonly Pick<Overview['bundles'][number], 'id' | 'name' | 'verdict' | 'rejected'>[]
  readonly packs: number
  readonly checksOf: (bundle: number) => readonly Check[]
}

/** What waits, in the order in which it should be done. */
export function nextSteps({ bundles, packs, checksOf }: Standing): Overview['next'] {
  if (bundles.length === 0) return [{ what: 'import', view: 'import', n: 0 }]
  const unchecked = bundles.filter(({ verdict }) => verdict === 'unchecked').length
  const rejected = bundles.reduce((sum, bundle) => sum + bundle.rejected, 0)
  return [
    ...(unchecked > 0 ? [{ what: 'verify', view: 'integrity', n: unchecked } as const] : []),
    ...bundles.flatMap(({ id, name, verdict }) => ofVerdict(verdict, checksOf(id)).map((step) => ({ ...step, name }))),
    ...(rejected > 0 ? [{ what: 'see-rejected', view: 'import', n: rejected } as const] : []),
    ...(packs === 0 && unchecked === 0 ? [{ what: 'seal', view: 'evidence', n: 0 } as const] : []),
  ]
}

/** Breaks are to be read; a key helps only where an unknown one is all that a check waits for. */
function ofVerdict(verdict: Standing['bundles'][number]['verdict'], checks: readonly Check[]): readonly Next[] {
  const open = checks.filter((check) => check.level === 'proof' && check.verdict === verdict)
  if (verdict === 'failed') return [{ what: 'read-break', view: 'integrity', n: open.length }]
  if (verdict !== 'not-verifiable') return []
  const keys = open.filter(({ state }) => state === 'trust-unknown').length
  const others = open.length - keys
  return [
    ...(keys > 0 ? [{ what: 'add-key', view: 'integrity', n: keys } as const] : []),
    ...(others > 0 ? [{ what: 'see-open', view: 'integrity', n: others } as const] : []),
  ]
}
