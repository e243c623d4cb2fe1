import type { Check, State, Verdict } from '../../core/verify/check.ts'
import { isJsonObject, jsonObject } from '../crypto/json-object.ts'
import { digestContent } from '../crypto/signed-content.ts'
import { contentBeside } from './file-signature.ts'
import type { Beside } from './proof.ts'

/** A statement over which a signature holds: its octets, where it lies, and how far its signer is relied upon. */
export interface SignedStatement {
  readonly statement: Uint8Array
  readonly file: string
  readonly verdict: Verdict
  readonly state: State
}

interface Subject {
  readonly name: string
  readonly digest: Readonly<Record<string, unknown>>
}

/** What became of one subject: the file beside it, the digests as stated and as found. */
interface Met {
  readonly path?: string
  readonly expected?: string
  readonly found?: string
  readonly problem?: 'missing' | 'differs' | 'unsupported' | 'unreadable'
}

const TYPE = /^https:\/\/in-toto\.io\/Statement\/(?:v1|v0\.1)$/
const HASHES = ['sha256', 'sha384', 'sha512']
const MOST_SUBJECTS = 10_000
const MOST_FINDINGS = 1000
/** So many files are looked through for one that a statement names by its digest and another name. */
const MOST_SEARCHED = 1000

/**
 * Checks that the files beside are those that an in-toto Statement (v0.1, v1: `subject`) is about. What holds is verified only
 * where the signature over the statement is.
 */
export async function* statementChecks(
  signed: SignedStatement,
  beside: Beside,
  signal: AbortSignal | undefined,
): AsyncGenerator<Check> {
  const { file } = signed
  const subjects = readSubjects(signed.statement)
  if (!subjects) {
    yield { ...failed, file, kind: 'malformed', message: 'What was signed is not an in-toto Statement' }
    return
  }
  if (subjects.length > MOST_SUBJECTS) {
    const message = `The statement names over ${MOST_SUBJECTS} files`
    yield { ...open, state: 'unsupported', file, message, settles: 'the files in several statements' }
    return
  }
  const met: Met[] = []
  const byDigest = pathsByDigest(beside)
  for (const subject of subjects) met.push(await meet(subject, { file, beside, byDigest, signal }))
  yield* told(met, signed)
}

const level = { check: 'statement.subject', level: 'proof' } as const
const failed = { ...level, verdict: 'failed', state: 'broken' } as const
const open = { ...level, verdict: 'not-verifiable' } as const

function readSubjects(statement: Uint8Array): Subject[] | undefined {
  const value = jsonObject(statement)
  if (!value || !TYPE.test(String(value['_type'])) || !Array.isArray(value['subject'])) return undefined
  const all: readonly unknown[] = value['subject']
  const read = all.flatMap((one) => {
    if (!isJsonObject(one) || !isJsonObject(one['digest'])) return []
    return [{ name: typeof one['name'] === 'string' ? one['name'] : '', digest: one['digest'] }]
  })
  return read.length === all.length && read.length > 0 ? read : undefined
}

interface Around {
  readonly file: string
  readonly beside: Beside
  readonly byDigest: (digest: string) => Promise<string | undefined>
  readonly signal: AbortSignal | undefined
}

/** The file of that name in the folder of the statement, else any file with that digest. */
async function meet({ name, digest }: Subject, { file, beside, byDigest, signal }: Around): Promise<Met> {
  const stated = HASHES.flatMap((hash) => (typeof digest[hash] === 'string' ? [[hash, digest[hash]] as const] : []))
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const path = [`${folder}${name.replace(/^\.\//, '')}`, name].find((one) => beside.paths.includes(one))
  if (stated.length === 0) return { ...(path === undefined ? {} : { path }), problem: 'unsupported' }
  if (path === undefined) {
    const elsewhere = await byDigest(String(digest['sha256']).toLowerCase())
    if (elsewhere === undefined) return { problem: 'missing' }
    await beside.sha256(elsewhere)
    return { path: elsewhere }
  }
  for (const [hash, expected] of stated) {
    const found = hash === 'sha256' ? await beside.sha256(path) : await hexOf(path, hash, { beside, signal })
    if (found === undefined) return { path, problem: 'unreadable' }
    if (found !== expected.toLowerCase()) return { path, expected, found, problem: 'differs' }
  }
  return { path }
}

async function hexOf(path: string, hash: string, { beside, signal }: Pick<Around, 'beside' | 'signal'>) {
  const value = await digestContent(contentBeside(path, beside, signal), hash)
  return value && Buffer.from(value).toString('hex')
}

function pathsByDigest({ paths, searched, ...beside }: Beside): (digest: string) => Promise<string | undefined> {
  let known: Map<string, string> | undefined
  return async (digest) => {
    if (!known) {
      known = new Map()
      for (const path of paths.slice(0, MOST_SEARCHED)) known.set(await (searched ?? beside).sha256(path), path)
    }
    return known.get(digest)
  }
}

function* told(met: readonly Met[], { file, verdict, state }: SignedStatement): Generator<Check> {
  const differing = met.filter(({ problem }) => problem === 'differs')
  for (const { path = '', expected, found } of differing.slice(0, MOST_FINDINGS)) {
    const message = `The statement is about another file: the digest of ${path} is not the one it states`
    yield { ...failed, file: path, kind: 'edited', ...(expected === undefined ? {} : { expected, found }), message }
  }
  if (differing.length > MOST_FINDINGS)
    yield {
      ...failed,
      file,
      kind: 'edited',
      message: `${differing.length - MOST_FINDINGS} more files have other digests`,
    }
  const count = (problem: Met['problem']) => met.filter((one) => one.problem === problem).length
  yield* some(count('missing'), (many) => ({
    ...open,
    state: 'incomplete',
    file,
    message: `${many} of the ${met.length} files that the statement names are not beside it`,
    settles: 'the files that the statement names',
  }))
  yield* some(count('unreadable'), (many) => ({
    ...open,
    state: 'unverifiable',
    file,
    message: `Of ${many} files that the statement names only the text is kept, not the bytes that it states a digest of`,
    settles: 'these files as they were received',
  }))
  yield* some(count('unsupported'), (many) => ({
    ...open,
    state: 'weak',
    file,
    message: `For ${many} files the statement has no digest of SHA-256 or better`,
    settles: 'a statement with SHA-256 digests',
  }))
  yield* some(count(undefined), (covered) => ({
    ...level,
    verdict,
    state,
    file,
    covered,
    message: `${covered} of the ${met.length} files that the statement names have the digests it states`,
  }))
}

function* some(many: number, check: (many: number) => Check): Generator<Check> {
  if (many > 0) yield check(many)
}
