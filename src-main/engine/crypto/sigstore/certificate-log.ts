import type { TrustMaterial } from '@sigstore/verify'
import { SignedCertificateTimestampList } from 'pkijs'
import type { Certificate } from '../certificate.ts'

/** RFC 6962, section 3.3: the certificate timestamps inside a certificate. */
const TIMESTAMPS = '1.3.6.1.4.1.11129.2.4.2'

/** Whether the certificate bears a timestamp by one of these certificate logs, valid when it was given. */
export function knowsCertificateLog({ parsed }: Certificate, logs: TrustMaterial['ctlogs']): boolean {
  const list: unknown = parsed.extensions?.find(({ extnID }) => extnID === TIMESTAMPS)?.parsedValue
  if (!(list instanceof SignedCertificateTimestampList)) return false
  return list.timestamps.some(({ logID, timestamp }) =>
    logs.some(
      ({ logID: known, validFor }) =>
        known.equals(Buffer.from(logID)) && validFor.start <= timestamp && timestamp <= validFor.end,
    ),
  )
}
