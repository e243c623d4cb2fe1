import { intakeLimits } from '../intake/limits.ts'
import { type Member, memberOf } from '../intake/member.ts'
import { proofHead } from '../proofs/belongs-to-proof.ts'
import { digestList } from '../proofs/digest-list.ts'
import { proofKinds } from '../proofs/index.ts'
import { folderOf, isProofName } from '../proofs/target.ts'
import { archiveAsReceived, openedArchives } from './received.ts'

/** Something received of which a case keeps the text alone: an archive that was opened, or a packed file. */
interface Whole {
  readonly path: string
  /** One of the logs that were read out of it. */
  readonly log: Member
  readonly isArchive: boolean
  readonly asReceived: () => Promise<Member | undefined>
}

/**
 * What the proofs beside it are over as it was received, to be kept so beside the text of its logs: nothing else can show that the
 * signature holds. A list needs no more than the digest of a packed file, which is taken at import.
 */
export async function namedByProofs(
  proofs: readonly Member[],
  logs: readonly Member[],
  listed: ReadonlySet<string>,
): Promise<Array<{ readonly received: Member; readonly log: Member }>> {
  const wholes = wholesOf(logs)
  if (wholes.length === 0) return []
  const signed = new Signed(await signingPaths(proofs), [
    ...logs.map(({ path }) => path),
    ...wholes.map(({ path }) => path),
  ])
  const found: Array<{ received: Member; log: Member }> = []
  for (const { path, log, isArchive, asReceived } of wholes) {
    if (!(isArchive && listed.has(path)) && !signed.mayBe(path)) continue
    const received = await asReceived()
    if (received !== undefined) found.push({ received, log })
  }
  return found
}

function wholesOf(logs: readonly Member[]): Whole[] {
  const archives = [...openedArchives(logs)].map(([path, log]) => ({
    path,
    log,
    isArchive: true,
    asReceived: async () => await archiveAsReceived(path, log),
  }))
  const packed = logs.filter(isPackedAlone).map((log) => ({
    path: log.path,
    log,
    isArchive: false,
    asReceived: async () => memberOf(log.received, [], intakeLimits),
  }))
  return [...archives, ...packed]
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

/** Which files proofs may be over by their names, as wide as the kinds of proof look: `NAME.p7s` or `STEM.sig` of NAME, or the only file beside it. */
class Signed {
  readonly #names = new Set<string>()
  readonly #stems = new Set<string>()
  readonly #folders = new Set<string>()
  readonly #filesIn = new Map<string, number>()

  constructor(proofs: readonly string[], paths: readonly string[]) {
    for (const proof of proofs) {
      for (const name of beginningsOf(proof)) this.#names.add(name)
      this.#stems.add(stemOf(proof))
      this.#folders.add(folderOf(proof))
    }
    for (const path of new Set(paths)) {
      const folder = folderOf(path)
      if (!isProofName(path)) this.#filesIn.set(folder, (this.#filesIn.get(folder) ?? 0) + 1)
    }
  }

  mayBe(path: string): boolean {
    if (this.#names.has(path) || this.#stems.has(stemOf(path))) return true
    const folder = folderOf(path)
    return this.#folders.has(folder) && (this.#filesIn.get(folder) ?? 0) < 2
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
