import { intakeLimits } from '../intake/limits.ts'
import { type Member, memberOf, refusalOf } from '../intake/member.ts'
import { proofHead } from '../proofs/belongs-to-proof.ts'
import { digestList } from '../proofs/digest-list.ts'
import { proofKinds } from '../proofs/index.ts'
import { folderOf, isProofName } from '../proofs/target.ts'
import { archiveAsReceived, openedArchives } from './received.ts'

/** Something received of which a case keeps the text alone, or nothing: an archive that was opened, a packed log, a file that could not be read. */
interface Whole {
  readonly path: string
  /** The log or file that it was met with. */
  readonly met: Member
  /** A packed log, of which the digest as received is taken at import: a list needs no more. */
  readonly hasDigest: boolean
  readonly asReceived: () => Promise<Member | undefined>
}

/** What is kept as received, and with which log or file it was met. */
export interface KeptReceived {
  readonly received: Member
  readonly met: Member
}

/**
 * What the proofs beside it are over as it was received, to be kept so beside the text of its logs: nothing else can show that the
 * signature holds, or that a file which cannot be read is not the one that was proved.
 */
export async function namedByProofs(
  named: NamedByProofs,
  logs: readonly Member[],
  unread: readonly Member[],
): Promise<KeptReceived[]> {
  const found = new Map<string, KeptReceived>()
  for (const { path, met, hasDigest, asReceived } of wholesOf(logs, unread)) {
    if (found.has(path) || !(hasDigest ? named.bySignature(path) : named.has(path))) continue
    const received = await asReceived()
    if (received !== undefined) found.set(path, { received, met })
  }
  return [...found.values()]
}

function wholesOf(logs: readonly Member[], unread: readonly Member[]): Whole[] {
  const archives = [...openedArchives([...logs, ...unread])].map(([path, met]) => ({
    path,
    met,
    hasDigest: false,
    asReceived: async () => await archiveAsReceived(path, met),
  }))
  return [
    ...archives,
    ...logs.filter(isPackedAlone).map((met) => loose(met, true)),
    ...unread.map((met) => loose(met, false)),
  ]
}

const loose = (met: Member, hasDigest: boolean): Whole => ({
  path: met.received.path,
  met,
  hasDigest,
  asReceived: async () => ((await canBeRead(met)) ? asReceived(met) : undefined),
})

/** A file as it was received, nothing taken off. */
export const asReceived = ({ received }: Member): Member => memberOf(received, [], intakeLimits)

async function canBeRead({ received }: Member): Promise<boolean> {
  try {
    for await (const _ of received.read()) void _
    return true
  } catch (error) {
    refusalOf(error, received.path, received.root)
    return false
  }
}

/** A workbook's sheets have other paths than the workbook. */
const isPackedAlone = ({ path, layers, received }: Member): boolean => layers.length > 0 && path === received.path

/** Proofs that are over bytes and not over digests. */
async function signingPaths(proofs: readonly Member[]): Promise<string[]> {
  const found: string[] = []
  for (const proof of proofs) {
    const head = await proofHead(proof)
    const kind = proofKinds.find((one) => one.recognise(proof.path, head))
    if (kind !== undefined && kind !== digestList) found.push(proof.path)
  }
  return found
}

/** Files that proofs are looked for over. */
interface Among {
  /** The proofs. */
  readonly proofs: readonly Member[]
  readonly logs: readonly Member[]
  /** Whether a list of digests names a path. */
  readonly isListed: (path: string) => boolean
}

/** Which files proofs may be over by their names, as wide as the kinds of proof look: `NAME.p7s` or `STEM.sig` of NAME, or the only file beside it. */
export class NamedByProofs {
  readonly #isListed: Among['isListed']
  readonly #names = new Set<string>()
  readonly #stems = new Set<string>()
  readonly #folders = new Set<string>()
  /** Other files than proofs, by their folder. */
  readonly #filesIn = new Map<string, Set<string>>()

  private constructor(signing: readonly string[], paths: readonly string[], isListed: Among['isListed']) {
    this.#isListed = isListed
    for (const proof of signing) {
      for (const name of beginningsOf(proof)) this.#names.add(name)
      this.#stems.add(stemOf(proof))
      this.#folders.add(folderOf(proof))
    }
    for (const path of paths.filter((one) => !isProofName(one))) {
      const held = this.#filesIn.get(folderOf(path))
      if (held) held.add(path)
      else this.#filesIn.set(folderOf(path), new Set([path]))
    }
  }

  static async among({ proofs, logs, isListed }: Among): Promise<NamedByProofs> {
    const paths = [...logs.map(({ path }) => path), ...openedArchives(logs).keys()]
    return new NamedByProofs(await signingPaths(proofs), paths, isListed)
  }

  has(path: string): boolean {
    return this.#isListed(path) || this.bySignature(path)
  }

  bySignature(path: string): boolean {
    if (this.#names.has(path) || this.#stems.has(stemOf(path))) return true
    const folder = folderOf(path)
    const files = this.#filesIn.get(folder) ?? new Set()
    return this.#folders.has(folder) && files.size - Number(files.has(path)) === 0
  }
}

/** `a.log.gz.sig` begins with `a.log.gz`, `a.log` and `a`. */
function beginningsOf(path: string): string[] {
  const folder = folderOf(path)
  const parts = path.slice(folder.length).split('.')
  return parts.slice(1).map((_, index) => folder + parts.slice(0, index + 1).join('.'))
}

/** A name without its last two endings. */
const stemOf = (path: string): string => path.replace(/(?<=[^/!])(?:\.[A-Za-z0-9]{1,8}){1,2}$/, '')
