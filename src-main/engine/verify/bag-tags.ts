import { BAGIT, MAX_TAG_BYTES } from '../../core/bundle/layout.ts'
import {
  bagManifestName,
  decodeTag,
  readBagDeclaration,
  readFetch,
  type BagDeclaration,
  type BagFault,
} from '../../core/verify/bag.ts'
import type { Check } from '../../core/verify/check.ts'
import type { Beside } from '../proofs/proof.ts'
import { smallBeside, whyUnread } from '../proofs/read-beside.ts'
import { broken, held, open } from './findings.ts'

/** A bag as it lies among other files: `top` is its folder with the last '/', '' where the files are the bag. */
export interface BagAsk {
  readonly beside: Beside
  readonly top: string
  readonly signal?: AbortSignal | undefined
  /** Told each manifest by SHA-224 or better, and the files it names, by their paths beside. */
  readonly onList?: ((list: string, named: ReadonlySet<string>) => void) | undefined
}

/** The small files of a bag that say what it is, in the encoding it declares. */
export interface BagTags {
  /** Absent where it is no bag that can be read further. */
  readonly declared: BagDeclaration | undefined
  readonly texts: ReadonlyMap<string, string>
  /** Payload files that lie elsewhere. */
  readonly fetch: ReadonlySet<string>
  readonly checks: readonly Check[]
}

/** Reads declaration, manifests, `bag-info.txt` and `fetch.txt`; what is wrong with them is in `checks`. */
export async function readBagTags(ask: BagAsk, names: readonly string[]): Promise<BagTags> {
  const checks: Check[] = []
  const texts = new Map<string, string>()
  const declared = await readDeclared(ask, names, checks)
  if (!declared) return { declared, texts, fetch: new Set(), checks }
  for (const path of names.filter(isRead)) {
    const bytes = await tagBytes(ask, path, checks)
    const text = bytes && decodeTag(bytes, declared)
    if (text !== undefined) texts.set(path, text)
    else if (bytes)
      checks.push(
        broken('bag.form', `${path} is not in the encoding that the bag declares`, { file: path, kind: 'malformed' }),
      )
  }
  const fetch = readFetch(texts.get('fetch.txt') ?? '', declared.version)
  for (const { line, reason } of fetch.wrong) {
    checks.push(
      broken('bag.form', `line ${line} of fetch.txt ${reason}`, { file: 'fetch.txt', line, kind: 'malformed' }),
    )
  }
  return { declared, texts, fetch: fetch.paths, checks }
}

const isRead = (path: string): boolean =>
  path === 'bag-info.txt' || path === 'fetch.txt' || bagManifestName(path) !== undefined

async function readDeclared(
  ask: BagAsk,
  names: readonly string[],
  checks: Check[],
): Promise<BagDeclaration | undefined> {
  if (!names.includes(BAGIT)) {
    checks.push({
      ...open('bag.form', `${BAGIT} is missing, which makes a folder a bag`, `the bag with its ${BAGIT}`),
      file: BAGIT,
    })
    return undefined
  }
  const bytes = await tagBytes(ask, BAGIT, checks)
  if (!bytes) return undefined
  const declared = readBagDeclaration(bytes)
  if ('reason' in declared) {
    checks.push(wrongDeclaration(declared))
    return undefined
  }
  checks.push({ ...held('bag.form', 1, `a bag of BagIt ${declared.version}`), file: BAGIT })
  return declared
}

function wrongDeclaration({ reason, unsupported }: BagFault): Check {
  const message = `${BAGIT} ${reason}`
  if (!unsupported) return broken('bag.form', message, { file: BAGIT, kind: 'malformed' })
  return { ...open('bag.form', message, 'the bag with its tag files in UTF-8'), state: 'unsupported', file: BAGIT }
}

async function tagBytes({ beside, top }: BagAsk, path: string, checks: Check[]): Promise<Uint8Array | undefined> {
  try {
    const bytes = await smallBeside(beside, top + path, MAX_TAG_BYTES)
    if (!bytes)
      checks.push({
        ...open(
          'bag.form',
          `${path} is too long to be judged, or not kept as it was received`,
          'the bag as it was received',
        ),
        file: path,
      })
    return bytes
  } catch (error) {
    checks.push(broken('bag.form', whyUnread(error), { file: path, kind: 'malformed' }))
    return undefined
  }
}
