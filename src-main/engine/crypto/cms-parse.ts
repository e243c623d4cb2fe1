import { fromBER, type AsnType, type Constructed, type Sequence } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { FaultError } from '../../contract/fault.ts'
import { ASN1_LIMITS, readCertificate, type Certificate } from './certificate.ts'
import { isPem, readPem } from './pem.ts'
import { readRevocationList, type RevocationList } from './revocation.ts'

/** A CMS SignedData (RFC 5652, section 5) taken apart, with the exact bytes of what is checked byte for byte. */
export interface ParsedCms {
  readonly signed: SignedData
  readonly certificates: readonly Certificate[]
  readonly lists: readonly RevocationList[]
  /** The content inside, where it is attached. */
  readonly attached?: Uint8Array
}

/** Signature files of real use are a few kilobytes; the limit bounds time and memory (`docs`: 8 MiB, 64 signers). */
export const MOST_CMS_BYTES = 8 * 1024 * 1024
export const MOST_SIGNERS = 64
/** Every signer with a chain of eight. */
const MOST_CERTIFICATES = 512

const SIGNED_DATA = '1.2.840.113549.1.7.2'

/** Reads CMS from DER or PEM; throws where the bytes are no SignedData or have anything after it, a `limit` fault where it is too much. */
export function parseCms(bytes: Uint8Array): ParsedCms {
  const der = isPem(bytes) ? (readPem(Buffer.from(bytes).toString('latin1'))[0]?.der ?? new Uint8Array()) : bytes
  const asn1 = fromBER(new Uint8Array(der), ASN1_LIMITS)
  if (asn1.offset !== der.length) throw new TypeError('not one whole DER value')
  const info = new ContentInfo({ schema: asn1.result })
  if (info.contentType !== SIGNED_DATA) throw new TypeError('not SignedData')
  const signed = new SignedData({ schema: info.content })
  const body = wrapped(asn1.result)
  const certificates = tagged(body, 0)
  refuseMany(signed.signerInfos.length, MOST_SIGNERS, 'signers')
  refuseMany(certificates.length, MOST_CERTIFICATES, 'certificates')
  const content = signed.encapContentInfo.eContent
  return {
    signed,
    certificates: certificates.map(readCertificate),
    lists: tagged(body, 1).flatMap((list) => readList(list)),
    ...(content ? { attached: new Uint8Array(content.getValue()) } : {}),
  }
}

function refuseMany(many: number, most: number, what: string): void {
  if (many > most) throw new FaultError('limit', `the signature names over ${most} ${what}`)
}

/** Other revocation formats may stand beside lists; only lists are of use here. */
function readList(der: Uint8Array): RevocationList[] {
  try {
    return [readRevocationList(der)]
  } catch {
    return []
  }
}

function wrapped(info: AsnType): readonly AsnType[] {
  const inner = children(info)[1]
  const signed = inner && children(inner)[0]
  return signed ? children(signed) : []
}

function children(node: AsnType): readonly AsnType[] {
  const value: unknown = (node as Sequence | Constructed).valueBlock.value // the caller knows the schema has matched
  return Array.isArray(value) ? value : []
}

/** The raw bytes of each element in the implicitly tagged field of that number. */
function tagged(body: readonly AsnType[], number: number): Uint8Array[] {
  const field = body.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === number)
  return field ? children(field).map((child) => child.valueBeforeDecodeView) : []
}
