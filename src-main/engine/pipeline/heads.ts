import type { Head, Reading } from '../../core/formats/format.ts'
import type { Member } from '../intake/member.ts'
import { findTable } from './find-table.ts'
import { LONGEST_ENTRY, cutHead } from './cut-blocks.ts'
import { listMemberPaths } from './list-member-paths.ts'

/** What is read of a file to recognise it; a run of NUL bytes before the first record does not count. */
const HEAD_BYTES = 256 * 1024
const MOST_NULS = 64 * 1024 * 1024
const MOST_ENTRIES = 200

/** A head, and the reading that its entries come from. */
export interface ReadHead extends Head {
  readonly reading: Reading
}

/** The first bytes of a file, without NUL bytes at the start. */
export interface FirstBytes {
  readonly bytes: Uint8Array
  /** These are all bytes there are. */
  readonly whole: boolean
}

/** The first bytes and every way to cut them; where no entry ends in them, as many as the longest entry may have. */
export async function headOf(
  member: Member,
  signal?: AbortSignal,
): Promise<{ readonly first: FirstBytes; readonly heads: ReadHead[] }> {
  const first = await firstBytes(member, signal)
  const heads = headsOf(member.path, first)
  if (first.whole || heads.some(({ entries }) => entries.length > 0)) return { first, heads }
  const more = await firstBytes(member, signal, LONGEST_ENTRY + 1)
  return { first: more, heads: headsOf(member.path, more) }
}

/** The first bytes of a member's text. */
export async function firstBytes(member: Member, signal?: AbortSignal, most = HEAD_BYTES): Promise<FirstBytes> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of withoutNulsBefore(member.read(undefined, signal))) {
    parts.push(chunk.slice(0, most - size))
    size += parts.at(-1)?.byteLength ?? 0
    if (size >= most) return { bytes: Buffer.concat(parts), whole: false }
  }
  return { bytes: Buffer.concat(parts), whole: true }
}

/** Past so many NUL bytes they are taken as they are. */
async function* withoutNulsBefore(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let nuls = 0
  let began = false
  for await (const chunk of chunks) {
    const from = began ? 0 : chunk.findIndex((byte) => byte !== 0)
    nuls += from < 0 ? chunk.byteLength : from
    if (from < 0 && nuls < MOST_NULS) continue
    began = true
    yield from <= 0 ? chunk : chunk.subarray(from)
  }
}

/** Every way in which the first bytes can be cut into entries, the plainest first. */
export function headsOf(name: string, { bytes, whole }: FirstBytes): ReadHead[] {
  const first = firstByte(bytes)
  const readings: Reading[] = [{ split: 'lines' }]
  if (first === '{') readings.push({ split: 'json-values' })
  if (first === '{' || first === '[') {
    for (const members of listMemberPaths(bytes)) readings.push({ split: 'json-members', members })
  }
  const table = findTable(bytes, whole)
  if (table !== undefined) readings.push({ split: 'table-rows', table })
  return readings.map((reading) => ({
    name,
    reading,
    split: reading.split,
    table: reading.table,
    entries: cutHead(bytes, reading, { whole, most: MOST_ENTRIES }),
  }))
}

/** The first character that is no blank, byte order mark or NUL. */
function firstByte(bytes: Uint8Array): string {
  for (const byte of bytes) {
    const blank = byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf
    if (!blank) return String.fromCharCode(byte)
  }
  return ''
}
