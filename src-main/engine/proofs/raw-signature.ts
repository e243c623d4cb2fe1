import { isUtf8 } from 'node:buffer'
import { rawForms, verifyRaw } from '../crypto/raw-signature.ts'
import { fileSignature, headText } from './file-signature.ts'

const NAME = /\.(?:sig|sign|signature)(?:\.(?:b64|base64|hex|txt|bin))?$/i
/** The shortest value is two numbers of an elliptic curve of 256 bits, or Ed25519: 64 octets, or a little less as DER. */
const LEAST = 60

/** `FILE.sig` beside FILE that has no form of its own: the bare value of openssl and the like. Last in the list. */
export const rawSignature = fileSignature({
  id: 'raw',
  title: 'bare signature',
  recognise: (path, head) => NAME.test(path) && isBareValue(head),
  verify: async (ask) => [await verifyRaw(ask)],
})

function isBareValue(head: Uint8Array): boolean {
  const longest = Math.max(0, ...rawForms(head).map(({ value }) => value.length))
  // Octets of a value may begin like anything, one of 250 like an object; they are hardly ever text all along.
  return longest >= LEAST && !(isUtf8(head) && /^\s*(?:-----BEGIN|\{|untrusted comment:)/.test(headText(head)))
}
