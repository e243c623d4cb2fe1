import { describe, expect, test } from 'vitest'
import { signatureProblems } from '../pack/problems.ts'
import { signatureCheck, worstSignature, type SignatureReason } from './signature.ts'

const signer = { name: 'A', fingerprint: 'f', kind: 'x509' } as const
const fault = (reason: SignatureReason) => ({ reason, message: reason })

const reasons: [SignatureReason, string][] = [
  ['malformed', 'failed broken malformed'],
  ['not-allowed', 'failed broken malformed'],
  ['content-changed', 'failed broken edited'],
  ['fits-no-key', 'failed broken edited'],
  ['other-key', 'failed broken wrong-key'],
  ['signature-invalid', 'failed broken edited'],
  ['other-certificate', 'failed broken wrong-key'],
  ['other-namespace', 'failed broken wrong-key'],
  ['wrong-usage', 'failed broken wrong-key'],
  ['revoked', 'failed broken wrong-key'],
  ['not-yet-valid', 'failed broken wrong-key'],
  ['timestamp-invalid', 'failed broken edited'],
  ['timestamp-other-content', 'failed broken edited'],
  ['weak', 'not-verifiable weak'],
  ['limit', 'not-verifiable unsupported'],
  ['unsupported', 'not-verifiable unsupported'],
  ['signature-absent', 'not-verifiable unverifiable'],
  ['content-absent', 'not-verifiable unverifiable'],
  ['certificate-absent', 'not-verifiable unverifiable'],
  ['signer-unknown', 'not-verifiable trust-unknown'],
  ['self-supplied', 'not-verifiable trust-unknown'],
  ['expired', 'not-verifiable unverifiable'],
  ['timestamp-unknown', 'not-verifiable trust-unknown'],
]

describe('the verdict over a signature', () => {
  test('nothing wrong is verified', () => {
    expect(signatureCheck({ faults: [], signer })).toMatchObject({
      verdict: 'verified',
      state: 'verified',
      signedAt: { basis: 'none' },
    })
    expect(signatureCheck({ faults: [] }).message).toBe('the signature holds')
  })

  test.each(reasons)('%s: %s', (reason, want) => {
    const { verdict, state, kind } = signatureCheck({ faults: [fault(reason)], signer })
    expect([verdict, state, kind].filter(Boolean).join(' ')).toBe(want)
    expect(signatureProblems[reason]).toMatch(/^[a-z-]+$/)
  })

  test('the worst fault speaks, all are kept', () => {
    const check = signatureCheck({
      faults: [fault('expired'), { ...fault('content-changed'), settles: 's' }, fault('signer-unknown')],
    })
    expect(check).toMatchObject({ verdict: 'failed', message: 'content-changed', settles: 's' })
    expect(check.faults.map(({ reason }) => reason)).toEqual(['content-changed', 'signer-unknown', 'expired'])
  })

  test('the worst signer speaks for all; none at all is not verifiable', () => {
    const good = signatureCheck({ faults: [], signer })
    const bad = signatureCheck({ faults: [fault('expired')] })
    expect(worstSignature([good, bad])).toBe(bad)
    expect(worstSignature([good])).toBe(good)
    expect(worstSignature([])).toMatchObject({ verdict: 'not-verifiable', state: 'unverifiable' })
  })
})
