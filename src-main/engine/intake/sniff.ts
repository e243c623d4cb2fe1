/** What a file is packed as, by its first bytes alone. */
export type Packing = 'gzip' | 'zstd' | 'zip' | 'tar' | 'plain' | Unread

/** Packings that are recognised and not read. */
export type Unread = 'bzip2' | 'xz' | '7z' | 'rar'

/** What is looked at of a file to tell what it is; a packing shows in its first 512 bytes, an encoding needs text. */
export const SNIFF_BYTES = 256 * 1024

const magics: ReadonlyArray<readonly [Packing, number, readonly number[]]> = [
  ['gzip', 0, [0x1f, 0x8b, 0x08]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]], // an archive of no entries
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ...Array.from({ length: 16 }, (_, at) => ['zstd', 0, [0x50 + at, 0x2a, 0x4d, 0x18]] as const), // a skippable frame first
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
]

export function packingOf(head: Uint8Array): Packing {
  const found = magics.find(([, at, bytes]) => bytes.every((byte, index) => head[at + index] === byte))
  return found?.[0] ?? 'plain'
}
