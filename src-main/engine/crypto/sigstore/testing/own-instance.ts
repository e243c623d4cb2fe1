import { BitString, fromBER, Integer, OctetString, Utf8String } from 'asn1js'
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  GeneralName,
  GeneralNames,
  PublicKeyInfo,
  Time,
} from 'pkijs'

/** A Sigstore instance of the tests' own: authority, certificate log and transparency log, all made anew. */
export const SIGNED_AT = new Date('2026-03-01T12:00:00Z')
export const IDENTITY = { name: 'mailto-free@example.test', issuer: 'https://issuer.example.test' }

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })
const minutes = (count: number): Date => new Date(SIGNED_AT.getTime() + count * 60_000)

interface NewCertificate {
  readonly subject?: string
  readonly key: KeyObject
  readonly from: Date
  readonly to: Date
  readonly extensions: Extension[]
}

function newCertificate(ask: NewCertificate): Certificate {
  const certificate = new Certificate({ version: 2 })
  certificate.serialNumber = new Integer({ value: 7 })
  certificate.issuer.typesAndValues.push(commonName('Authority of the tests'))
  if (ask.subject !== undefined) certificate.subject.typesAndValues.push(commonName(ask.subject))
  certificate.notBefore = new Time({ value: ask.from })
  certificate.notAfter = new Time({ value: ask.to })
  certificate.subjectPublicKeyInfo = new PublicKeyInfo({ schema: fromBER(new Uint8Array(spki(ask.key))).result })
  certificate.extensions = ask.extensions
  certificate.signature = new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' })
  certificate.signatureAlgorithm = certificate.signature
  return certificate
}

const commonName = (value: string) => new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value }) })
const extension = (extnID: string, value: { toBER: () => ArrayBuffer }, critical = false) =>
  new Extension({ extnID, critical, extnValue: value.toBER() })

function issued(certificate: Certificate, by: KeyObject): Buffer {
  const value = sign('sha256', Buffer.from(certificate.encodeTBS().toBER()), by)
  certificate.signatureValue = new BitString({ valueHex: new Uint8Array(value) })
  return Buffer.from(certificate.toSchema(true).toBER())
}

const uint = (value: number, bytes: number): Buffer => {
  const out = Buffer.alloc(bytes)
  out.writeUIntBE(value, 0, bytes)
  return out
}

/** RFC 6962, section 3.2: a log's timestamp over the certificate as it is before it holds the timestamp. */
function seenBy(
  log: { privateKey: KeyObject; publicKey: KeyObject },
  certificate: Certificate,
  issuer: KeyObject,
): Extension {
  const before = Buffer.from(certificate.encodeTBS().toBER())
  const time = uint(SIGNED_AT.getTime(), 6)
  const stamp = Buffer.concat([Buffer.alloc(2), time])
  const signed = Buffer.concat([
    Buffer.alloc(2),
    stamp,
    uint(1, 2),
    sha256(spki(issuer)),
    uint(before.length, 3),
    before,
    uint(0, 2),
  ])
  const value = sign('sha256', signed, log.privateKey)
  const one = Buffer.concat([
    Buffer.alloc(1),
    sha256(spki(log.publicKey)),
    stamp,
    uint(0, 2),
    Buffer.of(4, 3),
    uint(value.length, 2),
    value,
  ])
  const list = Buffer.concat([uint(one.length + 2, 2), uint(one.length, 2), one])
  return extension('1.3.6.1.4.1.11129.2.4.2', new OctetString({ valueHex: new Uint8Array(list) }))
}

/** What a test may make otherwise than it should be. */
export interface Making {
  /** Minutes from the beginning of the certificate's ten to the entry into the log. */
  readonly loggedAfter?: number
  readonly unseen?: boolean
}

const pairs = () => ({ authority: pair(), certificates: pair(), log: pair(), bare: pair() })
type Pairs = ReturnType<typeof pairs>

/** The instance with its trusted root, and bundles that it made. */
export function ownInstance() {
  const keys = pairs()
  const keyPem = keys.bare.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    root: rootOf(keys),
    /** The bare key that signs `withKey`. */
    keyPem,
    overFile(content: Uint8Array, making: Making = {}) {
      const own = pair()
      return bundled(keys, content, own.privateKey, { ...certified(keys, own.publicKey, making), making })
    },
    overStatement(statement: object, making: Making = {}) {
      const own = pair()
      const payload = Buffer.from(JSON.stringify(statement))
      const payloadType = 'application/vnd.in-toto+json'
      const encoded = Buffer.from(
        `DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} ${payload.toString('utf8')}`,
      )
      const { messageSignature, ...rest } = bundled(keys, encoded, own.privateKey, {
        ...certified(keys, own.publicKey, making),
        making,
      })
      const signatures = [{ sig: messageSignature.signature, keyid: '' }]
      return { ...rest, dsseEnvelope: { payload: payload.toString('base64'), payloadType, signatures } }
    },
    withKey(content: Uint8Array, making: Making = {}) {
      const hint = sha256(spki(keys.bare.publicKey)).toString('base64')
      return bundled(keys, content, keys.bare.privateKey, { pem: keyPem, material: { publicKey: { hint } }, making })
    },
  }
}

