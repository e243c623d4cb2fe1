import type { Config, PublicKey, SignaturePacket, Subkey } from 'openpgp'
import type { SignatureFault } from '../../core/verify/signature.ts'
import { rsaFaults } from './algorithm.ts'

/** Hash algorithms of RFC 9580, section 9.5, that our policy allows, and those that prove nothing any more. */
const HASHES = new Set([8, 9, 10])
const WEAK = new Map([
  [1, 'MD5'],
  [2, 'SHA-1'],
  [3, 'RIPEMD-160'],
])
const CURVES = new Set(['nistP256', 'nistP384', 'nistP521', 'ed25519Legacy'])

/** The library refuses less than we say: what is weak is computed and told, never shown as good. */
export const openPolicy: Partial<Config> = {
  minRSABits: 0,
  rejectMessageHashAlgorithms: new Set(),
  rejectPublicKeyAlgorithms: new Set(),
  rejectCurves: new Set(),
}

/** What our policy says against the algorithms of a signature and of the key that made it. */
export function openPgpAlgorithmFaults(packet: SignaturePacket, key: PublicKey | Subkey): SignatureFault[] {
  return [...hashFaults(Number(packet.hashAlgorithm)), ...keyFaults(key), ...criticalFaults(packet)]
}

function hashFaults(hash: number): SignatureFault[] {
  const weak = WEAK.get(hash)
  if (weak !== undefined) {
    const message = `the signature uses ${weak}, which no longer proves anything`
    return [{ reason: 'weak', message, settles: 'a signature with SHA-256 or better' }]
  }
  return HASHES.has(hash) ? [] : [{ reason: 'unsupported', message: `the digest number ${hash} is not supported` }]
}

function keyFaults(key: PublicKey | Subkey): SignatureFault[] {
  const { algorithm, bits = 0, curve = '' } = key.getAlgorithmInfo()
  if (algorithm === 'rsaEncryptSign' || algorithm === 'rsaSign') return rsaFaults(bits)
  if (algorithm === 'ed25519') return []
  if ((algorithm === 'ecdsa' || algorithm === 'eddsaLegacy') && CURVES.has(curve)) return []
  return [
    { reason: 'unsupported', message: `OpenPGP keys of type ${algorithm} ${curve}`.trim() + ' are not supported' },
  ]
}

/** RFC 9580, section 5.2.3.7: what is marked critical and not understood must not be passed over. */
function criticalFaults({ unknownSubpackets, rawNotations }: SignaturePacket): SignatureFault[] {
  if (![...unknownSubpackets, ...rawNotations].some(({ critical }) => critical)) return []
  return [{ reason: 'unsupported', message: 'the OpenPGP signature has a critical part that is not supported' }]
}
