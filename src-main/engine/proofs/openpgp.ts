import { verifyOpenPgp } from '../crypto/openpgp.ts'
import { firstOpenPgpPacket } from '../crypto/openpgp-packets.ts'
import { fileSignature, headText } from './file-signature.ts'

const ARMOUR = /^(?:[^\n]*\n){0,20}?-----BEGIN PGP (?:SIGNATURE|SIGNED MESSAGE)-----/
const NAME = /\.(?:sig|asc|gpg|pgp)$/i
const SIGNATURE = 2
const VERSIONS = new Set([3, 4, 5, 6])

/** `FILE.asc`, `FILE.sig` or `FILE.gpg` beside FILE, or a text signed in the clear. */
export const openpgp = fileSignature({
  id: 'openpgp',
  title: 'OpenPGP signature',
  recognise: (path, head) => ARMOUR.test(headText(head)) || (NAME.test(path) && isSignaturePacket(head)),
  verify: verifyOpenPgp,
})

function isSignaturePacket(head: Uint8Array): boolean {
  const first = firstOpenPgpPacket(head)
  return first?.tag === SIGNATURE && VERSIONS.has(first.version)
}
