import { createHash } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { SaxesTagNS } from 'saxes'
import type { SignatureFault } from '../../core/verify/signature.ts'
import { keyFaults, policyFaults, signatureHolds, type SignatureRule } from './algorithm.ts'
import { readCertificate, type Certificate } from './certificate.ts'
import { xmlDigests, xmlSignatureRule } from './xml-algorithms.ts'
import { readXml } from './xml.ts'

/** What an XML signature over objects inside itself says and proves. `objects` is the canonical XML that was signed, and nothing else. */
export interface XmlSigned {
  readonly faults: readonly SignatureFault[]
  readonly signer?: Certificate
  readonly certificates: readonly Certificate[]
  readonly objects: readonly string[]
  /** It carries a time-stamp that is not read. */
  readonly stamped: boolean
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const MOST_CERTIFICATES = 64
/**
 * The library looks every reference up in the whole text, so both are bounded together: seconds at the worst. Office writes three
 * references, and about six elements a part. Provisional.
 */
const MOST_REFERENCES = 8
const MOST_ELEMENTS = 20_000
/** Canonical XML 1.0 and exclusive (W3C): a transform can only be one of these, which read nothing and run nothing. */
const CANONICAL = new Set([
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
])

/** What the text says of its signature, read before anything is computed. */
interface Outline {
  readonly path: string[]
  readonly certificates: string[]
  readonly problems: SignatureFault[]
  method: string
  signatures: number
  references: number
  elements: number
  stamped: boolean
  text: string | undefined
}

/** Checks SignedInfo (XML Signature 1.1, core validation) of a text whose root is the signature. Never throws over what it is. */
export function readXmlSignature(bytes: Uint8Array): XmlSigned {
  const outline = outlineOf(bytes)
  if (!outline) return failed([], 'malformed', 'the signature is no XML that can be read safely in one way')
  const certificates = outline.certificates.flatMap(certificateOf)
  const rule = xmlSignatureRule(outline.method)
  const [problem] = outline.problems
  if (problem) return { ...failed(certificates, problem.reason, problem.message), stamped: outline.stamped }
  if (!rule) return failed(certificates, 'unsupported', 'the signature algorithm is not supported')
  if (certificates.length === 0) return failed(certificates, 'certificate-absent', 'the signature holds no certificate')
  return { ...validate(bytes, rule, certificates), stamped: outline.stamped }
}

function failed(certificates: readonly Certificate[], reason: SignatureFault['reason'], message: string): XmlSigned {
  return { faults: [{ reason, message }], certificates, objects: [], stamped: false }
}

function certificateOf(text: string): Certificate[] {
  try {
    return [readCertificate(Buffer.from(text, 'base64'))]
  } catch {
    return [] // one that cannot be read is as good as absent
  }
}

function outlineOf(bytes: Uint8Array): Outline | undefined {
  const outline: Outline = {
    path: [],
    certificates: [],
    problems: [],
    method: '',
    signatures: 0,
    references: 0,
    elements: 0,
    stamped: false,
    text: undefined,
  }
  const read = readXml(bytes, {
    opened: (tag) => opened(outline, tag),
    text: (text) => {
      if (outline.text !== undefined) outline.text += text
    },
    closed: ({ uri, local }) => {
      outline.path.pop()
      if (uri !== DSIG || local !== 'X509Certificate' || outline.text === undefined) return
      if (outline.certificates.length < MOST_CERTIFICATES) outline.certificates.push(outline.text)
      outline.text = undefined
    },
  })
  if (!read || outline.signatures !== 1) return undefined
  if (outline.references === 0) outline.problems.push({ reason: 'malformed', message: 'the signature signs nothing' })
  return outline
}

function opened(outline: Outline, { uri, local, attributes }: SaxesTagNS): void {
  const name = uri === DSIG ? local : `?${local}`
  outline.path.push(name)
  if ((outline.elements += 1) > MOST_ELEMENTS) throw new TypeError('too many elements')
  if (outline.path.length === 1 && name !== 'Signature') throw new TypeError('not a signature')
  if (name === 'Signature') outline.signatures += 1
  if (local === 'EncapsulatedTimeStamp') outline.stamped = true
  if (name === 'X509Certificate') outline.text = ''
  if (outline.path[1] === 'SignedInfo') signedInfo(outline, name, (wanted) => attributes[wanted]?.value ?? '')
}

function signedInfo(outline: Outline, name: string, at: (wanted: string) => string): void {
  const problem = (reason: SignatureFault['reason'], message: string) => outline.problems.push({ reason, message })
  const algorithm = at('Algorithm')
  if (name === 'SignatureMethod') outline.method = algorithm
  if ((name === 'CanonicalizationMethod' || name === 'Transform') && !CANONICAL.has(algorithm)) {
    problem('unsupported', 'the signature uses a transform that is not supported')
  }
  if (name === 'DigestMethod' && !xmlDigests.some(([uri]) => uri === algorithm)) {
    problem('unsupported', 'the signature uses a digest that is not supported')
  }
  if (name !== 'Reference') return
  if ((outline.references += 1) > MOST_REFERENCES) throw new TypeError('too many references')
  if (!/^#[A-Za-z_][\w.-]*$/.test(at('URI'))) problem('malformed', 'the signature signs something outside itself')
}

function validate(bytes: Uint8Array, rule: SignatureRule, certificates: readonly Certificate[]): XmlSigned {
  const text = new TextDecoder().decode(bytes)
  const found: { signer?: Certificate; asked: boolean } = { asked: false }
  const weak = new Set<string>()
  const holds = (signed: string, value: string): boolean => {
    found.asked = true
    const octets = Buffer.from(value, 'base64')
    const signer = certificates.find((one) => holdsBy(one, rule, Buffer.from(signed), octets))
    if (signer) found.signer = signer
    return signer !== undefined
  }
  const verifier = verifierWith(holds, (hash) => weak.add(hash))
  try {
    verifier.loadSignature(text)
    if (!verifier.checkSignature(text))
      return failed(certificates, 'content-changed', 'a signed part of the signature was changed')
  } catch {
    if (!found.asked) return failed(certificates, 'malformed', 'the signature breaks its own format')
    const barred = certificates.flatMap(({ key }) => keyFaults(key)).filter(({ reason }) => reason !== 'weak')
    if (barred.length > 0) return { faults: barred, certificates, objects: [], stamped: false }
    return failed(
      certificates,
      'signature-invalid',
      'the signature value does not fit the key of any certificate in it',
    )
  }
  const { signer } = found
  if (!signer?.key) return failed(certificates, 'signature-invalid', 'the signature value was not checked')
  const faults = [...policyFaults(signer.key, rule), ...weakDigests(weak)]
  return { faults, signer, certificates, objects: verifier.getSignedReferences(), stamped: false }
}

function holdsBy({ key }: Certificate, rule: SignatureRule, bytes: Uint8Array, value: Uint8Array): boolean {
  return (
    key !== undefined &&
    keyFaults(key).every(({ reason }) => reason === 'weak') &&
    signatureHolds(rule, key, bytes, value)
  )
}

function weakDigests(hashes: ReadonlySet<string>): SignatureFault[] {
  return [...hashes].map((hash) => ({
    reason: 'weak',
    message: `the signed objects are digested with ${hash.toUpperCase()}`,
    settles: 'a signature with SHA-256',
  }))
}

/** The library with our primitives and our policy in place of its own: no algorithm is left that we did not put there. */
function verifierWith(holds: (signed: string, value: string) => boolean, weak: (hash: string) => void): SignedXml {
  const verifier = new SignedXml({
    publicCert: 'every certificate of the signature is tried',
    getCertFromKeyInfo: () => null,
  })
  // The library would look for three spellings of the attribute through the whole text; the schema has this one.
  verifier.idAttributes = ['Id']
  verifier.SignatureAlgorithms = new Proxy({}, { get: () => signatureAlgorithm(holds) })
  verifier.HashAlgorithms = Object.fromEntries(xmlDigests.map(([uri, hash]) => [uri, hashAlgorithm(uri, hash, weak)]))
  const { CanonicalizationAlgorithms: all } = verifier
  verifier.CanonicalizationAlgorithms = Object.fromEntries(
    Object.entries(all).filter(([uri]) => CANONICAL.has(uri)),
  ) as typeof all // a part of the same map
  return verifier
}

function signatureAlgorithm(holds: (signed: string, value: string) => boolean) {
  return class {
    getSignature = (): never => {
      throw new TypeError('nothing is signed here')
    }
    verifySignature = (signed: string, _key: unknown, value: string): boolean => holds(signed, value)
    getAlgorithmName = (): string => 'checked by the caller'
  }
}

function hashAlgorithm(uri: string, hash: string, weak: (hash: string) => void) {
  return class {
    getHash = (xml: string): string => {
      if (hash === 'sha1' || hash === 'md5') weak(hash)
      return createHash(hash).update(xml).digest('base64')
    }
    getAlgorithmName = (): string => uri
  }
}
