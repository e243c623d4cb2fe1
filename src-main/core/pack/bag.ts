import { paths } from './names.ts'

/** A file of the pack with its size in bytes and SHA-256 in lower-case hex. */
export interface SealedFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** `bagit.txt` (RFC 8493, 2.1.1). */
export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** What `bag-info.txt` says; `custodyHead` is the hash of the last custody entry in hex, `sealedAt` RFC 3339 UTC. */
export interface BagInfo {
  readonly organisation: string
  readonly sealedAt: string
  readonly packId: string
  readonly tool: string
  readonly custodyHead: string
}

/** `bag-info.txt` (RFC 8493, 2.2.2) with the octet count and number of the payload files. */
export function bagInfoText(bag: BagInfo, payload: readonly SealedFile[]): string {
  const octets = payload.reduce((sum, { bytes }) => sum + bytes, 0)
  const lines: readonly (readonly [string, string])[] = [
    ['Source-Organization', oneLine(bag.organisation) || 'not stated'],
    ['Bagging-Date', bag.sealedAt.slice(0, 10)],
    ['Payload-Oxum', `${octets}.${payload.length}`],
    ['External-Identifier', `urn:uuid:${bag.packId}`],
    ['Bag-Software-Agent', oneLine(bag.tool)],
    ['Custody-Head', `sha256:${bag.custodyHead}`],
    ['CSV-Escape', 'leading-apostrophe'],
  ]
  return lines.map(([label, value]) => `${label}: ${value}\n`).join('')
}

/** Text on one line: what breaks lines or moves the cursor becomes a blank. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .toWellFormed()
}

/** A BagIt manifest, which is the text format of sha256sum: 64 hex, two blanks, path, LF; sorted by the path's bytes. */
export function manifestText(files: readonly Pick<SealedFile, 'path' | 'sha256'>[]): string {
  // Paths are ASCII here, so the order of UTF-16 units is that of the bytes.
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
}

/** The lines of a manifest read back; undefined where one is not of that form, names a path twice, or too many stand there. */
export function readManifest(text: string): Map<string, string> | undefined {
  const found = new Map<string, string>()
  if (text !== '' && !text.endsWith('\n')) return undefined
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sha256, path] = /^([0-9a-f]{64}) [ *]([^\r]+)$/.exec(line) ?? []
    if (sha256 === undefined || path === undefined || found.has(path)) return undefined
    found.set(path, sha256)
  }
  return found
}

/** sha256sum lines of imported originals; names with a backslash or line break are escaped as sha256sum does it. */
export function sourceText(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  return files
    .map(({ path, sha256 }) => {
      const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
      return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`
    })
    .join('')
}

/** The tag files that the tag manifest lists. */
export const tagFiles: readonly string[] = [paths.bagInfo, paths.bagit, paths.verify, paths.chain, paths.manifest]
