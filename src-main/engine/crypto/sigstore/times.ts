import type { Bundle, TransparencyLogEntry, TrustedRoot } from '@sigstore/protobuf-specs'
import { fromBER, Sequence } from 'asn1js'
import type { SignatureFault, SignedAt } from '../../../core/verify/signature.ts'
import { ASN1_LIMITS, readCertificate } from '../certificate.ts'
import { contentOf } from '../content.ts'
import { checkToken } from '../time-stamp.ts'
import type { Trust, Trusted } from '../trusted.ts'
import type { BundleSigner } from './signer.ts'

const contradictions = new Set<SignatureFault['reason']>(['timestamp-invalid', 'timestamp-other-content'])

/** What the time-stamps of a bundle say: contradictions (made for another signature, wrongly signed by a known authority), and times. */
export interface TokensAnswer {
  readonly faults: readonly SignatureFault[]
  readonly times: readonly Date[]
}

/** Checks the time-stamps over a signature against the authorities of the trusted roots. */
export function checkTokens(bundle: Bundle, signature: Buffer, roots: readonly TrustedRoot[], now: Date): TokensAnswer {
  const trust = authoritiesOf(roots)
  const answers = tokensOf(bundle).map((token) => checkToken(token, contentOf(signature), { trust, now, pool: [] }))
  return {
    faults: answers.flatMap(({ faults }) => faults).filter(({ reason }) => contradictions.has(reason)),
    times: answers.flatMap(({ time }) => time ?? []),
  }
}

/** RFC 3161, section 2.4.2: a bundle holds the whole answer, status first and then the token. */
function tokensOf({ verificationMaterial: material }: Bundle): Uint8Array[] {
  const answers = material?.timestampVerificationData?.rfc3161Timestamps ?? []
  return answers.flatMap(({ signedTimestamp }) => {
    const answer = fromBER(new Uint8Array(signedTimestamp), ASN1_LIMITS).result
    const token = answer instanceof Sequence ? answer.valueBlock.value[1] : undefined
    return token ? [new Uint8Array(token.valueBeforeDecodeView)] : []
  })
}

function authoritiesOf(roots: readonly TrustedRoot[]): Trust {
  const chains = roots.flatMap(({ timestampAuthorities }) => timestampAuthorities)
  const keys = chains
    .flatMap(({ certChain }) => certChain?.certificates ?? [])
    .flatMap(({ rawBytes }): Trusted[] => {
      try {
        const certificate = readCertificate(rawBytes)
        return [
          { kind: 'x509', name: certificate.name, fingerprint: certificate.fingerprint, material: '', certificate },
        ]
      } catch {
        return []
      }
    })
  return { keys, lists: [] }
}

/** The log's time must lie within the minutes for which the certificate stands; nothing is said of who states it. */
export function checkLogTimes(
  { verificationMaterial: material }: Bundle,
  { certificate }: BundleSigner,
): SignatureFault[] {
  if (!certificate) return []
  const { notBefore, notAfter } = certificate
  return (material?.tlogEntries ?? []).flatMap(timeOf).some((time) => time < notBefore || time > notAfter)
    ? [
        {
          reason: 'expired',
          message: 'the log took the signature in at a time for which the certificate does not stand',
        },
      ]
    : []
}

/** The earliest time that a log promises or an authority stamped; proved only where nothing else is against the bundle. */
export function signedAtOf(
  { verificationMaterial: material }: Bundle,
  { times }: TokensAnswer,
  proved: boolean,
): SignedAt {
  const promised = (material?.tlogEntries ?? []).filter(({ inclusionPromise }) => inclusionPromise).flatMap(timeOf)
  const [first] = [...promised, ...times].toSorted((a, b) => a.getTime() - b.getTime())
  if (!first) return { basis: 'none' }
  return { basis: proved ? 'token' : 'claimed', time: first.toISOString().replace('.000Z', 'Z') }
}

function timeOf({ integratedTime }: TransparencyLogEntry): Date[] {
  return /^[1-9]\d{0,11}$/.test(integratedTime) ? [new Date(Number(integratedTime) * 1000)] : []
}
