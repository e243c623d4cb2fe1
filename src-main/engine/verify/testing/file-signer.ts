import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readTrust } from '../../crypto/trusted.ts'
import type { Files } from './verified-files.ts'

/** A new Ed25519 key: bare signatures by it, the key as PEM, and trust in it. */
export function fileSigner() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signed = (bytes: Uint8Array | string): Uint8Array => sign(undefined, Buffer.from(bytes), privateKey)
  return { pem, signed, trust: readTrust(Buffer.from(pem)) }
}

/** The list that sha256sum writes of files. */
export const listOf = (files: Files): string =>
  Object.entries(files)
    .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
    .join('')
