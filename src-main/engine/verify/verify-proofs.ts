import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Check } from '../../core/verify/check.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { HEAD_BYTES, MOST_PROOF_BYTES } from '../proofs/belongs-to-proof.ts'
import { asic } from '../proofs/asic.ts'
import { bag } from '../proofs/bag.ts'
import { carriesChain } from '../proofs/chains/carries-chain.ts'
import { checkLogChain, ownChain } from '../proofs/chains/own-chain.ts'
import { isDigestPath, mayHoldDigests, verifyCloudTrail } from '../proofs/cloudtrail/verify-cloudtrail.ts'
import { proofKinds } from '../proofs/index.ts'
import { office } from '../proofs/office.ts'
import type { Beside, ProofDeps } from '../proofs/proof.ts'
import { type Scrub, SETTLED_BY_RECEIVED, scrubsByPath } from '../store/scrubs.ts'
import { asKept } from './as-kept.ts'
import { keptSha256, readKept } from './bag-source.ts'
import { counted, held, open } from './findings.ts'
import { type Opened, openedAgain, openedFiles } from './opened-again.ts'
import { openedContainers } from './opened-containers.ts'
import { Vouching, type Proved } from './vouching.ts'

interface KeptFile {
  readonly id: number
  readonly bundle: number
  readonly path: string
  readonly role: 'log' | 'tag'
  readonly bytes: number
  readonly sha256: string
  readonly text_sha256: string
}

const FILES = `SELECT f.id, f.bundle, f.path, f.role, f.bytes, f.sha256, f.text_sha256
                 FROM bundle_file f JOIN bundle b ON b.id = f.bundle
                WHERE b.batch = (SELECT batch FROM bundle WHERE id = ?) AND b.state = 'complete' AND b.shape = 'files'
                ORDER BY f.id`

/**
 * Every proof that came with the logs of one import, as far as it concerns this bundle: digest lists, signatures, time-stamps, bags, CloudTrail's
 * digests, chains within the logs. Answers true at the end where the bundle's source offers any; then a log that none reaches is told.
 */
export async function* verifyProofs(db: Database, bundle: number, deps: ProofDeps): AsyncGenerator<Check, boolean> {
  const files = db.prepare<[number], KeptFile>(FILES).all(bundle)
  const own = files.filter((file) => file.bundle === bundle)
  const kept = new KeptFiles(db, files, deps.signal)
  const reached = new Set<string>()
  const vouching = new Vouching()
  let offered = false
  const logs = own.filter(({ role }) => role === 'log').map(({ path }) => path)
  for await (const check of ofOpened(kept, own, logs)) {
    offered ||= check.level === 'proof'
    yield check
  }
  const onList: ProofDeps['onList'] = (list, named) => vouching.list(list, named)
  for await (const proved of provedBy(kept, own, { ...deps, onList })) {
    offered ||= proved.check.level === 'proof'
    vouching.look(proved)
    for (const path of reachedBy(proved, kept.paths)) reached.add(path)
    if (concerns(proved, own, files)) yield asKept(proved.check, proved.touched, kept.scrubs)
  }
  if (offered) yield* told(own, files, reached)
  for (const { list, logs: bare } of vouching.unsigned(logs)) yield unsignedList(list, bare, own)
  return offered
}

/** What was opened to read the logs in it: first, since what is proved of one that is kept reaches the texts in it. */
async function* ofOpened(kept: KeptFiles, own: readonly KeptFile[], logs: readonly string[]): AsyncGenerator<Check> {
  for (const one of openedFiles(kept.files))
    for await (const check of kept.openAgain(one)) if (concerns({ check }, own, kept.files)) yield check
  yield* openedContainers(logs, kept.paths)
}

/** A list that nobody signed is as good against an accident as any, and says nothing of where the logs come from. */
function unsignedList(list: string, logs: number, own: readonly KeptFile[]): Check {
  const message = `Nobody signed ${list}, by which ${counted(logs, 'log')} ${logs === 1 ? 'has' : 'have'} the right digest: whoever changed a log could have changed its digest too`
  const settles = `a signature over ${list} by its author, or that file's SHA-256 from the author by another way`
  const check = open('digest.signature', message, settles)
  return own.some(({ path }) => path === list) ? { ...check, file: list } : check
}

/** What holds reaches all it was computed over; what does not reaches the file it names and all in it, which is told by the finding itself. */
function* reachedBy({ check, touched }: Proved, paths: readonly string[]): Generator<string> {
  if (check.level !== 'proof') return
  if (check.verdict === 'verified') yield* touched
  if (check.file === undefined) return
  yield check.file
  if (check.verdict === 'failed') yield* paths.filter((path) => path.startsWith(`${check.file}!`))
}