const validFor = { start: minutes(-600).toISOString() }

function rootOf({ authority, certificates, log }: Pairs) {
  const ca = newCertificate({
    subject: 'Authority of the tests',
    key: authority.publicKey,
    from: minutes(-600),
    to: minutes(60_000),
    extensions: [
      extension('2.5.29.19', new BasicConstraints({ cA: true }).toSchema(), true),
      extension('2.5.29.15', new BitString({ valueHex: Uint8Array.of(6), unusedBits: 1 }), true),
    ],
  })
  const rawBytes = issued(ca, authority.privateKey).toString('base64')
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(log, 'https://log.example.test')],
    ctlogs: [logOf(certificates, 'https://certificates.example.test')],
    certificateAuthorities: [
      { uri: 'https://authority.example.test', certChain: { certificates: [{ rawBytes }] }, validFor },
    ],
    timestampAuthorities: [],
  }
}

const logOf = ({ publicKey }: { publicKey: KeyObject }, baseUrl: string) => ({
  baseUrl,
  hashAlgorithm: 'SHA2_256',
  publicKey: { rawBytes: spki(publicKey).toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
  logId: { keyId: sha256(spki(publicKey)).toString('base64') },
})

function certified({ authority, certificates }: Pairs, key: KeyObject, { unseen = false }: Making) {
  const leaf = newCertificate({
    key,
    from: SIGNED_AT,
    to: minutes(10),
    extensions: [
      extension('2.5.29.15', new BitString({ valueHex: Uint8Array.of(0x80), unusedBits: 7 }), true),
      extension(
        '2.5.29.17',
        new GeneralNames({ names: [new GeneralName({ type: 1, value: IDENTITY.name })] }).toSchema(),
        true,
      ),
      extension('1.3.6.1.4.1.57264.1.8', new Utf8String({ value: IDENTITY.issuer })),
    ],
  })
  if (!unseen) leaf.extensions?.push(seenBy(certificates, leaf, authority.publicKey))
  const rawBytes = issued(leaf, authority.privateKey).toString('base64')
  const pem = `-----BEGIN CERTIFICATE-----\n${rawBytes}\n-----END CERTIFICATE-----\n`
  return { pem, material: { certificate: { rawBytes } } }
}

interface Signing {
  readonly pem: string
  readonly material: object
  readonly making: Making
}

function bundled(keys: Pairs, content: Uint8Array, by: KeyObject, { pem, material, making }: Signing) {
  const signature = sign('sha256', content, by).toString('base64')
  const digest = sha256(content)
  const body = {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: digest.toString('hex') } },
      signature: { content: signature, publicKey: { content: Buffer.from(pem).toString('base64') } },
    },
  }
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { ...material, tlogEntries: [entryFor(keys.log, body, making)] },
    messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: digest.toString('base64') }, signature },
  }
}

/** The second of two entries of the log, with promise, path and signed checkpoint. */
function entryFor({ publicKey, privateKey }: Pairs['log'], content: object, { loggedAfter = 1 }: Making) {
  const canonicalizedBody = Buffer.from(JSON.stringify(content))
  const body = canonicalizedBody.toString('base64')
  const sibling = sha256(Buffer.from('the entry before'))
  const leaf = sha256(Buffer.concat([Buffer.of(0), canonicalizedBody]))
  const rootHash = sha256(Buffer.concat([Buffer.of(1), sibling, leaf])).toString('base64')
  const logID = sha256(spki(publicKey))
  const integratedTime = Math.floor(minutes(loggedAfter).getTime() / 1000)
  const text = `log.example.test - 1\n2\n${rootHash}\n`
  const line = Buffer.concat([logID.subarray(0, 4), sign('sha256', Buffer.from(text), privateKey)]).toString('base64')
  const promised = JSON.stringify({ body, integratedTime, logID: logID.toString('hex'), logIndex: 1 })
  return {
    logIndex: '1',
    logId: { keyId: logID.toString('base64') },
    kindVersion: { kind: 'hashedrekord', version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp: sign('sha256', Buffer.from(promised), privateKey).toString('base64') },
    inclusionProof: {
      logIndex: '1',
      rootHash,
      treeSize: '2',
      hashes: [sibling.toString('base64')],
      checkpoint: { envelope: `${text}\n\u2014 log.example.test ${line}\n` },
    },
    canonicalizedBody: body,
  }
}
