import { basename } from 'node:path'
import { checkCustody, type CustodyRead } from '../../core/custody/custody.ts'
import { readCustodyLine } from '../../core/custody/read-entry.ts'
import { readManifest } from '../../core/pack/bag.ts'
import { mustBeCovered, paths } from '../../core/pack/names.ts'
import { packProblem, type PackProblem } from '../../core/pack/problems.ts'
import type { Verdict } from '../../core/verify/check.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { sha256 } from '../crypto/digest.ts'
import type { Trust } from '../crypto/trusted.ts'
import { reportProblems } from './check-report.ts'
import { checkSignatures, type SignedManifest } from './pack-signatures.ts'
import { readPack, type FoundFile } from './read-pack.ts'

/** The answer of `verify-pack --json`. */
export interface VerifiedPack {
  readonly verdict: Verdict
  readonly signer?: { readonly name: string; readonly fingerprint: string; readonly trusted: boolean }
  readonly sealedAt?: string
  readonly reason?: string
  readonly files: { readonly path: string; readonly sha256: string; readonly verdict: Verdict }[]
  readonly custody: { readonly entries: number; readonly verdict: Verdict }
  readonly problems: PackProblem[]
}

/** What to verify, whom to trust, and the moment at which certificates must be valid. */
export interface VerifyPackAsk {
  readonly path: string
  readonly trust: Trust
  readonly now: Date
  readonly signal?: AbortSignal
}

/** Verifies an evidence pack by itself: container, signature, every file, bag and custody chain; names every problem. */
export async function verifyPack({ path, trust, now, signal }: VerifyPackAsk): Promise<VerifiedPack> {
  const read = await readPack(path, basename(path), signal)
  if (!read.ok) {
    const problems = [
      packProblem('not-a-pack', `not an evidence pack: ${read.reason.replace(`${basename(path)}: `, '')}`),
    ]
    return { verdict: 'failed', files: [], custody: { entries: 0, verdict: 'not-verifiable' }, problems }
  }
  const { files } = read
  const { manifests, problems: signing } = checkSignatures(files, trust, now)
  const own = manifests[0]
  const problems = [...signing, ...coverProblems(files, manifests)]
  problems.push(...bagProblems(files, own, problems), ...workbookNotes(files))
  const reads = custodyReads(files)
  const custody = checkChain(files, { own, reads }, problems)
  problems.push(...contradictions(files, reads, problems))
  return {
    verdict: worst(problems),
    ...signerOf(own?.check),
    ...reasonOf(files),
    files: fileVerdicts(files, manifests),
    custody,
    problems,
  }
}

const order: readonly Verdict[] = ['failed', 'not-verifiable', 'not-offered', 'verified']

function worst(problems: readonly PackProblem[]): Verdict {
  return order.find((word) => problems.some(({ verdict }) => verdict === word)) ?? 'verified'
}

function signerOf(check: SignatureCheck | undefined): Pick<VerifiedPack, 'signer' | 'sealedAt'> {
  if (!check) return {}
  const { signer, signedAt, state } = check
  const trusted = state !== 'broken' && !check.faults.some(({ reason }) => reason === 'signer-unknown')
  const shown = signer ? { signer: { name: signer.name, fingerprint: signer.fingerprint, trusted } } : {}
  return { ...shown, ...(signedAt.basis === 'none' ? {} : { sealedAt: signedAt.time }) }
}

function reasonOf(files: ReadonlyMap<string, FoundFile>): Pick<VerifiedPack, 'reason'> {
  try {
    const report: unknown = JSON.parse(textOf(files.get(paths.report)))
    const reason = typeof report === 'object' && report !== null && 'reason' in report ? report.reason : undefined
    return typeof reason === 'string' ? { reason } : {}
  } catch {
    return {}
  }
}

function textOf(file: FoundFile | undefined): string {
  return Buffer.from(file?.content ?? []).toString('utf8')
}

/** Every file against every signed manifest: missing, changed, or not reached by it. */
function coverProblems(files: ReadonlyMap<string, FoundFile>, manifests: readonly SignedManifest[]): PackProblem[] {
  const problems: PackProblem[] = []
  for (const { references } of manifests) {
    for (const [path, expected] of references) problems.push(...referenceProblems(files.get(path), path, expected))
  }
  const reached = (path: string) => manifests.every(({ references }) => references.has(path))
  const own = new Set(manifests.flatMap(({ path, signature }) => [path, signature]))
  for (const path of files.keys()) {
    const fine = mustBeCovered(path) ? reached(path) : path === paths.mimetype || own.has(path)
    const reason = `${path} is in the pack, but no signature reaches it`
    if (!fine && manifests.length > 0) problems.push(packProblem('file-present-but-not-covered', reason, path))
  }
  return problems
}

function referenceProblems(file: FoundFile | undefined, path: string, expected: string | undefined): PackProblem[] {
  if (!file) return [packProblem('listed-file-missing', `${path} was sealed and is missing`, path)]
  if (file.broken !== undefined)
    return [packProblem('listed-file-changed', `${path} cannot be read whole: ${file.broken}`, path)]
  if (expected === undefined) {
    return [packProblem('signature-unsupported', `${path} is signed by a digest that is not supported`, path)]
  }
  if (file.sha256 === expected) return []
  const message = `${path} was changed after it was sealed: SHA-256 ${file.sha256}, sealed was ${expected}`
  return [packProblem('listed-file-changed', message, path)]
}

