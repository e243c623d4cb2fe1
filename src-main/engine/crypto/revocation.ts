import { fromBER } from 'asn1js'
import { CertificateRevocationList } from 'pkijs'
import type { SignatureFault } from '../../core/verify/signature.ts'
import { policyFaults, signatureHolds, signatureRule } from './algorithm.ts'
import { ASN1_LIMITS, type Certificate } from './certificate.ts'

/** A certificate revocation list (RFC 5280, section 5), as it came. */
export type RevocationList = CertificateRevocationList

/** Reads one revocation list from DER; throws where it is none. */
export function readRevocationList(der: Uint8Array): RevocationList {
  const asn1 = fromBER(new Uint8Array(der), ASN1_LIMITS)
  if (asn1.offset !== der.length) throw new TypeError('not a revocation list')
  return new CertificateRevocationList({ schema: asn1.result })
}

/** Whether the issuer took the certificate back; without a list of the issuer's own this is said, never assumed. */
export function checkRevocation(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
  at: Date,
): { faults: SignatureFault[]; notes: string[] } {
  const own = lists.filter((list) => isFrom(list, issuer))
  const newest = own.toSorted((a, b) => b.thisUpdate.value.getTime() - a.thisUpdate.value.getTime())[0]
  if (!newest) return { faults: [], notes: [`revocation not checked: no list of ${issuer.name}`] }
  const serial = hex(certificate.parsed.serialNumber.valueBlock.valueHexView)
  const entry = own
    .flatMap((list) => list.revokedCertificates ?? [])
    .find(({ userCertificate }) => hex(userCertificate.valueBlock.valueHexView) === serial)
  if (entry && entry.revocationDate.value <= at) {
    const message = `the certificate of ${certificate.name} was revoked at ${entry.revocationDate.value.toISOString()}`
    return {
      faults: [{ reason: 'revoked', message, settles: 'a signature with a certificate that is not revoked' }],
      notes: [],
    }
  }
  return { faults: [], notes: [`revocation checked with a list of ${newest.thisUpdate.value.toISOString()}`] }
}

/** A list counts only where the issuer's own key signed it; anybody can write another. */
function isFrom(list: RevocationList, issuer: Certificate): boolean {
  if (!list.issuer.isEqual(issuer.parsed.subject) || issuer.usage.crlSigning === false) return false
  const rule = signatureRule(list.signatureAlgorithm)
  const value = list.signatureValue.valueBlock.valueHexView
  if (!rule || !issuer.key || policyFaults(issuer.key, rule).length > 0) return false
  return signatureHolds(rule, issuer.key, list.tbsView, value)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
