import type { Database } from 'better-sqlite3'
import type { Check } from '../../core/verify/check.ts'
import { caseBag } from './bag-source.ts'
import { type BundleDeps, verifyOpenBundle } from './verify-open-bundle.ts'

/** A complete bundle of a case, as verification needs to know it. */
export interface StoredBundle {
  readonly id: number
  readonly shape: 'files' | 'open-bundle'
  readonly format: string
}

/** Every check of one bundle that the case keeps: the proofs its source offers, what is observed, and the case's own keeping of it. */
export async function* verifyStored(db: Database, bundle: StoredBundle, deps: BundleDeps): AsyncGenerator<Check> {
  if (bundle.shape === 'open-bundle') yield* verifyOpenBundle(caseBag(db, bundle.id), deps)
}
