import type * as OpenPgp from 'openpgp'
import type { Config, PublicKey, SignaturePacket, Subkey } from 'openpgp'
import { signatureCheck, type SignatureCheck, type SignatureFault } from '../../core/verify/signature.ts'
import { MOST_CMS_BYTES, MOST_SIGNERS } from './cms-parse.ts'
import { openPgpAlgorithmFaults, openPolicy } from './openpgp-policy.ts'
import { openPgpValidity } from './openpgp-validity.ts'
import { contentAbsent, contentOf, wholeContent, type SignatureAsk, type SignedContent } from './signed-content.ts'

type Library = typeof OpenPgp

const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----'
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----'
const SIGNATURE_END = '-----END PGP SIGNATURE-----'
/** RFC 9580, section 5.2.1: signatures over a document, as bytes or as text. */
const BINARY = 0
const TEXT = 1

/** A signature file taken apart: its packets, and the text inside where it is cleartext. */
interface Parsed {
  readonly packets: readonly SignaturePacket[]
  readonly text?: string
}

/** What each signature of a file is judged against. */
interface Judged {
  readonly content: SignedContent | undefined
  readonly keys: readonly PublicKey[]
  readonly now: Date
  readonly config: Config
}

/**
 * Checks an OpenPGP signature (RFC 9580, RFC 4880): binary, armoured or cleartext, one answer for each signature in it. The
 * library is loaded at the first call. Never throws over what the bytes are.
 */
export async function verifyOpenPgp(ask: SignatureAsk): Promise<SignatureCheck[]> {
  if (ask.signature.length > MOST_CMS_BYTES) return [refused('limit', 'the signature file is over 8 MiB')]
  const library = await import('openpgp')
  const parsed = await parse(library, ask.signature)
  if (!parsed) return [refused('malformed', 'the file is not an OpenPGP signature that can be read')]
  if (parsed.packets.length === 0)
    return [refused('unsupported', 'the file holds no OpenPGP signature of a version that is supported')]
  if (parsed.packets.length > MOST_SIGNERS) return [refused('limit', `the file holds over ${MOST_SIGNERS} signatures`)]
  const content = parsed.text === undefined ? ask.content : contentOf(Buffer.from(parsed.text))
  const differs = parsed.text === undefined ? [] : await textFaults(parsed.text, ask.content)
  const config = { ...library.config, ...openPolicy }
  const judged = { content, keys: await keysOf(library, ask), now: ask.now, config }
  const checks: SignatureCheck[] = []
  for (const packet of parsed.packets) checks.push(await judge(packet, judged, differs))
  return checks
}

function refused(reason: SignatureFault['reason'], message: string): SignatureCheck {
  return signatureCheck({ faults: [{ reason, message }] })
}

async function parse(library: Library, bytes: Uint8Array): Promise<Parsed | undefined> {
  try {
    if ((bytes[0] ?? 0) >= 0x80) return { packets: packetsOf(await library.readSignature({ binarySignature: bytes })) }
    const text = Buffer.from(bytes).toString('utf8')
    if (text.includes(SIGNED)) return await parseCleartext(library, text)
    return { packets: packetsOf(await library.readSignature({ armoredSignature: text })) }
  } catch {
    return undefined
  }
}

async function parseCleartext(library: Library, text: string): Promise<Parsed | undefined> {
  const [before = '', inside = '', ...more] = text.split(SIGNED)
  const [signature = '', after = ''] = (inside.split(SIGNATURE)[1] ?? '').split(SIGNATURE_END)
  // What stands outside the signed part would be read as if it were signed.
  if (`${before}${after}`.trim() !== '' || more.length > 0) return undefined
  const message = await library.readCleartextMessage({ cleartextMessage: text })
  const armoredSignature = `${SIGNATURE}${signature}${SIGNATURE_END}`
  const packets = packetsOf(await library.readSignature({ armoredSignature }))
  return { packets, text: message.getText().replaceAll('\n', '\r\n') }
}

/** Packets of a version that the library does not know stand among them, whatever the type says. */
function packetsOf(signature: { readonly packets: Iterable<unknown> }): SignaturePacket[] {
  return [...signature.packets].filter(
    (packet): packet is SignaturePacket =>
      typeof packet === 'object' && packet !== null && 'signatureType' in packet && 'issuerKeyID' in packet,
  )
}

/** A file beside a cleartext signature must hold the same text, but for line ends and spaces before them (RFC 9580, section 7.2). */
async function textFaults(text: string, content: SignedContent | undefined): Promise<SignatureFault[]> {
  if (!content) return []
  const whole = await wholeContent(content)
  if (!(whole instanceof Uint8Array)) return [whole]
  if (plain(Buffer.from(whole).toString('utf8')) === plain(text)) return []
  return [{ reason: 'content-changed', message: `the text inside the signature is not that of ${content.name}` }]
}

