/** One column in memory; the narrowest type that holds every value. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array
/** A chunk as `column_chunk` holds it. */
export interface Chunk {
  readonly rows: number
  readonly body: Uint8Array
}
/** What the head of a chunk says: bytes a value (0: all are `base`), what is added to each, and the greatest value. */
export interface ChunkHead {
  readonly width: 0 | 1 | 2 | 4 | 8
  readonly base: number
  readonly greatest: number
}

/** Rows of a full chunk: 1 MiB of 8-byte values; provisional. */
export const CHUNK_ROWS = 131_072
/** Version, width, six bytes unused, base and greatest as little-endian doubles. */
export const HEAD_BYTES = 24
const VERSION = 1

/** Writes values (integers, not negative unless their range needs 8 bytes) in the narrowest width, little-endian. */
export function encodeChunk(values: Float64Array, rows: number): Uint8Array {
  let least = Infinity
  let greatest = -Infinity
  for (let i = 0; i < rows; i++) {
    const value = values[i] ?? 0
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  const width = widthOf(greatest - least)
  const base = width === 8 ? 0 : least
  const body = new Uint8Array(HEAD_BYTES + rows * width)
  const head = new DataView(body.buffer)
  body[0] = VERSION
  body[1] = width
  head.setFloat64(8, base, true)
  head.setFloat64(16, greatest, true)
  const stored = storedValues(body, width, rows)
  if (stored) for (let i = 0; i < rows; i++) stored[i] = (values[i] ?? 0) - base
  return body
}

function widthOf(range: number): ChunkHead['width'] {
  if (range === 0) return 0
  if (range < 256) return 1
  if (range < 65_536) return 2
  return range < 4_294_967_296 ? 4 : 8
}

/** Reads the head; undefined where it is none of ours. */
export function readHead(body: Uint8Array): ChunkHead | undefined {
  const width = body[1]
  if (body.byteLength < HEAD_BYTES || body[0] !== VERSION) return undefined
  if (width !== 0 && width !== 1 && width !== 2 && width !== 4 && width !== 8) return undefined
  const view = new DataView(body.buffer, body.byteOffset)
  return { width, base: view.getFloat64(8, true), greatest: view.getFloat64(16, true) }
}

/** Adds the values of a chunk to a column from row `at` on; `place` says where each row of the column stands. */
export function decodeChunk({ rows, body }: Chunk, into: Column, at: number, place?: Uint32Array): void {
  const head = readHead(body)
  if (!head || body.byteLength !== HEAD_BYTES + rows * head.width) throw new RangeError('a column chunk is damaged')
  // a copy of its own, since typed arrays want aligned bytes and SQLite's buffers need not be
  const stored = storedValues(body.byteOffset % 8 === 0 ? body : new Uint8Array(body), head.width, rows)
  if (place) scatter(stored, head.base, into, place.subarray(at, at + rows))
  else if (!stored) into.fill(head.base, at, at + rows)
  else if (head.base === 0) into.set(stored, at)
  else for (let i = 0; i < rows; i++) into[at + i] = head.base + (stored[i] ?? 0)
}

function scatter(stored: Column | undefined, base: number, into: Column, place: Uint32Array): void {
  for (let i = 0; i < place.length; i++) into[place[i] ?? 0] = base + (stored?.[i] ?? 0)
}

function storedValues(body: Uint8Array, width: ChunkHead['width'], rows: number): Column | undefined {
  const at = body.byteOffset + HEAD_BYTES
  if (width === 1) return new Uint8Array(body.buffer, at, rows)
  if (width === 2) return new Uint16Array(body.buffer, at, rows)
  if (width === 4) return new Uint32Array(body.buffer, at, rows)
  return width === 8 ? new Float64Array(body.buffer, at, rows) : undefined
}

/** A column of zeros that can hold `greatest`. */
export function newColumn(rows: number, greatest: number): Column {
  const width = widthOf(greatest)
  if (width <= 1) return new Uint8Array(rows)
  if (width === 2) return new Uint16Array(rows)
  return width === 4 ? new Uint32Array(rows) : new Float64Array(rows)
}
