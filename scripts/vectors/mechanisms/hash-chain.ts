import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleVerdict } from '../../../src-main/core/verify/check.ts'
import type { Check } from '../../../src-main/core/verify/check.ts'
import { joinTrust, readTrust } from '../../../src-main/engine/crypto/trusted.ts'
import type { Trust } from '../../../src-main/engine/crypto/trusted.ts'
import { listInputs } from '../../../src-main/engine/intake/list-inputs.ts'
import { chainKinds } from '../../../src-main/engine/proofs/chains/index.ts'
import type { Beside } from '../../../src-main/engine/proofs/proof.ts'
import { eachCase, judge, partsOf, readExpected } from '../mechanism.ts'
import type { Expected, Judged, Mechanism, Said } from '../mechanism.ts'

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** Chains of every rule, side files, daily sums and anchors, each through the kinds of proof that the program uses. */
export const hashChain: Mechanism = { name: 'hash-chain', run }

function run(folder: string): Promise<Judged[]> {
  return eachCase(folder, async (name, expected) => {
    const given = await filesOf(folder, name)
    const secrets = secretsOf(folder, name, expected)
    const judged = [judgeCase(name, expected, await checksOf(given, secrets))]
    if ('without_key' in expected) judged.push(judgeUnkeyed(name, expected, await checksOf(given, [])))
    if ('old_key' in expected && typeof expected['old_key'] === 'string') {
      const both = await checksOf(given, [...secrets, keyOf(folder, name, expected['old_key'])])
      judged.push(judge(`${name} (with both secrets)`, { valid: true, reason: 'with both secrets valid' }, said(both)))
    }
    return judged
  })
}

function judgeCase(name: string, expected: Expected, checks: readonly Check[]): Judged {
  const place = placeOf(expected)
  const answer = said(checks)
  const at = expected.valid === true && place !== null && isNamed(place, checks) ? place : answer.at
  // SOURCE.md: what is not valid, a verifier must report as tampering.
  return judge(name, expected, { ...answer, at }, { contradiction: true, place })
}

/** Without the secret a row is never broken: whatever the links show still is. */
function judgeUnkeyed(name: string, expected: Expected, checks: readonly Check[]): Judged {
  const byLinks = expected.valid === false && !/entry-hash-mismatch|earlier secret/.test(expected.reason)
  const reason = byLinks ? expected.reason : 'row content unverifiable without the secret'
  return judge(`${name} (without the secret)`, { valid: false, reason }, said(checks), { contradiction: byLinks })
}

/** The place a case states, as far as the chain can show it: what only an anchor contradicts has none without one. */
function placeOf(expected: Expected): string | number | null {
  const at = expected['at_seq'] ?? expected['at']
  if (expected.valid === true && /contradicted only by the anchor/.test(expected.reason)) return null
  return typeof at === 'number' || typeof at === 'string' ? at : null
}

/** The word of the mechanism: that of its proof checks. That a chain alone does not show its end is said apart. */
function said(checks: readonly Check[]): Said {
  const own = checks.filter(({ check, level }) => level === 'proof' && check !== 'chain.end')
  const verdict = bundleVerdict(own)
  const first = own.find((check) => check.verdict === verdict)
  const at = first?.check.startsWith('sum.') ? first.file : first?.seq
  return { verdict, state: first?.state, at: verdict === 'verified' ? undefined : at, message: first?.message }
}

const isNamed = (place: string | number, checks: readonly Check[]): boolean =>
  checks.some(({ check, seq, message }) => {
    const listed = check === 'chain.separator' ? (/\(([\d, ]+)/.exec(message)?.[1] ?? '').split(', ').map(Number) : []
    return (check === 'chain.end' && seq === place) || listed.includes(Number(place))
  })

async function checksOf(files: Files, secrets: readonly Uint8Array[]): Promise<Check[]> {
  const beside: Beside = {
    paths: [...files.keys()],
    sha256: async (path) =>
      createHash('sha256')
        .update(files.get(path) ?? '')
        .digest('hex'),
    read: (path) => chunksOf(files.get(path)),
  }
  const trust = trustOf(files)
  const checks: Check[] = []
  for (const [path, bytes] of files) {
    const kind = chainKinds.find(({ recognise }) => recognise(path, bytes.subarray(0, 64 * 1024)))
    if (kind === undefined) continue
    for await (const check of kind.check({ path, bytes }, beside, { trust, now: new Date(), secrets }))
      checks.push(check)
  }
  return checks
}

function chunksOf(bytes: Uint8Array<ArrayBuffer> | undefined) {
  return (
    bytes &&
    (async function* all() {
      yield bytes
    })()
  )
}

const trustOf = (files: Files): Trust =>
  joinTrust([...files].filter(([path]) => path.endsWith('.pem')).map(([, bytes]) => readTrust(bytes)))

/** The files of a case: those of its key, what lies beside an anchor, or what an archive holds. */
async function filesOf(folder: string, name: string): Promise<Files> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const parts = partsOf(name)
  for (const part of parts) {
    const path = part.startsWith('.') ? (parts[0] ?? '').replace(/\.[^.]*$/, part) : part
    if (path.endsWith('.zip')) for (const [inner, bytes] of await unzipped(join(folder, path))) files.set(inner, bytes)
    else files.set(path, fileBytes(join(folder, path)))
    if (path.endsWith('.json'))
      for (const other of filesBeside(folder, path)) files.set(other, fileBytes(join(folder, other)))
  }
  return files
}

async function unzipped(path: string): Promise<Files> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for await (const member of listInputs([path])) {
    if (member.kind === 'refused') throw new Error(`${member.path}: ${member.message}`)
    files.set(member.path.replace(/^[^!]*!\/?/, ''), await bytesOf(member.read()))
  }
  return files
}

const fileBytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path))

const filesBeside = (folder: string, path: string): string[] =>
  readdirSync(join(folder, dirname(path)))
    .map((other) => join(dirname(path), other))
    .filter((other) => other.endsWith('.pem') || (other.startsWith(path) && other !== path))

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return new Uint8Array(Buffer.concat(parts))
}

/** The secret of a case: a file beside it, else the text itself. */
function keyOf(folder: string, name: string, key: string): Uint8Array {
  const path = join(folder, dirname(name), key)
  return existsSync(path) ? readFileSync(path) : Buffer.from(key)
}

/** Where a case of a keyed family names only its other secret, that of the family is used. */
function secretsOf(folder: string, name: string, expected: Expected): Uint8Array[] {
  const own = expected['key']
  if (typeof own === 'string') return [keyOf(folder, name, own)]
  if (!('old_key' in expected)) return []
  const family = [...readExpected(folder)].find(
    ([other, { key }]) => dirname(other) === dirname(name) && typeof key === 'string',
  )
  return family === undefined ? [] : [keyOf(folder, family[0], String(family[1]['key']))]
}
