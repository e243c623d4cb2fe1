import type { Verdict } from '../verify/check.ts'
import type { SignatureReason } from '../verify/signature.ts'

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
  'file-present-but-not-covered': 'failed',
  'bag-manifests-differ-from-signed-manifest': 'failed',
  'custody-chain-broken': 'failed',
  'report-contradicts-custody': 'failed',
  'timestamp-absent': 'verified',
  'timestamp-not-trusted': 'not-verifiable',
  'timestamp-invalid': 'failed',
  'timestamp-over-other-data': 'failed',
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

/** The pack's problem that each reason of a signature check is. */
export const signatureProblems: Readonly<Record<SignatureReason, PackProblemCode>> = {
  malformed: 'signature-invalid',
  'not-allowed': 'signature-invalid',
  'content-changed': 'signature-invalid',
  'signature-invalid': 'signature-invalid',
  'fits-no-key': 'signature-invalid',
  'other-key': 'signature-invalid',
  'other-certificate': 'signature-invalid',
  'other-namespace': 'signature-invalid',
  'wrong-usage': 'certificate-wrong-usage',
  revoked: 'certificate-revoked',
  'not-yet-valid': 'certificate-not-yet-valid',
  'timestamp-invalid': 'timestamp-invalid',
  'timestamp-other-content': 'timestamp-over-other-data',
  weak: 'signature-weak',
  limit: 'signature-unsupported',
  unsupported: 'signature-unsupported',
  'signature-absent': 'signature-missing',
  'content-absent': 'listed-file-missing',
  'certificate-absent': 'certificate-missing',
  'signer-unknown': 'signer-not-trusted',
  'self-supplied': 'signer-not-trusted',
  expired: 'certificate-expired',
  'timestamp-unknown': 'timestamp-not-trusted',
}