/** The bag's manifests against the signed one; a manifest that is itself missing or changed is already named. */
function bagProblems(
  files: ReadonlyMap<string, FoundFile>,
  own: SignedManifest | undefined,
  known: readonly PackProblem[],
): PackProblem[] {
  if (!own) return []
  const named = new Set(known.map(({ path }) => path))
  return [
    { path: paths.manifest, wanted: (path: string) => path.startsWith('data/') },
    { path: paths.tagManifest, wanted: (path: string) => !path.startsWith('data/') && path !== paths.tagManifest },
  ].flatMap(({ path, wanted }) => (named.has(path) ? [] : bagDifferences(path, textOf(files.get(path)), own, wanted)))
}

function bagDifferences(
  bag: string,
  text: string,
  { references }: SignedManifest,
  wanted: (path: string) => boolean,
): PackProblem[] {
  const differ = (message: string, path = bag): PackProblem =>
    packProblem('bag-manifests-differ-from-signed-manifest', message, path)
  const listed = readManifest(text)
  if (!listed) return [differ(`${bag} is missing or breaks its own format`)]
  const signed = [...references].filter(([path]) => wanted(path))
  const unsigned = [...listed.keys()].filter((path) => !references.has(path))
  return [
    ...signed
      .filter(([path, digest]) => listed.get(path) !== digest)
      .map(([path]) => differ(`${bag} and the signed manifest differ over ${path}`, path)),
    ...unsigned.map((path) => differ(`${bag} lists ${path}, the signed manifest does not`, path)),
  ]
}

function workbookNotes(files: ReadonlyMap<string, FoundFile>): PackProblem[] {
  const workbook = files.get(paths.workbook)
  if (!workbook) return []
  const path = paths.workbook
  const whole = 'the signature of the pack covers it byte for byte'
  return workbook.officeSigned
    ? [
        packProblem(
          'workbook-signature-not-checked',
          `the workbook carries an Office signature, which is not checked; ${whole}`,
          path,
        ),
      ]
    : [packProblem('workbook-signature-absent', `the workbook carries no Office signature of its own; ${whole}`, path)]
}

/** The report against custody; one of the two that is itself missing or changed is already named. */
function contradictions(
  files: ReadonlyMap<string, FoundFile>,
  reads: readonly CustodyRead[],
  known: readonly PackProblem[],
): PackProblem[] {
  const both = [paths.report, paths.custody]
  if (both.some((path) => !files.has(path) || known.some((problem) => problem.path === path))) return []
  const found = reportProblems(textOf(files.get(paths.report)), reads)
  return found.length > MOST_SHOWN ? found.slice(0, MOST_SHOWN) : found
}

const custodyReads = (files: ReadonlyMap<string, FoundFile>): CustodyRead[] =>
  textOf(files.get(paths.custody))
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(readCustodyLine)

/** Problems of one file that are named one by one. */
const MOST_SHOWN = 100

/** The custody chain; its problems are added. Without a trusted signature a chain that holds still proves nothing. */
function checkChain(
  files: ReadonlyMap<string, FoundFile>,
  { own, reads }: { readonly own: SignedManifest | undefined; readonly reads: readonly CustodyRead[] },
  problems: PackProblem[],
): VerifiedPack['custody'] {
  const path = paths.custody
  const file = files.get(path)
  if (!file) return { entries: 0, verdict: own?.references.has(path) === true ? 'failed' : 'not-offered' }
  const broken = [...checkCustody(reads, sha256)].map(({ message }) => message)
  const found = [...broken, ...headFaults(textOf(files.get(paths.bagInfo)), reads)]
  const shown =
    found.length > MOST_SHOWN ? [...found.slice(0, MOST_SHOWN), `and ${found.length - MOST_SHOWN} more places`] : found
  problems.push(...shown.map((message) => packProblem('custody-chain-broken', message, path)))
  if (found.length > 0) return { entries: reads.length, verdict: 'failed' }
  const sealed = own?.check.verdict === 'verified' && own.references.get(path) === file.sha256
  return { entries: reads.length, verdict: sealed ? 'verified' : 'not-verifiable' }
}

/** `Custody-Head` in bag-info.txt, where it stands, must be the hash of the last entry. */
function headFaults(bagInfo: string, reads: readonly CustodyRead[]): string[] {
  const [, head] = /^Custody-Head: sha256:([0-9a-f]{64})$/m.exec(bagInfo) ?? []
  const last = reads.at(-1)
  if (head === undefined || (last?.ok === true && last.entry.hash === head)) return []
  return [`the custody chain does not end at the head that ${paths.bagInfo} names`]
}

function fileVerdicts(
  files: ReadonlyMap<string, FoundFile>,
  manifests: readonly SignedManifest[],
): VerifiedPack['files'] {
  const listed = new Set(manifests.flatMap(({ references }) => [...references.keys()]))
  const present = [...files.keys()].filter(mustBeCovered)
  const missing = [...listed].filter((path) => !files.has(path))
  return [...present, ...missing].map((path) => {
    const file = files.get(path)
    return { path, sha256: file?.sha256 ?? '', verdict: fileVerdict(file, path, manifests) }
  })
}

function fileVerdict(file: FoundFile | undefined, path: string, manifests: readonly SignedManifest[]): Verdict {
  if (manifests.length === 0) return 'not-verifiable'
  if (!file || manifests.some(({ references }) => references.get(path) !== file.sha256)) return 'failed'
  return order.find((word) => manifests.some(({ check }) => check.verdict === word)) ?? 'not-verifiable'
}
