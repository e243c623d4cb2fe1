import { fromBER, OctetString } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { OIDS } from '../../crypto/cms-attributes.ts'
import { signCms } from '../../crypto/cms-sign.ts'
import { newIdentity, readIdentity, type CertifiedIdentity } from '../../crypto/keys.ts'
import { readTrust, type Trust } from '../../crypto/trusted.ts'

/** Somebody who signs in a test, and what is handed in to trust them. */
export interface TestSigner {
  readonly identity: CertifiedIdentity
  readonly trust: Trust
  readonly pem: string
}

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** A signer with a self-issued certificate that begins then. */
export function testSigner(name: string, begin: Date): TestSigner {
  const text = newIdentity({ name, algorithm: 'ecdsa-p256', now: begin })
  const identity = readIdentity(bytesOf(text))
  if (identity.kind !== 'x509') throw new TypeError('not X.509')
  const pem = identity.certificates[0]?.x509.toString() ?? ''
  return { identity, trust: readTrust(bytesOf(pem)), pem }
}

/** A detached CAdES signature in DER. */
export const signedBy = ({ identity }: TestSigner, content: Uint8Array, at: Date): Uint8Array<ArrayBuffer> =>
  new Uint8Array(signCms(content, identity, at))

/** Changes a CMS message; what was signed stays as it was. */
export function remade(der: Uint8Array, change: (signed: SignedData) => void): Uint8Array<ArrayBuffer> {
  const info = new ContentInfo({ schema: fromBER(new Uint8Array(der)).result })
  const signed = new SignedData({ schema: info.content })
  change(signed)
  const whole = new ContentInfo({ contentType: OIDS.signedData, content: signed.toSchema(true) })
  return new Uint8Array(whole.toSchema().toBER(false))
}

/** The signature with its content inside. */
export const attached = (der: Uint8Array, content: Uint8Array): Uint8Array<ArrayBuffer> =>
  remade(der, (signed) => {
    signed.encapContentInfo.eContent = new OctetString({ valueHex: Uint8Array.from(content).buffer })
  })

/** One message with the signers and certificates of several. */
export const joined = (first: Uint8Array, ...others: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  remade(first, (signed) => {
    for (const other of others) {
      remade(other, ({ signerInfos, certificates }) => {
        signed.signerInfos.push(...signerInfos)
        signed.certificates = [...(signed.certificates ?? []), ...(certificates ?? [])]
      })
    }
  })

/** One bit of one byte changed. */
export function flipped(from: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(from)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
