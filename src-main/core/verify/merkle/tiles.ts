/** Entries of a full tile (C2SP tlog-tiles). */
export const TILE_ENTRIES = 256

/** Where the entry bundle with this number lies below the log's prefix; `width` is how many entries a partial one holds. */
export function entryBundlePath(number: number, width: number): string {
  const digits = String(number)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const path = padded.replaceAll(/\d{3}(?=\d)/g, 'x$&/')
  return `tile/entries/${path}${width < TILE_ENTRIES ? `.p/${width}` : ''}`
}

/** The entries of a bundle, each a big-endian 16-bit length and so many bytes; undefined where the bytes are no bundle. */
export function readEntryBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    if (at + 2 > bytes.length || end > bytes.length || entries.length === TILE_ENTRIES) return undefined
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
