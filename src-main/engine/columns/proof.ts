import { proofWords } from '../../core/filter/query.ts'
import type { CaseColumns } from './case-columns.ts'

export type ProofWord = (typeof proofWords)[number]

/** The verdict behind each bundle's records, as last checked; a word that is none of ours counts as not verifiable. */
export function bundleVerdicts({ db, runs }: Pick<CaseColumns, 'db' | 'runs'>): Map<number, ProofWord> {
  const checked = new Map(
    db
      .prepare<[], { bundle: number; verdict: string }>('SELECT bundle, verdict FROM check_run')
      .all()
      .map(({ bundle, verdict }) => [bundle, proofWords.find((word) => word === verdict) ?? 'not-verifiable']),
  )
  return new Map(runs.map(({ bundle }) => [bundle, checked.get(bundle) ?? 'unchecked']))
}
