/** What one header block states of an entry. */
export interface TarHeader {
  readonly type: string
  readonly name: string
  readonly sizeBytes: number
}

/** What headers before an entry state of it: pax records, and GNU's long names. */
export interface TarExtra {
  readonly name?: string | undefined
  readonly sizeBytes?: number | undefined
  /** The entry's bytes are not the file's: holes were left out. */
  readonly sparse?: boolean
}

/** Why a header or what stands before an entry cannot be read, as the end of a sentence. */
export type TarWrong = { readonly wrong: string }

export const BLOCK = 512

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')

/** A header of ustar, pax or GNU tar (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"). */
export function readTarHeader(block: Uint8Array): TarHeader | TarWrong {
  const magic = utf8(block.subarray(257, 265))
  const isUstar = magic === 'ustar\u000000'
  if (!isUstar && magic !== 'ustar  \u0000') return { wrong: 'is no tar header' }
  const stated = octal(block.subarray(148, 156))
  if (stated !== checksum(block)) return { wrong: 'does not match its checksum' }
  const sizeBytes = sizeOf(block.subarray(124, 136))
  if (sizeBytes === undefined) return { wrong: 'states no readable size' }
  const prefix = isUstar ? text(block.subarray(345, 500)) : ''
  const name = text(block.subarray(0, 100))
  const flag = block[156] ?? 0
  return {
    type: flag === 0 ? '0' : String.fromCharCode(flag),
    name: prefix === '' ? name : `${prefix}/${name}`,
    sizeBytes,
  }
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
function checksum(block: Uint8Array): number {
  let sum = 8 * 0x20
  for (let at = 0; at < BLOCK; at += 1) if (at < 148 || at >= 156) sum += block[at] ?? 0
  return sum
}

/** A text up to its NUL. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return utf8(end < 0 ? bytes : bytes.subarray(0, end))
}

function octal(field: Uint8Array): number | undefined {
  const [, digits] = /^ *([0-7]*) *$/.exec(Buffer.from(field).toString('latin1').replaceAll('\u0000', ' ')) ?? []
  return digits === undefined ? undefined : Number.parseInt(`0${digits}`, 8)
}

/** Octal, or past 8 GiB binary behind 0x80 (GNU). */
function sizeOf(field: Uint8Array): number | undefined {
  if (field[0] !== 0x80) return octal(field)
  const size = Buffer.from(field).readBigUInt64BE(4)
  const isWhole = field.subarray(1, 4).every((byte) => byte === 0) && size <= Number.MAX_SAFE_INTEGER
  return isWhole ? Number(size) : undefined
}

/** The records of a pax header, `LENGTH KEY=VALUE` LF each; read strictly, since another reader may take a loose one otherwise. */
export function readPax(bytes: Buffer): ReadonlyMap<string, string> | TarWrong {
  const records = new Map<string, string>()
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at)
    const digits = bytes.toString('latin1', at, space < 0 || space > at + 10 ? at : space)
    const end = at + Number(digits)
    const equals = bytes.indexOf(0x3d, space)
    const isSound =
      /^[1-9]\d*$/.test(digits) && end <= bytes.length && bytes[end - 1] === 0x0a && equals > space && equals < end
    if (!isSound) return { wrong: 'holds a record that cannot be read' }
    records.set(utf8(bytes.subarray(space + 1, equals)), utf8(bytes.subarray(equals + 1, end - 1)))
    at = end
  }
  return records
}

/** What pax records say of the entry after them. */
export function extraOf(records: ReadonlyMap<string, string>): TarExtra | TarWrong {
  const size = records.get('size') ?? ''
  if (size !== '' && !/^\d{1,15}$/.test(size)) return { wrong: 'states no readable size' }
  return {
    name: records.get('path') || undefined,
    sizeBytes: size === '' ? undefined : Number(size),
    sparse: isSparse(records),
  }
}

/** Whether records for all entries would change what an entry is; then readers differ in what they make of it. */
export const changesEntries = (records: ReadonlyMap<string, string>): boolean =>
  ['path', 'size', 'linkpath'].some((key) => records.has(key)) || isSparse(records)

const isSparse = (records: ReadonlyMap<string, string>): boolean =>
  [...records.keys()].some((key) => key.startsWith('GNU.sparse.'))
