import type { Database } from 'better-sqlite3'
import type { FormatAdapter } from '../../core/formats/format.ts'
import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import type { Check } from '../../core/verify/check.ts'
import { formatOfBundle } from '../known-formats.ts'
import type { ProofDeps } from '../proofs/proof.ts'
import { scrubsByPath } from '../store/scrubs.ts'
import { asFiles } from '../pipeline/plan-files.ts'
import { asKept } from './as-kept.ts'
import { caseBag } from './bag-source.ts'
import { checkKept } from './check-kept.ts'
import { observeBundle } from './observe-bundle.ts'
import type { BundleDeps } from './bag-facts.ts'
import { seen } from './findings.ts'
import { verifyProofs } from './verify-proofs.ts'
import { verifyOpenBundle } from './verify-open-bundle.ts'

/** A complete bundle of a case, as verification needs to know it. */
export interface StoredBundle {
  readonly id: number
  readonly shape: 'files' | 'open-bundle'
  readonly format: string
}

/** Every check of one bundle that the case keeps: the proofs its source offers, what is observed, and the case's own keeping of it. */
export async function* verifyStored(
  db: Database,
  bundle: StoredBundle,
  deps: BundleDeps & Omit<ProofDeps, 'onRule'>,
): AsyncGenerator<Check> {
  const { signal = new AbortController().signal, tell = () => undefined } = deps
  const tried = new Set<ChainRule>()
  const onRule = (rule: ChainRule): void => void tried.add(rule)
  if (bundle.shape === 'open-bundle') {
    const scrubs = scrubsByPath(db, bundle.id)
    for await (const check of verifyOpenBundle(caseBag(db, bundle.id), deps)) yield asKept(check, [], scrubs)
  } else if (!(yield* verifyProofs(db, bundle.id, { ...deps, onRule })))
    yield unproved(formatOfBundle(db, bundle.id), bundle.format)
  yield* notTried(deps, tried)
  if (bundle.format === asFiles.id) yield seen('file.records', NO_RECORDS)
  else yield* observeBundle(db, bundle.id, signal)
  yield* checkKept(db, bundle.id, { signal, tell })
}

const NO_RECORDS =
  'No format that Proofline knows reads these files: they were checked as files, and none of their records was looked at'

/** What was supplied for this run and met no chain that it is for is told, so that nobody takes it for tried. */
function* notTried(
  { secrets = [], chainRules = [] }: Omit<ProofDeps, 'onRule'>,
  tried: ReadonlySet<ChainRule>,
): Generator<Check> {
  for (const rule of chainRules)
    if (!tried.has(rule))
      yield seen('chain.rule', `No log of this bundle is chained by the rule ${rule.id}, which was supplied`)
  if (secrets.length > 0 && ![...tried].some(({ digest }) => digest.keyed))
    yield seen(
      'chain.rule',
      'A secret was supplied, and no log of this bundle carries an HMAC chain that it could be tried on',
    )
}

/** Where the source offers a proof that did not come along, that it is missing; else that there is none. */
function unproved(format: FormatAdapter | undefined, id: string): Check {
  const { title = id, integrity = [] } = format ?? {}
  const place = { check: 'source.proof', level: 'proof' } as const
  if (integrity.length > 0)
    return {
      ...place,
      verdict: 'not-verifiable',
      state: 'incomplete',
      message: `${title} offers a proof that did not come with these logs: ${integrity.join('; ')}`,
      settles: 'The proof of the same time, beside the logs',
    }
  return {
    ...place,
    verdict: 'not-offered',
    message: `${title}: the source proves nothing about its own log; no signature stands in it, and no chain by a rule that is known`,
    settles: 'The same log as an open bundle, made where it was exported',
  }
}
