import { pack } from 'tar-stream'
import type { Header } from 'tar-stream'

/** One entry of a tar archive as tar-stream packs it: body and whatever its header shall say. */
export type PackedEntry = Partial<Header> & { readonly name: string; readonly body?: string | Uint8Array }

/** An archive as another program makes it (tar-stream): ustar, with pax headers where a name needs one. */
export async function packTar(entries: readonly PackedEntry[]): Promise<Buffer<ArrayBuffer>> {
  const made = pack()
  for (const { body = '', ...header } of entries) made.entry(header, Buffer.from(body))
  made.finalize()
  const parts: Buffer[] = []
  for await (const part of made) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const BLOCK = 512
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)])

/** One header with its body, written byte by byte; `change` makes it wrong before the checksum is set. */
export function rawTarEntry(name: string, body: string, type = '0', change?: (header: Buffer) => void): Buffer {
  const bytes = Buffer.from(body)
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0, 100)
  header.write('0000644\u00000000000\u00000000000\u0000', 100)
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\u0000`, 124)
  header.write('00000000000\u0000        ', 136)
  header.write(type, 156)
  header.write('ustar\u000000', 257)
  change?.(header)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148)
  return padded(Buffer.concat([header, padded(bytes)]))
}

export const TAR_END = Buffer.alloc(2 * BLOCK)

/** One pax record, its own length counted in. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const bytes = Buffer.byteLength(rest)
  const digits = String(bytes + String(bytes).length).length
  return `${bytes + digits}${rest}`
}
