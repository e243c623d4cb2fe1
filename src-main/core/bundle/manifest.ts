import { wrongPath } from './relative-path.ts'

/** What a manifest says: SHA-256 (64 lower-case hex digits) of each path, and what of it could not be read. */
export interface Manifest {
  readonly digests: ReadonlyMap<string, string>
  readonly wrong: readonly { readonly line: number; readonly reason: string }[]
}

/** Wrong lines that are named; one more says how many there are. */
const MOST_WRONG = 100

/**
 * Reads a manifest (RFC 8493, 2.1.3): `digest`, spaces or tabs, `path`; LF, CR and CRLF end lines; %0A, %0D and %25 stand for
 * their characters; a leading `./` is that of md5sum-like tools. A path twice, or one that leaves the bag, is wrong.
 */
export function readManifest(text: string): Manifest {
  const digests = new Map<string, string>()
  const wrong: { line: number; reason: string }[] = []
  let count = 0
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line === '') continue
    const reason = readLine(line, digests)
    if (reason === undefined) continue
    count += 1
    if (count <= MOST_WRONG) wrong.push({ line: index + 1, reason })
  }
  if (count > MOST_WRONG) wrong.push({ line: 0, reason: `${count - MOST_WRONG} further lines are wrong` })
  return { digests, wrong }
}

function readLine(line: string, digests: Map<string, string>): string | undefined {
  const parts = /^([0-9A-Fa-f]{64})[ \t]+\*?([^ \t].*)$/s.exec(line)
  if (!parts) return 'is not a SHA-256 digest and a path'
  const [, digest = '', encoded = ''] = parts
  const path = decode(encoded.startsWith('./') ? encoded.slice(2) : encoded)
  const reason = wrongPath(path)
  if (reason !== undefined) return `names ${JSON.stringify(path)}, which ${reason}`
  if (digests.has(path)) return `names ${JSON.stringify(path)} a second time`
  digests.set(path, digest.toLowerCase())
  return undefined
}

/** A manifest as `sha256sum -c` reads it too: two spaces, paths by code unit, LF. */
export function writeManifest(digests: ReadonlyMap<string, string>): string {
  const paths = [...digests.keys()].toSorted()
  return paths.map((path) => `${digests.get(path)}  ${encode(path)}\n`).join('')
}

const encode = (path: string): string => path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D')
const decode = (path: string): string =>
  path.replaceAll(/%(0[AaDd]|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
