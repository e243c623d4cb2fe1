import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Check } from '../../core/verify/check.ts'
import { listKept } from '../intake/list-inputs.ts'
import { type Member, refusalOf } from '../intake/member.ts'
import { keptSource } from './bag-source.ts'
import { broken, counted, held, open } from './findings.ts'

/** A file of an import as the case keeps it. */
export interface OpenedFile {
  readonly id: number
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly text_sha256: string
}

/** What was kept as received, and the files whose text was read out of it. */
export interface Opened {
  readonly whole: OpenedFile
  readonly texts: readonly OpenedFile[]
}

const CHECK = 'container.content'

/** Every file that is kept as received beside the text that was read out of it: an archive, or a packed file under the same path. */
export function openedFiles(files: readonly OpenedFile[]): Opened[] {
  const roots = new Map<string, OpenedFile[]>()
  for (const file of files)
    for (const path of rootsOf(file.path)) {
      const found = roots.get(path)
      if (found === undefined) roots.set(path, [file])
      else found.push(file)
    }
  return files.flatMap((whole) => {
    if (whole.sha256 !== whole.text_sha256) return []
    const texts = (roots.get(whole.path) ?? []).filter((one) => one !== whole && isText(one, whole))
    return texts.length === 0 ? [] : [{ whole, texts }]
  })
}

/** `a.zip!b.log` can have been read out of itself, packed, and out of `a.zip`. */
function rootsOf(path: string): string[] {
  const steps = path.split('!')
  return steps.map((_, index) => steps.slice(0, index + 1).join('!'))
}

const isText = ({ path, sha256, text_sha256: text }: OpenedFile, whole: OpenedFile): boolean =>
  path !== whole.path || (sha256 === whole.sha256 && text !== sha256)

/**
 * Opens what was kept as received once more, and tells whether each text is the one that stands in it: only then does a signature over
 * the whole say anything of it. Answers the paths of those that are.
 */
export async function* openedAgain(
  db: Database,
  { whole, texts }: Opened,
  signal: AbortSignal | undefined,
): AsyncGenerator<Check, readonly string[]> {
  const inside = await textsIn(db, whole, signal)
  // nothing was ever read out of a file that is no archive and not packed: the names are alike by chance
  if (inside === undefined) return []
  const [same, others] = [true, false].map((want) =>
    texts.filter(({ path, text_sha256: text }) => (inside.digests.get(path) === text) === want),
  )
  for (const { path } of others ?? []) yield notSame(path, whole.path, inside)
  const paths = (same ?? []).map(({ path }) => path)
  if (paths.length > 0) yield holds(paths.length, whole.path)
  return paths
}

/** What an archive or packed file holds: SHA-256 of each text by its path, and why not all could be read. */
interface Inside {
  readonly digests: ReadonlyMap<string, string>
  readonly fault: string | undefined
}

async function textsIn(db: Database, whole: OpenedFile, signal: AbortSignal | undefined): Promise<Inside | undefined> {
  const source = keptSource(db, whole)
  const read = (stop?: AbortSignal) => source.read(undefined, stop)
  const received = { path: whole.path, root: whole.path, origin: '', sizeBytes: whole.bytes, read }
  const digests = new Map<string, string>()
  let fault: string | undefined
  for await (const found of listKept(received, source)) {
    if (found.kind === 'member' && found.path === whole.path && found.layers.length === 0) return undefined
    const digest = found.kind === 'refused' ? found : await textDigest(found, signal)
    if (typeof digest === 'string') digests.set(found.path, digest)
    else fault ??= digest.message
  }
  return { digests, fault }
}

const holds = (texts: number, whole: string): Check => ({
  ...held(
    CHECK,
    texts,
    `${counted(texts, 'text')} ${texts === 1 ? 'is' : 'are'} what ${whole} holds as it was received`,
  ),
  level: 'observation',
  file: whole,
})

function notSame(path: string, whole: string, { digests, fault }: Inside): Check {
  if (digests.has(path)) return broken(CHECK, otherText(path, whole), { file: path, kind: 'edited' })
  if (fault !== undefined)
    return { ...open(CHECK, `${whole} could not be opened again: ${fault}`, SETTLES), file: path }
  return broken(CHECK, `${path} is not in ${whole} as it was received`, { file: path, kind: 'inserted' })
}

const otherText = (path: string, whole: string): string =>
  path === whole
    ? `The text that is kept of ${path} is not what it holds as it was received`
    : `${path} is not as it stands in ${whole} as it was received`

const SETTLES = 'The same files unpacked, each with a signature or a digest of its own'

/** SHA-256 of the text, or why it cannot be read. */
async function textDigest(member: Member, signal: AbortSignal | undefined): Promise<string | { message: string }> {
  const digest = createHash('sha256')
  try {
    for await (const chunk of member.read(undefined, signal)) digest.update(chunk)
    return digest.digest('hex')
  } catch (error) {
    return refusalOf(error, member.path, member.root)
  }
}
