import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Check } from '../../../core/verify/check.ts'
import { readAnchor } from '../../../core/verify/chain-rules/anchor.ts'
import type { Anchor } from '../../../core/verify/chain-rules/anchor.ts'
import type { Trust } from '../../crypto/trusted.ts'
import type { Beside, ProofDeps, ProofKind } from '../proof.ts'
import { anchorsOf } from './anchor-homes.ts'
import { folderOf, parsed, readSmall } from './beside.ts'

/** An anchor is some hundred bytes; a file beyond this is something else. */
const MOST_ANCHOR = 64 * 1024
const MOST_ANCHORS = 1000

/** How far an anchor's own signature goes; `invalid`: it does not hold under a key that is there. */
type Signed = Anchor['trust'] | 'invalid' | 'no-key'

/** The heads noted for a chain among the files beside it: those that name it, or are of no other chain that is here. */
export async function anchorsBeside(
  beside: Beside,
  { log, ruleId }: { readonly log: string; readonly ruleId: string },
  deps: ProofDeps,
): Promise<Anchor[]> {
  const [named, free]: [Anchor[], Anchor[]] = [[], []]
  const candidates = beside.paths.filter((path) => path !== log && path.endsWith('.json')).slice(0, MOST_ANCHORS)
  for (const path of candidates) {
    const bytes = await readSmall(beside, path, MOST_ANCHOR)
    const value = bytes && parsed(bytes)
    const whose = chainNamedBy(value, { log, ruleId, paths: beside.paths })
    if (bytes === undefined || whose === 'another') continue
    const signed = await signedBy(path, bytes, beside, deps.trust)
    const anchor = signed === 'invalid' ? undefined : readAnchor(value, path, signed === 'no-key' ? 'unsigned' : signed)
    if (anchor !== undefined) (whose === 'this' ? named : free).push(anchor)
  }
  return [...named, ...(free.length === 0 ? [] : await anchorsOf(log, free, beside, deps))]
}

/** Whose head an anchor says it is, by the `chain` in it. */
function chainNamedBy(
  value: unknown,
  { log, ruleId, paths }: { log: string; ruleId: string; paths: readonly string[] },
): 'this' | 'another' | 'none' {
  if (typeof value !== 'object' || value === null) return 'another'
  const chain = 'chain' in value ? value.chain : undefined
  if (typeof chain !== 'string' || chain === '' || chain === ruleId) return 'none'
  if (log.includes(chain)) return 'this'
  return paths.some((path) => path.includes(chain)) ? 'another' : 'none'
}

/** A signed head of a chain. Whether the chain has it is told with the chain; here, whether the head itself is signed. */
export const chainAnchor: ProofKind = {
  id: 'chain-anchor',
  title: 'Anchor of a hash chain',
  recognise: (path, head) => path.endsWith('.json') && readAnchor(parsed(head), path, 'unsigned') !== undefined,
  async *check({ path, bytes }, beside, { trust }) {
    yield signatureCheck(path, await signedBy(path, bytes, beside, trust))
  },
}

const said = {
  trusted: ['verified', 'verified', 'The anchor is signed with a trusted key'],
  unknown: ['not-verifiable', 'trust-unknown', 'The signature of the anchor holds under a key that came along with it'],
  unsigned: [
    'not-verifiable',
    'unverifiable',
    'The anchor carries no signature: whoever changed the chain could have changed it',
  ],
  'no-key': [
    'not-verifiable',
    'unverifiable',
    'The anchor is signed, and no key is here under which the signature holds',
  ],
  invalid: [
    'failed',
    'broken',
    'The signature of the anchor does not hold under the key that is there for it: the anchor was changed, or another key signed it',
  ],
} as const

function signatureCheck(file: string, signed: Signed): Check {
  const [verdict, state, message] = said[signed]
  const settles = 'The public key of whoever signs the heads, confirmed another way'
  return {
    check: 'anchor.signature',
    level: 'proof',
    file,
    verdict,
    state,
    message,
    ...(verdict === 'failed' ? { kind: 'edited' } : {}),
    ...(verdict === 'not-verifiable' ? { settles } : {}),
  }
}

async function signedBy(path: string, bytes: Uint8Array, beside: Beside, trust: Trust): Promise<Signed> {
  const signature = await signatureOf(path, beside)
  if (signature === undefined) return 'unsigned'
  const trusted = trust.keys.flatMap((one) =>
    one.kind === 'spki' ? [one.key] : one.kind === 'x509' ? [one.certificate.x509.publicKey] : [],
  )
  if (trusted.some((key) => isSigned(bytes, signature, key))) return 'trusted'
  const own = await keysBeside(path, beside)
  if (own.some((key) => isSigned(bytes, signature, key))) return 'unknown'
  // Of several trusted keys, none need be the one meant for this anchor.
  return own.length > 0 || trusted.length === 1 ? 'invalid' : 'no-key'
}

const MOST_SIGNATURE = 16 * 1024

async function signatureOf(path: string, beside: Beside): Promise<Buffer | undefined> {
  for (const ending of ['.sig.b64', '.sig']) {
    const bytes = await readSmall(beside, path + ending, MOST_SIGNATURE)
    if (bytes === undefined) continue
    const text = bytes.toString('latin1').trim()
    return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : bytes
  }
  return undefined
}

async function keysBeside(path: string, beside: Beside): Promise<KeyObject[]> {
  const folder = folderOf(path)
  const pems = beside.paths.filter((one) => folderOf(one) === folder && one.endsWith('.pem')).slice(0, 16)
  const keys: KeyObject[] = []
  for (const pem of pems) {
    const text = (await readSmall(beside, pem, MOST_ANCHOR))?.toString('latin1') ?? ''
    if (text.includes('PUBLIC KEY')) keys.push(...readKey(text))
  }
  return keys
}

function readKey(text: string): KeyObject[] {
  try {
    return [createPublicKey(text)]
  } catch {
    return []
  }
}

function isSigned(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  try {
    const bare = key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyType === 'ed448'
    return verify(bare ? null : 'sha256', bytes, key, signature)
  } catch {
    return false
  }
}
