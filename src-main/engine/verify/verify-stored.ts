import type { Database } from 'better-sqlite3'
import type { Check } from '../../core/verify/check.ts'
import { formatOfBundle } from '../known-formats.ts'
import { caseBag } from './bag-source.ts'
import { checkKept } from './check-kept.ts'
import { observeBundle } from './observe-bundle.ts'
import type { BundleDeps } from './bag-facts.ts'
import { type ProofsDeps, verifyProofs } from './verify-proofs.ts'
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
  deps: BundleDeps & ProofsDeps,
): AsyncGenerator<Check> {
  const { signal = new AbortController().signal, tell = () => undefined } = deps
  if (bundle.shape === 'open-bundle') yield* verifyOpenBundle(caseBag(db, bundle.id), deps)
  else if (!(yield* verifyProofs(db, bundle.id, deps)))
    yield notOffered(formatOfBundle(db, bundle.id)?.title ?? bundle.format)
  yield* observeBundle(db, bundle.id, signal)
  yield* checkKept(db, bundle.id, { signal, tell })
}

function notOffered(title: string): Check {
  return {
    check: 'source.proof',
    level: 'proof',
    verdict: 'not-offered',
    message: `${title}: the source proves nothing about its own log; no number, chain or signature stands in it`,
    settles: 'The same log as an open bundle, made where it was exported',
  }
}
