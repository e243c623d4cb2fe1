import type { Check } from '../../../core/verify/check.ts'
import { keyListWrong } from '../../../core/verify/cloudtrail/checks.ts'
import type { DigestKey } from '../../../core/verify/cloudtrail/judge.ts'
import { DigestTree, type TreeFile } from '../../../core/verify/cloudtrail/tree.ts'
import { type TreeDeps, verifyTree } from '../../../core/verify/cloudtrail/verify-tree.ts'
import { bareDigestKey, digestKey, readCloudTrailKeys } from '../../crypto/cloudtrail-keys.ts'
import type { Trust } from '../../crypto/trusted.ts'
import type { BagSource } from '../../verify/bag-source.ts'
import { readTreeFile } from './read-file.ts'

/** The files of an export, as received or, where a case keeps that alone, their text: `FolderLike` and `caseBag` are such. */
export type CloudTrailFiles = Pick<BagSource, 'names' | 'read' | 'sizeBytes'> & {
  /** The SHA-256 of a text as it was received, where the one found is that of a text which was scrubbed since. */
  readonly textSha256?: (name: string, found: string) => string
}

export interface CloudTrailDeps extends Pick<TreeDeps, 'onProved' | 'period'> {
  readonly trust: Trust
  /** Received bytes read so far, of how many. */
  readonly tell?: ((done: number, total: number, file: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Whether files are worth the reading: one of them is named as CloudTrail names its digests. */
export const mayHoldDigests = (paths: readonly string[]): boolean => paths.some(isDigestPath)

/** Whether a file is by its name a digest. */
export const isDigestPath = (path: string): boolean => path.includes('_CloudTrail-Digest_')

/**
 * Every check of the digests and logs of a CloudTrail export: reads each file once and keeps of a log only its hash. Evidence that is
 * wrong is an answer, never thrown.
 */
export async function* verifyCloudTrail(files: CloudTrailFiles, deps: CloudTrailDeps): AsyncGenerator<Check> {
  const tree = await readTree(files, deps)
  const keys = pinnedKeys(deps.trust)
  for (const [path, value] of tree.keyLists) {
    const listed = readCloudTrailKeys(value)
    if (typeof listed === 'string') yield keyListWrong(path, listed)
    else keys.push(...listed.map((one) => digestKey(one, path)))
  }
  yield* verifyTree(tree, { keys, period: deps.period, onProved: deps.onProved })
}

async function readTree(files: CloudTrailFiles, { tell, signal }: CloudTrailDeps): Promise<DigestTree> {
  const tree = new DigestTree()
  const sizes = files.names.map((name) => files.sizeBytes(name) ?? 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let done = 0
  let index = 0
  for await (const file of readAhead(files, signal)) {
    tree.take(files.textSha256 ? { ...file, sha256: files.textSha256(file.path, file.sha256) } : file)
    done += sizes[index] ?? 0
    index += 1
    tell?.(done, total, file.path)
  }
  return tree
}

/** Files being read at a time: small ones take longer to open than to read. Bounds memory. */
const AT_A_TIME = 8

/** All files in the order of their names. */
async function* readAhead(files: CloudTrailFiles, signal: AbortSignal | undefined): AsyncGenerator<TreeFile> {
  const ahead: Promise<TreeFile>[] = []
  for (const name of files.names) {
    const reading = readTreeFile(name, files.read(name, signal))
    reading.catch(() => undefined) // heard when its turn comes
    if (ahead.push(reading) < AT_A_TIME) continue
    const first = await ahead.shift()
    if (first !== undefined) yield first
  }
  for (const reading of ahead) yield await reading
}

function pinnedKeys({ keys }: Trust): DigestKey[] {
  return keys.flatMap((key) => {
    if (key.kind === 'cloudtrail') return [digestKey(key)]
    const bare = key.kind === 'spki' ? bareDigestKey(key.key) : undefined
    return bare === undefined ? [] : [bare]
  })
}
