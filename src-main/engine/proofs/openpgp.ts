import { verifyOpenPgp } from '../crypto/openpgp.ts'
import { firstOpenPgpPacket } from '../crypto/openpgp-packets.ts'
import { fileSignature, headText } from './file-signature.ts'

const ARMOUR = /^(?:[^\n]*\n){0,20}?-----BEGIN PGP (?:SIGNATURE|SIGNED MESSAGE)-----/
const NAME = /\.(?:sig|asc|gpg|pgp)$/i
const SIGNATURE = 2
const VERSIONS = new Set([4, 5, 6])
const V3_HASHED_OCTETS = 5
const TYPES = new Set([0, 1, 2, 0x10, 0x11, 0x12, 0x13, 0x18, 0x19, 0x1f, 0x20, 0x28, 0x30, 0x40, 0x50])

/** `FILE.asc`, `FILE.sig` or `FILE.gpg` beside FILE, or a text signed in the clear. */
export const openpgp = fileSignature({
  id: 'openpgp',
  title: 'OpenPGP signature',
  recognise: (path, head) => ARMOUR.test(headText(head)) || (NAME.test(path) && isSignaturePacket(head)),
  verify: verifyOpenPgp,
})

/**
 * Looks at all octets that say what the signature is: a bare value begins with any octets, and one of thousands would begin like a packet of a
 * known version. RFC 9580, 5.2.1 to 5.2.3 and 9.1, 9.5.
 */
function isSignaturePacket(head: Uint8Array): boolean {
  const first = firstOpenPgpPacket(head)
  if (first?.tag !== SIGNATURE) return false
  const [version = 0, ...octets] = first.body
  return version === 3 ? isVersion3(octets) : VERSIONS.has(version) && isVersion4(octets)
}

const isVersion3 = ([hashed = 0, type = 0]: readonly number[]): boolean =>
  hashed === V3_HASHED_OCTETS && TYPES.has(type)

const isVersion4 = ([type = 0, key = 0, hash = 0]: readonly number[]): boolean =>
  TYPES.has(type) && isAlgorithm(key, 28) && isAlgorithm(hash, 14)

/** The highest number that the registry has given; private use is 100 to 110. */
const isAlgorithm = (octet: number, highest: number): boolean =>
  (octet >= 1 && octet <= highest) || (octet >= 100 && octet <= 110)
