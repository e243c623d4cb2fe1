import { crc32 } from 'node:zlib'

/** One entry of an archive made byte by byte; every member past the first two is a way to make it wrong. */
export interface MadeEntry {
  readonly name: string
  readonly body: string | Uint8Array
  readonly localName?: string
  readonly flags?: number
  readonly method?: number
  readonly mode?: number
  readonly crc?: number
  readonly sizeInDirectory?: number
  readonly offset?: number
}

/** A stored ZIP archive, right or wrong as told (APPNOTE 6.3.10). */
export function zipBytes(entries: readonly MadeEntry[]): Buffer<ArrayBuffer> {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const body = typeof entry.body === 'string' ? Buffer.from(entry.body) : Buffer.from(entry.body)
    const crc = entry.crc ?? crc32(body)
    const local = localHeader(entry, body.length, crc)
    centrals.push(centralHeader(entry, body.length, crc, at))
    locals.push(local, body)
    at += local.length + body.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

function localHeader(entry: MadeEntry, size: number, crc: number): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(entry.flags ?? 0x800, 6)
  head.writeUInt16LE(entry.method ?? 0, 8)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(size, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function centralHeader(entry: MadeEntry, size: number, crc: number, at: number): Buffer {
  const name = Buffer.from(entry.name)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE((3 << 8) | 20, 4)
  head.writeUInt16LE(20, 6)
  head.writeUInt16LE(entry.flags ?? 0x800, 8)
  head.writeUInt16LE(entry.method ?? 0, 10)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(entry.sizeInDirectory ?? size, 20)
  head.writeUInt32LE(entry.sizeInDirectory ?? size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38)
  head.writeUInt32LE(entry.offset ?? at, 42)
  return Buffer.concat([head, name])
}
