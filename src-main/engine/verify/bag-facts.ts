import type { BundleJson } from '../../core/bundle/declaration.ts'
import type { Manifest } from '../../core/bundle/manifest.ts'
import type { Held } from '../../core/verify/chain-checks.ts'
import type { RecordsInSpan } from '../../core/verify/period.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import type { BagSource } from './bag-source.ts'

/** What verification needs from outside of the bag. */
export interface BundleDeps {
  readonly verifySignature: (kind: 'cms' | 'sshsig', signed: Uint8Array, signature: Uint8Array) => SignatureCheck
  /** Times of the bundle's records against a half-open span, both ends RFC 3339; absent where no times were read. */
  readonly recordsInSpan?: ((from: string, to: string) => RecordsInSpan | undefined) | undefined
  /** Received bytes read so far, of how many. */
  readonly tell?: ((done: number, total: number, file: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What the tag files say, as far as they can be read. */
export interface BagFacts {
  readonly bag: BagSource
  readonly deps: BundleDeps
  readonly names: ReadonlySet<string>
  readonly declared: BundleJson | undefined
  readonly manifest: Manifest | undefined
  readonly tagManifest: Manifest | undefined
  /** SHA-256 of the line of `export.json`. */
  readonly closing: string | undefined
  /** The small tag files, as read. */
  readonly tags: ReadonlyMap<string, Uint8Array>
}

/** Whether a tag file's digest is the one in the tag manifest. */
export type TagHeld = (path: string, sha256: string) => Held
