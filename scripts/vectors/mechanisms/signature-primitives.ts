import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { policyFaults, signatureHolds, type SignatureRule } from '../../../src-main/engine/crypto/algorithm.ts'
import { verifyEd25519 } from '../../../src-main/engine/crypto/note.ts'
import type { Judged, Mechanism } from '../mechanism.ts'

interface Group {
  readonly type: string
  readonly sha?: string
  readonly sLen?: number
  readonly publicKeyDer: string
  readonly tests: readonly {
    readonly tcId: number
    readonly msg: string
    readonly sig: string
    readonly result: string
  }[]
}

interface Edge {
  readonly number: number
  readonly key: string
  readonly sig: string
  readonly msg: string
  readonly flags: readonly string[] | null
}

/** Wycheproof and CCTV through the functions that every signature of the program ends in. */
export const signaturePrimitives: Mechanism = {
  name: 'signature-primitives',
  run: (folder) => [
    ...readdirSync(join(folder, 'wycheproof')).flatMap((file) => wycheproof(join(folder, 'wycheproof', file))),
    ...cctv(join(folder, 'cctv-ed25519vectors.json')),
  ],
}

function wycheproof(file: string): Judged[] {
  const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as { testGroups: readonly Group[] }
  return testGroups.flatMap((group) => {
    const key = keyOf(group)
    return group.tests.map(({ tcId, msg, sig, result }) => {
      const held = key !== undefined && holds(group, key, Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex'))
      // "acceptable" is what implementations may decide either way.
      const right = result === 'acceptable' || held === (result === 'valid')
      return { case: `${basename(file, '.json')} ${tcId}`, right, want: result, got: held ? 'valid' : 'invalid' }
    })
  })
}

/** A key that cannot be read has signed nothing. */
function keyOf({ publicKeyDer }: Group): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKeyDer, 'hex'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

function holds(group: Group, key: KeyObject, message: Uint8Array, value: Uint8Array): boolean {
  const rule = ruleOf(group)
  if (policyFaults(key, rule).length > 0) return false
  const coded = group.type === 'EcdsaP1363Verify' ? derSignature(value, key) : value
  return coded !== undefined && signatureHolds(rule, key, message, coded)
}

function ruleOf({ type, sha = '', sLen = 0 }: Group): SignatureRule {
  const hash = sha.replace('-', '').toLowerCase()
  if (type === 'EddsaVerify') return { scheme: 'ed25519', hash: 'none' }
  if (type === 'RsassaPssVerify') return { scheme: 'rsa-pss', hash, saltLength: sLen }
  return { scheme: type === 'RsassaPkcs1Verify' ? 'rsa' : 'ecdsa', hash }
}

/** r and s side by side, each as long as the order of the curve (IEEE P1363), as the DER that the program checks. */
function derSignature(value: Uint8Array, { asymmetricKeyDetails }: KeyObject): Uint8Array | undefined {
  const bytes = { prime256v1: 32, secp384r1: 48, secp521r1: 66 }[asymmetricKeyDetails?.namedCurve ?? '']
  if (bytes === undefined || value.length !== 2 * bytes) return undefined
  const parts = [value.subarray(0, bytes), value.subarray(bytes)].map((part) => {
    const digits = Buffer.from(part)
      .toString('hex')
      .replace(/^(00)+(?=..)/, '')
    const positive = Buffer.from(Number.parseInt(digits.slice(0, 2), 16) > 127 ? `00${digits}` : digits, 'hex')
    return Buffer.concat([Buffer.of(0x02, positive.length), positive])
  })
  const body = Buffer.concat(parts)
  return Buffer.concat([body.length > 127 ? Buffer.of(0x30, 0x81, body.length) : Buffer.of(0x30, body.length), body])
}

/**
 * Edge cases of Ed25519 without one right answer. Ours is RFC 8032 without cofactor, as in OpenSSL: what has a low order residue or an R
 * that is not canonical fails; where the flags leave it open, either answer is right.
 */
function cctv(file: string): Judged[] {
  if (!existsSync(file)) return []
  const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Edge[]
  return cases.map(({ number, key, sig, msg, flags }) => {
    const held = verifyEd25519(Buffer.from(key, 'hex'), Buffer.from(msg), Buffer.from(sig, 'hex'))
    const refused = (flags ?? []).some((flag) => flag === 'low_order_residue' || flag === 'non_canonical_R')
    const open = (flags ?? []).length > 0 && !refused
    const want = refused ? 'invalid' : open ? 'either' : 'valid'
    const got = held ? 'valid' : 'invalid'
    return {
      case: `cctv-ed25519 ${number}`,
      right: want === 'either' || want === got,
      want: `${want} (${(flags ?? []).join(' ')})`,
      got,
    }
  })
}