/** Findings go to the bundle whose file they name; what names none that is here, to the bundle that keeps the proof, else any. */
function concerns(
  { check: { file }, proof }: Pick<Proved, 'check' | 'proof'>,
  own: readonly KeptFile[],
  files: readonly KeptFile[],
): boolean {
  const place = [file, proof].find((one) => files.some(({ path }) => path === one))
  return own.some(({ path, role }) => (place === undefined ? role === 'tag' : path === place))
}

async function* provedBy(kept: KeptFiles, own: readonly KeptFile[], deps: ProofDeps): AsyncGenerator<Proved> {
  for (const file of kept.files.filter(({ role }) => role === 'tag')) yield* byKind(kept, file, deps)
  if (mayHoldDigests(kept.paths)) yield* byDigests(kept, deps)
  for (const file of own.filter(({ role }) => role === 'log')) {
    if (kept.scrubs.has(file.path)) yield scrubbedChain(file)
    else if (carriesChain(await kept.head(file), deps.chainRules)) yield* chainWithin(kept, file, deps)
  }
}

/** CloudTrail's digests reach the logs whose hashes a relied-on one states, and no other file of the import. */
async function* byDigests(kept: KeptFiles, deps: ProofDeps): AsyncGenerator<Proved> {
  const touched = new Set<string>()
  const onProved = (path: string): void => void touched.add(path)
  const digest = kept.files.find(({ path, role }) => role === 'tag' && isDigestPath(path))
  const place = digest && { proof: digest.path }
  for await (const check of verifyCloudTrail(kept.asTree(), { ...deps, onProved })) yield { check, touched, ...place }
}

function scrubbedChain({ path: file }: KeptFile): Proved {
  const message = `Whether ${file} carries a chain of its own, and whether that holds, cannot be told from a scrubbed text`
  const check: Check = { ...open('chain.rule', message, SETTLED_BY_RECEIVED), level: 'observation', file }
  return { check, touched: new Set([file]) }
}

/** Of any length: the text is streamed. */
async function* chainWithin(kept: KeptFiles, file: KeptFile, deps: ProofDeps): AsyncGenerator<Proved> {
  const touched = new Set([file.path])
  const log = { path: file.path, text: kept.text(file) }
  // what is looked through for anchors is not reached by the chain
  for await (const check of checkLogChain(log, kept.beside(new Set()), deps)) yield { check, touched }
}

async function* byKind(kept: KeptFiles, file: KeptFile, deps: ProofDeps): AsyncGenerator<Proved> {
  const head = await kept.head(file)
  const kind = proofKinds.find((one) => one.recognise(file.path, head))
  if (kind === ownChain || (kind === undefined && carriesChain(head, deps.chainRules))) {
    yield* chainWithin(kept, file, deps)
    return
  }
  if (kind === undefined) return
  const bytes = await kept.whole(file)
  if (bytes === undefined) {
    const check = open('proof.limit', `${file.path} is over 8 MiB, too large for a ${kind.title}`, 'the proof itself')
    yield { check: { ...check, file: file.path }, touched: new Set() }
    return
  }
  const touched = new Set<string>()
  const checks = kind.check({ path: file.path, bytes }, kept.beside(touched), deps)
  if (kind === asic || kind === office) yield* ofContainer(kept, file, checks)
  else for await (const check of checks) yield { check, touched, proof: file.path, isOfLists: kind === bag }
}

/** A container of which every check holds reaches all that was read out of it; any other reaches nothing. */
async function* ofContainer(kept: KeptFiles, file: KeptFile, given: AsyncIterable<Check>): AsyncGenerator<Proved> {
  const checks: Check[] = []
  for await (const check of given) checks.push(check)
  const holds = checks.every(({ level, verdict }) => level !== 'proof' || verdict === 'verified')
  const inside = holds ? kept.insideOf(file.path) : []
  for (const check of checks) yield { check, touched: new Set(inside), proof: file.path }
}

function* told(own: readonly KeptFile[], files: readonly KeptFile[], reached: ReadonlySet<string>): Generator<Check> {
  const logs = own.filter(({ role }) => role === 'log')
  const missed = logs.filter(({ path }) => !reached.has(path))
  const elsewhere = !own.some(({ role }) => role === 'tag') && files.some(({ role }) => role === 'tag')
  if (elsewhere && missed.length < logs.length) {
    const message = `${logs.length - missed.length} of ${logs.length} logs are reached by proofs that came with them and are kept beside another system's logs`
    yield held('proof.reach', logs.length - missed.length, message)
  }
  for (const { path } of missed) {
    const check = open(
      'proof.reach',
      `No proof that came with ${path} reaches it`,
      'a digest or signature that covers this file',
    )
    yield { ...check, file: path }
  }
}

