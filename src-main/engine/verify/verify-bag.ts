import { bagManifestName, isSystemFile, readBagManifest, type BagManifest } from '../../core/verify/bag.ts'
import { payloadOxum } from '../../core/verify/bag-checks.ts'
import type { Check } from '../../core/verify/check.ts'
import { isWeakDigest } from '../../core/verify/digest-list.ts'
import type { Content } from '../crypto/content.ts'
import { contentBeside, whyUnread } from '../proofs/read-beside.ts'
import { broken, counted, held, missing, open, seen } from './findings.ts'
import { readBagTags, type BagAsk, type BagTags } from './bag-tags.ts'

/** Hashes that are computed; any other manifest is told as not supported. */
const SUPPORTED = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])

interface Manifest extends BagManifest {
  readonly path: string
  readonly tag: boolean
  readonly hash: string
  /** The paths in one form of Unicode: file systems change it (RFC 8493, 6.2.2). */
  readonly names: ReadonlySet<string>
}

const inOneForm = (path: string): string => path.normalize('NFC')

/** Paths of one kind (payload or tag files) with the manifests that speak of them. */
interface Group {
  readonly ask: BagAsk
  readonly tags: BagTags
  readonly manifests: readonly Manifest[]
  readonly check: 'digest.file' | 'digest.tag'
  readonly present: readonly string[]
}

/**
 * Verifies a BagIt bag of any version (RFC 8493): declaration, every manifest and tag manifest, every file in both directions.
 * Who made it a bag proves: nothing in it is signed.
 */
export async function* verifyBag(ask: BagAsk): AsyncGenerator<Check> {
  const names = filesOf(ask)
  const tags = await readBagTags(ask, names)
  yield* tags.checks
  if (!tags.declared) return
  const manifests = yield* manifestsOf(names, tags)
  const payload = names.filter((name) => name.startsWith('data/'))
  for (const { path, hash, names: named } of manifests)
    if (!isWeakDigest(hash)) ask.onList?.(ask.top + path, namedBeside(ask, named))
  const byKind = (tag: boolean) => manifests.filter((one) => one.tag === tag)
  if (byKind(false).length === 0) {
    yield open(
      'bag.form',
      'no payload manifest that can be read is there, which the format requires',
      'a manifest of the bag',
    )
  }
  const found = yield* checkGroup({ ask, tags, manifests: byKind(false), check: 'digest.file', present: payload })
  yield* checkOxum(tags, found)
  const tagFiles = names.filter((name) => !name.startsWith('data/') && bagManifestName(name)?.tag !== true)
  yield* checkGroup({ ask, tags, manifests: byKind(true), check: 'digest.tag', present: tagFiles })
}

