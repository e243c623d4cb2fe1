import type { Answer } from '../../src-main/contract/calls.ts'

/** How many bundles bear each verdict. */
export function tally({
  bundles,
}: Answer<'overview'>): Readonly<Record<'verified' | 'failed' | 'unverifiable' | 'notOffered' | 'unchecked', number>> {
  const of = (verdict: string): number => bundles.filter((bundle) => bundle.verdict === verdict).length
  return {
    verified: of('verified'),
    failed: of('failed'),
    unverifiable: of('not-verifiable'),
    notOffered: of('not-offered'),
    unchecked: of('unchecked'),
  }
}
