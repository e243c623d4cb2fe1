import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { bundleVerdict, type Check } from '../../../src-main/core/verify/check.ts'
import { checkConsistency } from '../../../src-main/core/verify/merkle/proof.ts'
import { compareCheckpoints } from '../../../src-main/core/verify/note/checkpoint.ts'
import { sha256Bytes } from '../../../src-main/engine/crypto/digest.ts'
import { joinTrust, readTrust, type Trust } from '../../../src-main/engine/crypto/trusted.ts'
import { checkpointIn } from '../../../src-main/engine/proofs/note/checkpoints-beside.ts'
import { signedNote as noteKind } from '../../../src-main/engine/proofs/note/signed-note.ts'
import { tlogProof } from '../../../src-main/engine/proofs/note/tlog-proof.ts'
import type { Beside, ProofKind } from '../../../src-main/engine/proofs/proof.ts'
import { eachCase, judge, type Expected, type Mechanism, type Said } from '../mechanism.ts'

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** Notes, checkpoints and proofs of C2SP, each as the program checks it; the keys stand in `vkeys.txt`. */
export const signedNote: Mechanism = {
  name: 'signed-note',
  async run(folder) {
    const keys = join(folder, 'vkeys.txt')
    const trust = existsSync(keys) ? readTrust(readFileSync(keys)) : joinTrust([])
    return eachCase(folder, async (name, expected) => judge(name, expected, await said(folder, name, expected, trust)))
  },
}

async function said(folder: string, name: string, expected: Expected, trust: Trust): Promise<Said> {
  const file = name.replace(/ \(all\)$/, '')
  const bytes = bytesOf(join(folder, file))
  if (file.endsWith('.json')) return consistency(bytes)
  if (file.endsWith('.tlog-proof')) {
    const entry = new Uint8Array(Buffer.from(String(expected['entry_utf8'] ?? '')))
    return worst(
      tlogProof,
      basename(file),
      new Map([
        [basename(file), bytes],
        [basename(file, '.tlog-proof'), entry],
      ]),
      trust,
    )
  }
  const other = /together with (\S+)/.exec(expected.reason)?.[1]
  if (other !== undefined && !forked(bytes, bytesOf(join(folder, other))))
    return { verdict: 'failed', message: 'the fork is not seen' }
  return worst(
    noteKind,
    basename(file),
    new Map([...entries(join(folder, dirname(file))), [basename(file), bytes]]),
    trust,
  )
}

/** What the kind of proof says of one file and what lies beside it. */
async function worst(kind: ProofKind, path: string, files: Files, trust: Trust): Promise<Said> {
  const bytes = files.get(path) ?? new Uint8Array()
  const checks: Check[] = []
  if (kind.recognise(path, bytes)) {
    for await (const check of kind.check({ path, bytes }, besideOf(files), { trust, now: new Date() }))
      checks.push(check)
  }
  const verdict = bundleVerdict(checks)
  const told = checks.find((check) => check.verdict === verdict)
  return { verdict, state: told?.state, message: checks.map(({ message }) => message).join('; ') }
}

const besideOf = (files: Files): Beside => ({
  paths: [...files.keys()],
  sha256: (path) =>
    Promise.resolve(
      createHash('sha256')
        .update(files.get(path) ?? '')
        .digest('hex'),
    ),
  read: (path) => chunk(files.get(path) ?? new Uint8Array()),
})

async function* chunk(bytes: Uint8Array<ArrayBuffer>) {
  yield bytes
}

const ALL = { recursive: true, withFileTypes: true } as const

/** The tiles of entries below a folder that has any. */
const entries = (folder: string): [string, Uint8Array<ArrayBuffer>][] =>
  (existsSync(join(folder, 'tile')) ? readdirSync(join(folder, 'tile', 'entries'), ALL) : [])
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .map((path) => [path.slice(folder.length + 1), bytesOf(path)])

const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path))

function forked(a: Uint8Array, b: Uint8Array): boolean {
  const [one, other] = [checkpointIn(a), checkpointIn(b)]
  return one !== undefined && other !== undefined && compareCheckpoints(one, other) === 'forked'
}

const from = (text: string): Uint8Array => Buffer.from(text, 'base64')

/** All proofs of a file: roots and paths in base64. */
function consistency(bytes: Uint8Array): Said {
  const proofs = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    size1: number
    root1: string
    size2: number
    root2: string
    proof: string[]
  }[]
  const held = proofs.every(
    ({ size1, root1, size2, root2, proof }) =>
      checkConsistency(
        {
          older: { size: BigInt(size1), root: from(root1) },
          newer: { size: BigInt(size2), root: from(root2) },
          path: proof.map(from),
        },
        sha256Bytes,
      ).ok,
  )
  return { verdict: held && proofs.length > 0 ? 'verified' : 'failed' }
}