const isReceived = ({ sha256, text_sha256: text }: KeptFile): boolean => sha256 === text

/** Of two files under one path the log is the one that is meant. */
const rankOf = ({ role }: KeptFile): number => (role === 'log' ? 1 : 0)

/** The files of one import as the case keeps them. */
class KeptFiles {
  readonly files: readonly KeptFile[]
  readonly paths: readonly string[]
  /** Scrubs by the path of their file: of those the bytes as received are not here. */
  readonly scrubs: ReadonlyMap<string, readonly Scrub[]>
  readonly #db: Database
  readonly #signal: AbortSignal | undefined
  readonly #byPath: ReadonlyMap<string, KeptFile>
  /** Those whose bytes as received are kept; a packed log stands under its path a second time for its text. */
  readonly #received: ReadonlyMap<string, KeptFile>
  /** Paths whose text is what a file kept as received holds. */
  readonly #inside = new Map<string, readonly string[]>()
  readonly #digests = new Map<string, string>()

  constructor(db: Database, files: readonly KeptFile[], signal: AbortSignal | undefined) {
    this.#db = db
    this.files = files
    this.#signal = signal
    this.paths = [...new Set(files.map(({ path }) => path))]
    this.scrubs = new Map([...new Set(files.map((file) => file.bundle))].flatMap((one) => [...scrubsByPath(db, one)]))
    this.#byPath = new Map(files.toSorted((a, b) => rankOf(a) - rankOf(b)).map((file) => [file.path, file]))
    this.#received = new Map(files.filter(isReceived).map((file) => [file.path, file]))
  }

  /** Opens a file that is kept as received, so that what is proved of it is proved of the texts in it. */
  async *openAgain(opened: Opened): AsyncGenerator<Check> {
    this.#inside.set(opened.whole.path, yield* openedAgain(this.#db, opened, this.#signal))
  }

  insideOf(path: string): readonly string[] {
    return this.#inside.get(path) ?? []
  }

  text(file: KeptFile | undefined, signal = this.#signal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    return readKept(this.#db, file, signal)
  }

  async head(file: KeptFile): Promise<Uint8Array> {
    return (await this.#upTo(file, HEAD_BYTES)).subarray(0, HEAD_BYTES)
  }

  /** All bytes of a proof, undefined where it is larger than any may be. */
  async whole(file: KeptFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = await this.#upTo(file, MOST_PROOF_BYTES + 1)
    return bytes.length > MOST_PROOF_BYTES ? undefined : bytes
  }

  beside(touched: Set<string>): Beside {
    return { ...this.#readBy(touched), searched: this.#readBy(new Set()) }
  }

  #readBy(touched: Set<string>): Beside {
    const touch = (path: string): void => {
      // of a packed log that is kept as received the text alone is looked at by others
      if (!this.#received.has(path) || this.#received.get(path) === this.#byPath.get(path)) touched.add(path)
      for (const inside of this.insideOf(path)) touched.add(inside)
    }
    return {
      paths: this.paths,
      sha256: async (path) => {
        touch(path)
        return await this.#sha256(path)
      },
      read: (path, signal) => {
        const file = this.#received.get(path)
        // of a packed file the case keeps the text alone, of a scrubbed one not even that
        if (file === undefined || this.scrubs.has(path)) return undefined
        touch(path)
        return this.text(file, signal ?? this.#signal)
      },
    }
  }

  asTree(): Parameters<typeof verifyCloudTrail>[0] {
    return {
      names: this.paths,
      sizeBytes: (name) => this.#byPath.get(name)?.bytes,
      read: (name, signal) => this.text(this.#byPath.get(name), signal),
      textSha256: (name, found) => {
        const file = this.#byPath.get(name)
        return file !== undefined && found === keptSha256(this.#db, file) ? file.text_sha256 : found
      },
    }
  }

  /** Of a packed or scrubbed file the digest taken at import, and only while its kept text is still the one it must be. */
  async #sha256(path: string): Promise<string> {
    const known = this.#digests.get(path)
    if (known !== undefined) return known
    const file = this.#received.get(path) ?? this.#byPath.get(path)
    const digest = createHash('sha256')
    for await (const chunk of this.text(file)) digest.update(chunk)
    stopIfCancelled(this.#signal)
    const text = digest.digest('hex')
    const sha256 = file !== undefined && text === keptSha256(this.#db, file) ? file.sha256 : text
    this.#digests.set(path, sha256)
    return sha256
  }

  async #upTo(file: KeptFile, most: number): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = []
    let size = 0
    for await (const chunk of this.text(file)) {
      parts.push(chunk)
      size += chunk.length
      if (size >= most) break
    }
    return new Uint8Array(Buffer.concat(parts))
  }
}
