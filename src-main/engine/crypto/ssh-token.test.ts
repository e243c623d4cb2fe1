import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { pemText } from './pem.ts'
import { verifySsh } from './sshsig.ts'
import { sshString } from './ssh-wire.ts'
import { readTrust } from './trusted.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const application = 'ssh:'
const type = 'sk-ssh-ed25519@openssh.com'
const x = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
const blob = Buffer.concat([sshString(type), sshString(x), sshString(application)])
const trust = readTrust(Buffer.from(`auditee ${type} ${blob.toString('base64')}\n`))
const content = Buffer.from('one line of evidence\n')
const sha = (hash: string, bytes: Uint8Array | string) => createHash(hash).update(bytes).digest()

interface Token {
  readonly flags?: number
  readonly application?: string
  readonly counted?: number
}

/** A signature as a security token makes it (PROTOCOL.u2f), with what may be wrong about it. */
function signature({ flags = 1, application: signedFor = application, counted = 7 }: Token = {}): Uint8Array {
  const parts = ['file', '', 'sha512', sha('sha512', content)].map(sshString)
  const signed = Buffer.concat([Buffer.from('SSHSIG'), ...parts])
  const counter = Buffer.from([0, 0, 0, 7])
  const bytes = Buffer.concat([sha('sha256', signedFor), Buffer.from([flags]), counter, sha('sha256', signed)])
  const written = Buffer.from([flags, 0, 0, 0, counted])
  const value = Buffer.concat([sshString(type), sshString(sign(null, bytes, privateKey)), written])
  const whole = [blob, 'file', '', 'sha512', value].map(sshString)
  const der = Buffer.concat([Buffer.from('SSHSIG'), Buffer.from([0, 0, 0, 1]), ...whole])
  return Buffer.from(pemText('SSH SIGNATURE', der))
}

test.each<[string, Token, string]>([
  ['touched', {}, 'verified'],
  ['touched and verified by a PIN', { flags: 5 }, 'verified'],
  ['not touched', { flags: 0 }, 'signature-invalid'],
  ['for another application', { application: 'https://example.org' }, 'signature-invalid'],
  ['with another counter than was signed', { counted: 8 }, 'signature-invalid'],
])('a token %s: %s', (_, token, want) => {
  const now = new Date('2026-12-01')
  const check = verifySsh({ content, signature: signature(token), namespace: 'file', trust, now })
  expect(check.faults[0]?.reason ?? check.verdict).toBe(want)
})