const plain = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()

/** Keys that the library cannot read are as good as absent: what they signed is then not verifiable. */
async function keysOf(library: Library, { trust }: SignatureAsk): Promise<PublicKey[]> {
  const keys: PublicKey[] = []
  for (const one of trust.keys) {
    if (one.kind !== 'openpgp') continue
    try {
      keys.push(await library.readKey({ armoredKey: one.material }))
    } catch {
      // the signature then says which key it needs
    }
  }
  return keys
}

async function judge(
  packet: SignaturePacket,
  judged: Judged,
  differs: readonly SignatureFault[],
): Promise<SignatureCheck> {
  const made = packet.created
  const signedAt = made ? ({ time: seconds(made), basis: 'claimed' } as const) : ({ basis: 'none' } as const)
  const holders = judged.keys.filter((key) => signingKey(key, packet))
  const [holder] = holders
  const key = holder && signingKey(holder, packet)
  if (!holder || !key) return signatureCheck({ faults: [...differs, unknownKey(packet)], signedAt })
  const fingerprint = holder.getFingerprint().toUpperCase()
  const name = holder.users[0]?.userID?.userID ?? `OpenPGP key ${fingerprint}`
  const validity = await openPgpValidity({ holders, key, packet, now: judged.now, config: judged.config })
  return signatureCheck({
    faults: [...differs, ...(await valueFaults(packet, key, judged)), ...validity.faults],
    signer: { name, fingerprint, kind: 'openpgp' },
    signedAt,
    notes: validity.notes,
  })
}

/** The primary key or subkey that made the signature: by its fingerprint where the signature states it, else by its id. */
function signingKey(
  key: PublicKey,
  { issuerKeyID, issuerFingerprint }: SignaturePacket,
): PublicKey | Subkey | undefined {
  return key.getKeys(issuerKeyID).find((one) => {
    const stated = issuerFingerprint && Buffer.from(issuerFingerprint).toString('hex')
    return !stated || one.getFingerprint() === stated
  })
}

function unknownKey({ issuerKeyID, issuerFingerprint }: SignaturePacket): SignatureFault {
  const id = (issuerFingerprint ? Buffer.from(issuerFingerprint).toString('hex') : issuerKeyID.toHex()).toUpperCase()
  return {
    reason: 'signer-unknown',
    message: `made with the OpenPGP key ${id}, which is not there, so nothing is proved`,
    settles: `the OpenPGP public key ${id} from its owner by another way`,
  }
}

async function valueFaults(
  packet: SignaturePacket,
  key: PublicKey | Subkey,
  { content, now, config }: Judged,
): Promise<SignatureFault[]> {
  const type = Number(packet.signatureType)
  if (type !== BINARY && type !== TEXT)
    return [{ reason: 'wrong-usage', message: 'the OpenPGP signature is of a kind that is not made over files' }]
  const policy = openPgpAlgorithmFaults(packet, key)
  if (policy.some(({ reason }) => reason !== 'weak')) return policy
  const pieces = content?.open()
  if (!pieces) return [...policy, contentAbsent(content)]
  if (!(await valueHolds(packet, key, pieces, config)))
    return [
      ...policy,
      { reason: 'signature-invalid', message: 'the signature does not fit the file: one of them was changed' },
    ]
  const ends = packet.getExpirationTime()
  if (ends instanceof Date && ends <= now)
    policy.push({ reason: 'expired', message: `the signature by its own word held only until ${seconds(ends)}` })
  return policy
}

async function valueHolds(
  packet: SignaturePacket,
  { keyPacket }: PublicKey | Subkey,
  pieces: AsyncIterable<Uint8Array>,
  config: Config,
): Promise<boolean> {
  const source = watched(pieces)
  // The part of a literal packet that the library reads of it; so the file passes through once and is not held.
  const literal = { text: null, getBytes: () => ReadableStream.from(source.pieces) }
  // The type lets out that the time may be left out (null): our own rules judge it.
  const verify: (...args: unknown[]) => Promise<void> = packet.verify.bind(packet) as never
  try {
    await verify(keyPacket, packet.signatureType, literal, null, true, config)
    return true
  } catch {
    source.rethrow()
    return false
  }
}

/** Tells an error of reading, which is the operation's, from one over what was read, which is the evidence's. */
function watched(source: AsyncIterable<Uint8Array>): { pieces: AsyncIterable<Uint8Array>; rethrow: () => void } {
  const failed: unknown[] = []
  const pieces = async function* () {
    try {
      yield* source
    } catch (error) {
      failed.push(error)
      throw error
    }
  }
  return {
    pieces: pieces(),
    rethrow: () => {
      if (failed.length > 0) throw failed[0]
    },
  }
}

function seconds(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z')
}
