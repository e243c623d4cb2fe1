import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyCms } from '../../src-main/engine/crypto/cms.ts'
import { signCms } from '../../src-main/engine/crypto/cms-sign.ts'
import { newIdentity, readIdentity, shownCertificate } from '../../src-main/engine/crypto/keys.ts'
import { readTrust } from '../../src-main/engine/crypto/trusted.ts'
import type { Signer } from './truth.ts'

const CERTIFICATE = 'northmoor-export.pem'
const SIGNATURE = 'northmoor-export.p7s'
const CERTIFIED = new Date('2024-11-04T09:00:00Z')
const SIGNED = new Date('2025-04-01T06:00:00Z')

/** Signs with a key that is made for this once and never written: nobody can sign another sample in its name. */
export function signAnew(signed: Uint8Array, folder: string): void {
  const pem = newIdentity({
    name: 'Northmoor Freight audit export',
    organisation: 'Northmoor Freight Ltd',
    algorithm: 'ecdsa-p256',
    now: CERTIFIED,
  })
  const identity = readIdentity(Buffer.from(pem))
  if (identity.kind !== 'x509') throw new Error('the new key has no certificate')
  const certificate = pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----'))
  writeFileSync(join(folder, CERTIFICATE), certificate)
  writeFileSync(join(folder, SIGNATURE), signCms(signed, identity, SIGNED))
}

/** The signature kept from when the key existed; it must hold over what was made now. */
export function keptSignature(signed: Uint8Array, folder: string): { signature: Uint8Array; signer: Signer } {
  const [certificateFile, signatureFile] = [join(folder, CERTIFICATE), join(folder, SIGNATURE)]
  if (!existsSync(certificateFile) || !existsSync(signatureFile))
    throw new Error(`no signature is kept in ${folder}: run with --new-key`)
  const signature = readFileSync(signatureFile)
  const trust = readTrust(readFileSync(certificateFile))
  const check = verifyCms(signed, signature, trust, SIGNED)
  if (check.verdict !== 'verified')
    throw new Error(`the kept signature does not hold (${check.message}): run with --new-key`)
  const certificate = trust.keys.find((key) => key.kind === 'x509')
  if (!certificate) throw new Error(`${CERTIFICATE} holds no certificate`)
  const { name, fingerprint } = shownCertificate(certificate.certificate)
  return { signature, signer: { name, fingerprint } }
}
