import { wrongPath } from '../bundle/relative-path.ts'

/** Hashes whose digests lists state, by node's names; md5 and sha1 no longer prove anything. */
export type DigestName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

/** Whether a digest of this hash can be forged with known attacks. */
export const isWeakDigest = (name: string): boolean => name === 'md5' || name === 'sha1'

/** One line of a list: the digest in lower-case hex of a file below the folder of the list. */
export interface ListedDigest {
  readonly line: number
  /** Undefined where the list is the digest alone: it is of the file that the list is named after. */
  readonly path: string | undefined
  readonly hash: DigestName
  readonly digest: string
}

/** What a list says, and the lines of it that say nothing that can be relied upon. */
export interface DigestList {
  readonly entries: readonly ListedDigest[]
  readonly wrong: readonly WrongLine[]
}

/** `line` is 1-based; `reason` is the end of a sentence and quotes nothing. Unsafe paths and two digests of one file contradict. */
export interface WrongLine {
  readonly line: number
  readonly reason: string
  readonly contradicts: boolean
}

const byLength: Readonly<Record<number, DigestName>> = {
  32: 'md5',
  40: 'sha1',
  56: 'sha224',
  64: 'sha256',
  96: 'sha384',
  128: 'sha512',
}
const byTag: Readonly<Record<string, DigestName>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  SHA224: 'sha224',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
}

/** `\` before a line: its name holds escapes, and is refused for their backslash. Blank and `*`, `?`, `^` or a second blank are the modes of the GNU and Perl tools. */
const PLAIN = /^\\?([0-9A-Fa-f]{32,128})(?: [ *?^]|[ \t]+)(.+)$/
const TAGGED = /^\\?([A-Za-z0-9-]{3,12}) ?\((.+)\) ?= ?([0-9A-Fa-f]{32,128})$/
const BARE = /^[0-9A-Fa-f]{32,128}$/

/** Reads a list of md5sum, sha1sum, sha256sum … (GNU, BSD, shasum, OpenSSL). Never throws; lines past `most` are one wrong line. */
export function readDigestList(text: string, most = 1_000_000): DigestList {
  const entries: ListedDigest[] = []
  const wrong: WrongLine[] = []
  const lines = text.replace(/^\ufeff/, '').split('\n', most + 1)
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    if (index >= most) {
      wrong.push({
        line: index + 1,
        reason: `and those after it are past the limit of ${most} lines`,
        contradicts: false,
      })
      break
    }
    const read = readLine(line, index + 1)
    if (typeof read === 'string') wrong.push({ line: index + 1, reason: read, contradicts: read.startsWith(UNSAFE) })
    else entries.push(read)
  }
  return { entries, wrong: [...wrong, ...contradictions(entries)] }
}

/** Whether text reads as such a list: its first line that says something is one, and so are two in three of all: a stray line must not hide the others. */
export function isDigestList(text: string): boolean {
  const { entries, wrong } = readDigestList(text, 1000)
  const strange = wrong.filter(({ reason }) => reason === NOT_A_LINE)
  const good = [...entries, ...wrong.filter(({ reason }) => reason !== NOT_A_LINE)]
  const first = Math.min(...good.map(({ line }) => line))
  return good.length > 0 && strange.every(({ line }) => line > first) && strange.length * 2 <= good.length
}

const UNSAFE = 'names a path that'
const NOT_A_LINE = 'is not a digest and a path'

function readLine(line: string, number: number): ListedDigest | string {
  const parts = tagged(line) ?? plain(line)
  if (!parts) return NOT_A_LINE
  const { hash, digest, path } = parts
  if (hash === undefined) return 'is of a digest that is not supported'
  return entryOf(number, hash, digest, path)
}

interface Parts {
  readonly hash: DigestName | undefined
  readonly digest: string
  readonly path: string | undefined
}

function tagged(line: string): Parts | undefined {
  const [whole, tag = '', path, digest = ''] = TAGGED.exec(line) ?? []
  if (whole === undefined) return undefined
  return { hash: byTag[tag.toUpperCase().replace(/^SHA2?-/, 'SHA')], digest, path }
}

function plain(line: string): Parts | undefined {
  if (BARE.test(line)) return { hash: byLength[line.length], digest: line, path: undefined }
  const [whole, digest = '', path] = PLAIN.exec(line) ?? []
  return whole === undefined ? undefined : { hash: byLength[digest.length], digest, path }
}

function entryOf(line: number, hash: DigestName, digest: string, given: string | undefined): ListedDigest | string {
  if (byLength[digest.length] !== hash) return 'states a digest of another length than its hash has'
  const path = given?.replace(/^(\.\/)+/, '')
  const wrong = path === undefined ? undefined : wrongPath(path)
  if (wrong !== undefined) return `${UNSAFE} ${wrong}`
  return { line, path, hash, digest: digest.toLowerCase() }
}

/** One path cannot have two digests of one hash. */
function contradictions(entries: readonly ListedDigest[]): WrongLine[] {
  const seen = new Map<string, string>()
  const found: WrongLine[] = []
  for (const { line, path = '', hash, digest } of entries) {
    const before = seen.get(`${hash} ${path}`)
    if (before !== undefined && before !== digest) {
      found.push({ line, reason: 'states another digest of a path that stands above', contradicts: true })
    }
    seen.set(`${hash} ${path}`, before ?? digest)
  }
  return found
}
