import { bagManifestName, isSystemFile, readBagManifest, type BagManifest } from '../../core/verify/bag.ts'
import { payloadOxum } from '../../core/verify/bag-checks.ts'
import type { Check } from '../../core/verify/check.ts'
import { isWeakDigest } from '../../core/verify/digest-list.ts'
import { contentBeside, whyUnread } from '../proofs/read-beside.ts'
import { broken, held, missing, open, seen } from './findings.ts'
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
  const { beside, top } = ask
  const names = beside.paths.filter((path) => path.startsWith(top)).map((path) => path.slice(top.length))
  const tags = await readBagTags(ask, names)
  yield* tags.checks
  if (!tags.declared) return
  const manifests = yield* manifestsOf(names, tags)
  const payload = names.filter((name) => name.startsWith('data/'))
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

/** What was counted while the files were read; undefined sizes leave the octets open. */
interface Counted {
  readonly files: number
  readonly octets: number | undefined
}

async function* checkGroup(group: Group): AsyncGenerator<Check, Counted> {
  const { manifests, check, present } = group
  const listed = new Set(manifests.flatMap(({ digests }) => [...digests.keys()]))
  const exact = new Set(present)
  const there = new Map(present.map((path) => [inOneForm(path), path]))
  const strong = { held: 0, weak: 0, octets: 0 as number | undefined, absent: 0 }
  for (const path of listed) {
    const actual = exact.has(path) ? path : there.get(inOneForm(path))
    if (actual === undefined) {
      strong.absent += 1
      yield absent(group, path)
      continue
    }
    const { findings, weak, octets } = await checkFile(group, path, actual)
    yield* findings
    if (findings.length === 0) strong[weak ? 'weak' : 'held'] += 1
    strong.octets = strong.octets === undefined || octets === undefined ? undefined : strong.octets + octets
  }
  if (strong.held > 0) yield held(check, strong.held, `${count(strong.held)} as the manifests of the bag say`)
  if (strong.weak > 0) yield weakly(check, strong.weak)
  yield* unlisted(group)
  return { files: listed.size - strong.absent, octets: strong.absent > 0 ? undefined : strong.octets }
}

const count = (files: number): string => `${files} ${files === 1 ? 'file is' : 'files are'}`

function weakly(check: string, covered: number): Check {
  const message = `${count(covered)} as the manifests of the bag say, but by MD5 or SHA-1 alone, which can be forged`
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

async function checkFile(
  group: Group,
  path: string,
  actual: string,
): Promise<{ findings: Check[]; weak: boolean; octets: number | undefined }> {
  const speaking = group.manifests.filter(({ digests }) => digests.has(path))
  const hashes = speaking.map(({ hash }) => hash)
  const { beside, top, signal } = group.ask
  const weak = hashes.every(isWeakDigest)
  try {
    const content = await contentBeside(beside, top + actual, hashes, signal)
    const findings = speaking.flatMap(({ hash, digests, path: manifest }) => {
      const found = content.digest(hash)?.toString('hex')
      const expected = digests.get(path)
      if (found === expected) return []
      if (found === undefined)
        return [
          {
            ...open(
              group.check,
              `${path} is kept as text alone, so its ${hash} is not known`,
              'the file as it was received',
            ),
            file: path,
          },
        ]
      return [
        broken(group.check, `${path} is not as ${manifest} says`, { file: path, kind: 'edited', expected, found }),
      ]
    })
    return { findings: findings.slice(0, 1), weak, octets: content.sizeBytes }
  } catch (error) {
    return {
      findings: [broken(group.check, whyUnread(error), { file: path, kind: 'malformed' })],
      weak,
      octets: undefined,
    }
  }
}

/** Before version 1.0 a payload file stands in any manifest, since then in every one (RFC 8493, 2.1.3 and appendix A). */
function* unlisted({ tags, check, manifests, present }: Group): Generator<Check> {
  const everyOne = check === 'digest.file' && !(tags.declared?.version ?? '').startsWith('0.')
  for (const path of manifests.length === 0 ? [] : present) {
    const lacking = manifests.filter(({ names }) => !names.has(inOneForm(path)))
    if (lacking.length === 0 || (!everyOne && lacking.length < manifests.length)) continue
    const which = lacking.length === manifests.length ? 'any manifest' : (lacking[0]?.path ?? '')
    const message = `${path} does not stand in ${which} of the bag`
    if (check === 'digest.tag' || isSystemFile(path)) yield seen('file.unlisted', message, path)
    else
      yield broken('file.unlisted', `${message}: it was added, or its line removed`, { file: path, kind: 'inserted' })
  }
}

/** Payload-Oxum (RFC 8493, 2.2.2) is held against what was read, where all of it could be. */
function* checkOxum({ texts }: BagTags, { files, octets }: Counted): Generator<Check> {
  const stated = payloadOxum(texts.get('bag-info.txt') ?? '')
  if (stated === undefined || octets === undefined) return
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
