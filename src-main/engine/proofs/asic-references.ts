import type { Check } from '../../core/verify/check.ts'
import { isWeakDigest } from '../../core/verify/digest-list.ts'
import type { AsicDigest } from '../export/asic-read.ts'
import { broken, counted, held, missing, open } from '../verify/findings.ts'
import type { Beside } from './proof.ts'
import { digestsBeside, whyUnread } from './read-beside.ts'

/** What one manifest states of the files of its container. */
export interface References {
  readonly shown: string
  readonly files: Beside
  readonly manifest: string
  readonly references: ReadonlyMap<string, AsicDigest>
  readonly signal?: AbortSignal | undefined
}

/** Every file that a manifest names: missing, changed, by a digest that proves nothing, or as it states. */
export async function* checkReferences(of: References): AsyncGenerator<Check> {
  let strong = 0
  for (const [path, stated] of of.references) {
    const check = await checkReference(of, path, stated)
    if (check) yield check
    else strong += 1
  }
  const file = `${of.shown}!${of.manifest}`
  if (strong > 0)
    yield { ...held('container.file', strong, `as ${of.manifest} states: ${counted(strong, 'file')}`), file }
}

async function checkReference(of: References, path: string, { hash, digest }: AsicDigest): Promise<Check | undefined> {
  const { shown, files, manifest, signal } = of
  const file = `${shown}!${path}`
  if (!files.paths.includes(path)) return missing(file, `${file} is missing; ${manifest} names it`, digest)
  if (hash === undefined) {
    const message = `${manifest} states a digest of ${path} that is not supported`
    return { ...open('container.file', message, 'a manifest with SHA-256'), state: 'unsupported', file }
  }
  try {
    const found = (await digestsBeside(files, path, [hash], signal)).get(hash)
    if (found !== digest) {
      const message = `${file} was changed: its digest is not the one in ${manifest}`
      return broken('container.file', message, { file, kind: 'edited', expected: digest, found })
    }
  } catch (error) {
    return broken('container.file', whyUnread(error), { file, kind: 'malformed' })
  }
  if (!isWeakDigest(hash)) return undefined
  const message = `${file} is as ${manifest} states, but by ${hash.toUpperCase()}, which can be forged`
  return { ...open('container.file', message, 'a manifest with SHA-256'), state: 'weak', file }
}
