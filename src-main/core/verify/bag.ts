import { wrongPath } from '../bundle/relative-path.ts'

/** What `bagit.txt` declares (RFC 8493, 2.1.1): the version, and the encoding of all other tag files. */
export interface BagDeclaration {
  readonly version: string
  readonly encoding: TagEncoding
}

type TagEncoding = 'utf-8' | 'utf-16' | 'utf-16le' | 'utf-16be' | 'iso-8859-1'

/** Why a declaration cannot be relied on, as the end of a sentence; unsupported: the bag may well be right. */
export interface BagFault {
  readonly reason: string
  readonly unsupported: boolean
}

/** Encodings in which tag files are read; each is what the bag declares, none is guessed. */
const encodings: ReadonlyMap<string, TagEncoding> = new Map([
  ['utf-8', 'utf-8'],
  ['utf-16', 'utf-16'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['us-ascii', 'utf-8'],
])

const DECLARED =
  /^BagIt-Version: (\d+\.\d+)[ \t]*(?:\r\n|\n|\r)Tag-File-Character-Encoding: ([^\s]+)[ \t]*(?:\r\n|\n|\r)?$/

/** Reads `bagit.txt`: two lines in UTF-8 without byte order mark. */
export function readBagDeclaration(bytes: Uint8Array): BagDeclaration | BagFault {
  if (bytes.length > 4096) return fault('is far longer than a declaration')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return fault('begins with a byte order mark')
  const found = DECLARED.exec(new TextDecoder().decode(bytes))
  if (!found) return fault('is not the two lines BagIt-Version and Tag-File-Character-Encoding')
  const [, version = '', name = ''] = found
  const encoding = encodings.get(name.toLowerCase())
  if (encoding === undefined) return { reason: 'declares an encoding that is not supported', unsupported: true }
  return { version, encoding }
}

const fault = (reason: string): BagFault => ({ reason, unsupported: false })

/** The text of a tag file in the declared encoding; undefined where its bytes are not of it. */
export function decodeTag(bytes: Uint8Array, { encoding }: BagDeclaration): string | undefined {
  try {
    if (encoding === 'iso-8859-1') return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    const order = encoding === 'utf-16' ? (bytes[0] === 0xfe ? 'utf-16be' : 'utf-16le') : encoding
    return new TextDecoder(order, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** `manifest-ALG.txt` or `tagmanifest-ALG.txt` (RFC 8493, 2.1.3 and 2.2.1): which, and of what hash. */
export function bagManifestName(path: string): { tag: boolean; hash: string } | undefined {
  const [, tag, hash = ''] = /^(tag)?manifest-([A-Za-z0-9-]+)\.txt$/.exec(path) ?? []
  return hash === '' ? undefined : { tag: tag !== undefined, hash: hash.toLowerCase().replace(/^sha-/, 'sha') }
}

/** A manifest of a bag as read; `line` is 1-based, `reason` the end of a sentence. `notes` are forms that are tolerated and told. */
export interface BagManifest {
  readonly digests: ReadonlyMap<string, string>
  readonly wrong: readonly BagLine[]
  readonly notes: readonly BagLine[]
}

/** What is to be said of one line. */
export interface BagLine {
  readonly line: number
  readonly reason: string
}

const LINE = /^([0-9A-Fa-f]+)[ \t]+(\*?)([^ \t].*)$/
const lineEnds = /\r\n|\n|\r/

/**
 * Reads a manifest of any hash. Payload manifests may name files below `data/` alone, tag manifests none of them. From version 1.0
 * on %25 stands for the percent sign, before it only %0A and %0D are codes.
 */
export function readBagManifest(text: string, tag: boolean, version: string): BagManifest {
  const digests = new Map<string, string>()
  const wrong: BagLine[] = []
  const notes: BagLine[] = []
  for (const [index, raw] of text.split(lineEnds).entries()) {
    if (raw === '') continue
    const line = index + 1
    const [, digest = '', star = '', encoded = ''] = LINE.exec(raw) ?? []
    const path = decodePath(encoded.replace(/^(\.\/)+/, ''), version)
    const reason = digest === '' ? 'is not a digest and a path' : wrongPlace(path, tag)
    const again = reason ?? contradiction(digests.get(path), digest)
    if (again === undefined) digests.set(path, digest.toLowerCase())
    else wrong.push({ line, reason: again })
    notes.push(...[...tolerated(star, encoded)].map((one) => ({ line, reason: one })))
  }
  return { digests, wrong, notes }
}

/** Forms that other tools write and RFC 8493 does not have. */
function* tolerated(star: string, encoded: string): Generator<string, void> {
  if (star !== '') yield 'has the asterisk of md5sum before its path'
  if (encoded.startsWith('./')) yield 'begins its path with ./'
}

const contradiction = (before: string | undefined, digest: string): string | undefined =>
  before === undefined || before === digest.toLowerCase()
    ? undefined
    : 'states another digest of a path that stands above'

function wrongPlace(path: string, tag: boolean): string | undefined {
  const wrong = wrongPath(path)
  if (wrong !== undefined) return `names a path that ${wrong}`
  if (path.startsWith('data/') === tag)
    return tag ? 'names a payload file in a tag manifest' : 'names a path that does not lie below data/'
  return undefined
}

const decodePath = (path: string, version: string): string =>
  path.replaceAll(version.startsWith('0.') ? /%(0[AaDd])/g : /%(0[AaDd]|25)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

/** `fetch.txt` (RFC 8493, 2.2.3): payload files that lie elsewhere. Nothing is ever fetched. */
export function readFetch(text: string, version: string): { paths: ReadonlySet<string>; wrong: readonly BagLine[] } {
  const paths = new Set<string>()
  const wrong: BagLine[] = []
  for (const [index, raw] of text.split(lineEnds).entries()) {
    if (raw === '') continue
    const [, encoded = ''] = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/.exec(raw) ?? []
    const path = decodePath(encoded.replace(/^(\.\/)+/, ''), version)
    const reason = encoded === '' ? 'is not an address, a length and a path' : wrongPlace(path, false)
    if (reason === undefined) paths.add(path)
    else wrong.push({ line: index + 1, reason })
  }
  return { paths, wrong }
}

/** Files that file managers make and remove unasked, without regard to the bag. */
export const isSystemFile = (path: string): boolean =>
  ['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(path.slice(path.lastIndexOf('/') + 1))
