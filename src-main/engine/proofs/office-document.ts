import type { Check } from '../../core/verify/check.ts'
import { checkOfSignature, notesOf } from '../../core/verify/signature-check.ts'
import { signatureCheck, type SignatureCheck, type SignatureFault } from '../../core/verify/signature.ts'
import { createHash } from 'node:crypto'
import type { Certificate } from '../crypto/certificate.ts'
import { checkSigner, claimFaults } from '../crypto/cms.ts'
import { readSignedObjects, type SignedObjects } from '../crypto/opc-manifest.ts'
import { ORIGIN_TYPE, readContentTypes, readRelationships, SIGNATURE_TYPE } from '../crypto/opc.ts'
import { readXmlSignature, type XmlSigned } from '../crypto/xml-signature.ts'
import { broken, open } from '../verify/findings.ts'
import { checkParts, checkUncovered, type Office } from './office-parts.ts'
import type { Beside, ProofDeps } from './proof.ts'
import { smallBeside, whyUnread } from './read-beside.ts'

const MOST_XML_BYTES = 8 * 1024 * 1024
/** Each costs up to seconds where it is hostile. Provisional: real documents carry a handful. */
const MOST_SIGNATURES = 16
const RELS = '_rels/.rels'
const CONTENT_TYPES = '[Content_Types].xml'

/**
 * Checks the signatures of an Office document (ISO/IEC 29500-2, clause 13): the signed objects, then every part against them,
 * then what no signature reaches. A document without any is `not-offered`.
 */
export async function* checkOffice(shown: string, files: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const office = await officeOf(shown, files, deps)
  if ('verdict' in office) {
    yield office
    return
  }
  const signatures = files.paths.filter((name) => isSignature(office, name))
  if (signatures.length === 0) {
    yield await unsigned(shown, files)
    return
  }
  if (signatures.length > MOST_SIGNATURES) {
    const message = `${shown} holds over ${MOST_SIGNATURES} signatures`
    yield { ...open('office.signature', message, 'a document with fewer'), state: 'unsupported', file: shown }
    return
  }
  const covered = new Set<string>()
  for (const name of signatures) yield* checkSignature(office, name, deps, covered)
  if (covered.size > 0) yield* checkUncovered(office, covered)
}

async function officeOf(shown: string, files: Beside, { signal }: ProofDeps): Promise<Office | Check> {
  const malformed = (message: string): Check => broken('office.form', message, { file: shown, kind: 'malformed' })
  const byName = new Map(files.paths.map((name) => [name.toLowerCase(), name]))
  if (byName.size !== files.paths.length) return malformed(`two parts of ${shown} differ in capitals only`)
  try {
    const bytes = files.paths.includes(CONTENT_TYPES)
      ? await smallBeside(files, CONTENT_TYPES, MOST_XML_BYTES)
      : undefined
    const typeOf = bytes && readContentTypes(bytes)
    if (typeOf) return { shown, files, byName, typeOf, signal }
    return malformed(`${shown} does not say in one way what its parts are ([Content_Types].xml)`)
  } catch (error) {
    return malformed(whyUnread(error))
  }
}

const isSignature = ({ typeOf }: Office, name: string): boolean =>
  typeOf(name) === SIGNATURE_TYPE || /^_xmlsignatures\/[^/]+\.xml$/i.test(name)

/** A document that names an origin of signatures and holds none was signed once. */
async function unsigned(shown: string, files: Beside): Promise<Check> {
  const bytes = files.paths.includes(RELS)
    ? await smallBeside(files, RELS, MOST_XML_BYTES).catch(() => undefined)
    : undefined
  const stripped = (bytes && readRelationships(bytes))?.some(({ type }) => type === ORIGIN_TYPE)
  if (stripped) {
    const message = `${shown} says that it is signed, and holds no signature`
    return { ...open('office.signature', message, 'the document with its signature'), file: shown }
  }
  return {
    check: 'office.signature',
    level: 'proof',
    verdict: 'not-offered',
    file: shown,
    message: `${shown} carries no signature`,
  }
}

async function* checkSignature(
  office: Office,
  name: string,
  deps: ProofDeps,
  covered: Set<string>,
): AsyncGenerator<Check> {
  const naming = {
    check: 'office.signature',
    file: `${office.shown}!${name}`,
    what: `Office signature ${name} of ${office.shown}`,
  }
  const bytes = await bytesOf(office.files, name)
  if (typeof bytes === 'string') {
    yield broken(naming.check, bytes, { file: naming.file, kind: 'malformed' })
    return
  }
  const signed = readXmlSignature(bytes)
  const objects = signed.signer && readSignedObjects(signed.objects)
  const answer = judge(signed, objects, deps)
  yield checkOfSignature(naming, answer)
  yield* notesOf(naming, answer)
  if (objects) yield* checkParts(office, objects.parts, covered)
}

async function bytesOf(files: Beside, name: string): Promise<Uint8Array | string> {
  try {
    return (await smallBeside(files, name, MOST_XML_BYTES)) ?? `${name} is over 8 MiB`
  } catch (error) {
    return whyUnread(error)
  }
}

function judge(signed: XmlSigned, objects: SignedObjects | undefined, { trust, now }: ProofDeps): SignatureCheck {
  const { signer, certificates } = signed
  const faults: SignatureFault[] = [...signed.faults]
  if (!signer) return signatureCheck({ faults })
  const shown = { name: signer.name, fingerprint: signer.fingerprint, kind: 'x509' as const }
  if (!objects) {
    const message = 'the signature does not name the parts of the document as the profile says'
    return signatureCheck({ faults: [...faults, { reason: 'malformed', message }], signer: shown })
  }
  const pool = [...certificates, ...(trust.pool ?? [])]
  const path = checkSigner(signer, trust, { pool, lists: trust.lists, at: now, purpose: 'signing' })
  const { claimed } = objects
  faults.push(...path.faults, ...claimFaults(claimed, signer), ...otherCertificate(objects, signer))
  return signatureCheck({
    faults,
    signer: shown,
    ...(claimed ? { signedAt: { time: claimed.toISOString().replace('.000Z', 'Z'), basis: 'claimed' as const } } : {}),
    notes: [...path.notes, ...(signed.stamped ? ['the time-stamp inside the XML signature is not read'] : [])],
  })
}

/** XAdES names the signer's certificate by its digest under the signature: another with the same key is not it. */
function otherCertificate({ certificate }: SignedObjects, signer: Certificate): SignatureFault[] {
  if (!certificate) return []
  const own = createHash(certificate.hash).update(signer.der).digest('hex')
  if (own === certificate.digest) return []
  return [{ reason: 'other-certificate', message: 'the signature names another certificate than the one that fits it' }]
}