/** Files beside that a manifest names, in whatever form of Unicode they are there. */
const namedBeside = ({ beside, top }: BagAsk, named: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(beside.paths.filter((path) => path.startsWith(top) && named.has(inOneForm(path.slice(top.length)))))

/** What was read out of an archive that lies in the bag is no file of the bag. */
function filesOf({ beside, top }: BagAsk): string[] {
  const all = beside.paths.filter((path) => path.startsWith(top)).map((path) => path.slice(top.length))
  const exact = new Set(all)
  return all.filter((name) => !stepsInto(name).some((archive) => exact.has(archive)))
}

/** `data/a.zip!b.tar!c` was perhaps read out of `data/a.zip` or `data/a.zip!b.tar`. */
const stepsInto = (name: string): string[] => [...name.matchAll(/!/g)].map(({ index }) => name.slice(0, index))

function* manifestsOf(names: readonly string[], tags: BagTags): Generator<Check, Manifest[]> {
  const manifests: Manifest[] = []
  for (const path of names) {
    const name = bagManifestName(path)
    if (!name) continue
    if (!SUPPORTED.has(name.hash)) {
      yield seen('bag.form', `${path} is of a digest that is not supported`, path)
      continue
    }
    const text = tags.texts.get(path)
    if (text === undefined) continue // told where the tag files are read
    const read = readBagManifest(text, name.tag, tags.declared?.version ?? '')
    for (const { line, reason } of read.wrong)
      yield broken('bag.form', `line ${line} of ${path} ${reason}`, { file: path, line, kind: 'malformed' })
    for (const { line, reason } of read.notes) yield seen('bag.form', `line ${line} of ${path} ${reason}`, path)
    manifests.push({ ...read, ...name, path, names: new Set([...read.digests.keys()].map(inOneForm)) })
  }
  return manifests
}

/** What was counted while the files were read; not a number where octets of one are not known. */
interface Counted {
  readonly files: number
  readonly octets: number
}

/** What reading one file gave; nothing found means that every digest of it holds. A finding explains any difference in octets. */
interface ReadFile {
  readonly finding?: Check
  readonly weak: boolean
  readonly octets: number
}

const unread = (finding: Check): ReadFile => ({ finding, weak: false, octets: Number.NaN })

async function* checkGroup(group: Group): AsyncGenerator<Check, Counted> {
  const { manifests, check, present } = group
  const exact = new Set(present)
  const there = new Map(present.map((path) => [inOneForm(path), path]))
  const found = { strong: 0, weak: 0, files: 0, octets: manifests.length === 0 ? Number.NaN : 0 }
  for (const path of new Set(manifests.flatMap(({ digests }) => [...digests.keys()]))) {
    const actual = exact.has(path) ? path : there.get(inOneForm(path))
    const read = actual === undefined ? unread(absent(group, path)) : await checkFile(group, path, actual)
    if (read.finding) yield read.finding
    else found[read.weak ? 'weak' : 'strong'] += 1
    if (actual !== undefined) found.files += 1
    found.octets += read.octets
  }
  yield* holding(check, found)
  yield* unlisted(group)
  return found
}

function* holding(check: string, { strong, weak }: { strong: number; weak: number }): Generator<Check> {
  if (strong > 0) yield held(check, strong, `as the manifests of the bag say: ${counted(strong, 'file')}`)
  if (weak > 0) yield weakly(check, weak)
}

function weakly(check: string, covered: number): Check {
  const message = `as the manifests of the bag say, but by MD5 or SHA-1 alone, which can be forged: ${counted(covered, 'file')}`
  return { ...open(check, message, 'a manifest with SHA-256 or SHA-512'), state: 'weak', covered }
}

function absent({ tags, check, manifests }: Group, path: string): Check {
  const named = manifests.find(({ digests }) => digests.has(path))
  if (isSystemFile(path))
    return seen('file.missing', `${path} is listed and not there: file managers make and remove it`, path)
  if (tags.fetch.has(path)) {
    const message = `${path} is not there; fetch.txt says where it lies, and nothing is fetched`
    return {
      ...open('file.missing', message, 'the bag with all its files'),
      state: 'incomplete',
      file: path,
      kind: 'missing',
    }
  }
  return missing(path, `${path} is missing; ${named?.path ?? check} names it`, named?.digests.get(path))
}

async function checkFile(group: Group, path: string, actual: string): Promise<ReadFile> {
  const { beside, top, signal } = group.ask
  const speaking = group.manifests.filter(({ digests }) => digests.has(path))
  const hashes = speaking.map(({ hash }) => hash)
  try {
    const content = await contentBeside(beside, top + actual, hashes, signal)
    const differing = speaking.find((one) => content.digest(one.hash)?.toString('hex') !== one.digests.get(path))
    if (differing) return unread(differs(group.check, path, differing, content))
    return { weak: hashes.every(isWeakDigest), octets: content.sizeBytes ?? Number.NaN }
  } catch (error) {
    return unread(broken(group.check, whyUnread(error), { file: path, kind: 'malformed' }))
  }
}

function differs(check: string, path: string, { hash, digests, path: manifest }: Manifest, content: Content): Check {
  const found = content.digest(hash)?.toString('hex')
  if (found === undefined) {
    const message = `${path} is kept as text alone, so its ${hash} digest is not known`
    return { ...open(check, message, 'the file as it was received'), file: path }
  }
  const expected = digests.get(path)
  return broken(check, `${path} is not as ${manifest} says`, { file: path, kind: 'edited', expected, found })
}

/** Before version 1.0 a payload file stands in any manifest, since then in every one (RFC 8493, 2.1.3 and appendix A). */
function* unlisted({ tags, check, manifests, present }: Group): Generator<Check> {
  const everyOne = check === 'digest.file' && tags.declared?.version.startsWith('0.') === false
  const most = everyOne ? 0 : manifests.length - 1
  for (const path of manifests.length === 0 ? [] : present) {
    const lacking = manifests.filter(({ names }) => !names.has(inOneForm(path)))
    if (lacking.length <= most) continue
    const message = `${path} does not stand in ${lacking.map((one) => one.path).join(', ')}`
    if (check === 'digest.tag' || isSystemFile(path)) yield seen('file.unlisted', message, path)
    else
      yield broken('file.unlisted', `${message}: it was added, or its line removed`, { file: path, kind: 'inserted' })
  }
}

/** Payload-Oxum (RFC 8493, 2.2.2) is held against what was read, where all of it could be. */
function* checkOxum({ texts }: BagTags, { files, octets }: Counted): Generator<Check> {
  const stated = payloadOxum(texts.get('bag-info.txt') ?? '')
  if (stated === undefined || Number.isNaN(octets)) return
  const found = `${octets}.${files}`
  if (found === stated) yield held('bundle.count', files, 'octets and files are as many as Payload-Oxum says')
  else
    yield broken('bundle.count', 'octets and files are not as many as Payload-Oxum says', {
      file: 'bag-info.txt',
      kind: 'edited',
      expected: stated,
      found,
    })
}
