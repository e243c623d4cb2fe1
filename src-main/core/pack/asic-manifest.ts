import { mimeType, paths } from './names.ts'

/** A file as the signed manifest names it; the digest is SHA-256 in base64. */
export interface Reference {
  readonly path: string
  readonly digest: string
}

const ASIC = 'http://uri.etsi.org/02918/v1.2.1#'
const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
/** SHA-256 as XML Encryption names it (https://www.w3.org/TR/xmlenc-core1/, 5.8.2). */
export const SHA256_URI = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** `META-INF/ASiCManifest001.xml` (ETSI EN 319 162-1, annex A.4): the bytes that are signed, UTF-8, LF. */
export function asicManifest(references: readonly Reference[]): string {
  const objects = references.map(
    ({ path, digest }) =>
      ` <asic:DataObjectReference URI="${path}" MimeType="${mimeType(path)}">\n` +
      `  <ds:DigestMethod Algorithm="${SHA256_URI}"/>\n` +
      `  <ds:DigestValue>${digest}</ds:DigestValue>\n` +
      ` </asic:DataObjectReference>\n`,
  )
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n` +
    `<asic:ASiCManifest xmlns:asic="${ASIC}" xmlns:ds="${DSIG}">\n` +
    ` <asic:SigReference URI="${paths.signature}" MimeType="application/pkcs7-signature"/>\n` +
    `${objects.join('')}</asic:ASiCManifest>\n`
  )
}
