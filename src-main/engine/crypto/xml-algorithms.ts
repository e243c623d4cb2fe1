import type { SignatureRule } from './algorithm.ts'

/** XML Signature 1.1 (section 6.2), RFC 9231: digest algorithms by identifier, with node's name and octets. */
const digests: Readonly<Record<string, readonly [string, number]>> = {
  'http://www.w3.org/2001/04/xmldsig-more#md5': ['md5', 16],
  'http://www.w3.org/2000/09/xmldsig#sha1': ['sha1', 20],
  'http://www.w3.org/2001/04/xmlenc#sha256': ['sha256', 32],
  'http://www.w3.org/2001/04/xmldsig-more#sha384': ['sha384', 48],
  'http://www.w3.org/2001/04/xmlenc#sha512': ['sha512', 64],
}

/** RFC 9231: signature algorithms by identifier. Message authentication codes are not among them: anybody who checks could make one. */
const signatures: Readonly<Record<string, SignatureRule>> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': { scheme: 'rsa', hash: 'sha1' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { scheme: 'rsa', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { scheme: 'rsa', hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { scheme: 'rsa', hash: 'sha512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { scheme: 'rsa-pss', hash: 'sha256', saltLength: 32 },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { scheme: 'rsa-pss', hash: 'sha384', saltLength: 48 },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { scheme: 'rsa-pss', hash: 'sha512', saltLength: 64 },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1': { scheme: 'ecdsa', hash: 'sha1', fixedWidth: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { scheme: 'ecdsa', hash: 'sha256', fixedWidth: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { scheme: 'ecdsa', hash: 'sha384', fixedWidth: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { scheme: 'ecdsa', hash: 'sha512', fixedWidth: true },
}

/** All digest algorithms, for a library that must be told of each. */
export const xmlDigests: readonly (readonly [string, string])[] = Object.entries(digests).map(([uri, [name]]) => [
  uri,
  name,
])

/** Node's name of a digest algorithm; undefined where it is not known, or the digest is not as long as it should be. */
export function digestNamed(uri: string, octets: number): string | undefined {
  const [name, length] = Object.hasOwn(digests, uri) ? (digests[uri] ?? []) : []
  return length === octets ? name : undefined
}

/** How a signature value of that algorithm is to be checked. */
export const xmlSignatureRule = (uri: string): SignatureRule | undefined =>
  Object.hasOwn(signatures, uri) ? signatures[uri] : undefined
