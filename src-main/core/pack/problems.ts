import type { Verdict } from '../verify/check.ts'

/**
 * Every problem a pack can have, with its verdict (`formats/evidence-pack.md`, last lists): failed, but for a signer who is
 * not trusted and a certificate that ended; what is merely absent and allowed to be is a note.
 */
export const packProblems = {
  'not-a-pack': 'failed',
  'signature-missing': 'failed',
  'signature-invalid': 'failed',
  'signature-weak': 'not-verifiable',
  'signature-unsupported': 'not-verifiable',
  'signer-not-trusted': 'not-verifiable',
  'certificate-expired': 'not-verifiable',
  'certificate-missing': 'not-verifiable',
  'certificate-not-yet-valid': 'failed',
  'certificate-revoked': 'failed',
  'certificate-wrong-usage': 'failed',
  'listed-file-missing': 'failed',
  'listed-file-changed': 'failed',
  'file-not-covered': 'failed',
  'bag-manifests-differ': 'failed',
  'custody-chain-broken': 'failed',
  'timestamp-absent': 'verified',
  'timestamp-not-trusted': 'not-verifiable',
  'timestamp-invalid': 'failed',
  'timestamp-over-other-content': 'failed',
  'workbook-signature-absent': 'verified',
  'workbook-signature-not-checked': 'verified',
} as const satisfies Record<string, Verdict>

/** The code of a pack's problem, closed. */
export type PackProblemCode = keyof typeof packProblems

/** One problem of a pack, as `verify-pack --json` shows it. */
export interface PackProblem {
  readonly code: PackProblemCode
  readonly verdict: Verdict
  readonly path?: string
  readonly message: string
}

/** A problem with the verdict of its code. */
export function packProblem(code: PackProblemCode, message: string, path?: string): PackProblem {
  return { code, verdict: packProblems[code], ...(path === undefined ? {} : { path }), message }
}
