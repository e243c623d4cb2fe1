import type { Database } from 'better-sqlite3'
import { constants, zstdCompressSync } from 'node:zlib'

const FRAME = 1024 * 1024
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Keeps a file that holds no records (manifest, chain, signature) byte for byte, in frames without entries. */
export async function storeWhole(db: Database, file: number, text: AsyncIterable<Uint8Array>): Promise<void> {
  const add = db.prepare(
    'INSERT INTO raw_block (file, offset, bytes, first_line, count, entries, body) VALUES (?, ?, ?, 0, 0, ?, ?)',
  )
  let held: Uint8Array[] = []
  let size = 0
  let offset = 0
  const put = (): void => {
    if (size === 0) return
    add.run(file, offset, size, new Uint8Array(0), zstdCompressSync(Buffer.concat(held), LEVEL))
    offset += size
    held = []
    size = 0
  }
  for await (const chunk of text) {
    held.push(chunk.slice())
    size += chunk.byteLength
    if (size >= FRAME) put()
  }
  put()
}
