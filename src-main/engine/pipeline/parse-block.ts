import { hash } from 'node:crypto'
import { type ReadEntry, entryReader, holdsMasked } from '../../core/entry/entry-reader.ts'
import { type Draft, type FormatAdapter, type Mask, newDraft } from '../../core/formats/format.ts'
import { maskText } from '../../core/mask/mask-text.ts'
import { actorKinds, flagBit, kinds, outcomes, termFields } from '../../core/record/record.ts'
import { type KeptReading, restoreReading } from '../../core/scrub/kept-reading.ts'
import { FLOAT, FLOATS, ID_FORM, INT, INTS, PART, type ParseAsk, type ParsedBlock } from './block.ts'
import { compressFrames } from './compress-frames.ts'
import type { Gate } from './gate.ts'
import { type UnmappedWords, noUnmapped, withUnmapped } from './unmapped-words.ts'
import { lineBounds } from './line-bounds.ts'
import { LocalTerms } from './local-terms.ts'

const numberOf = <T extends string>(names: readonly T[]): ReadonlyMap<T, number> =>
  new Map(names.map((name, at) => [name, at]))
const actorKindNumber = numberOf(actorKinds)
const kindNumber = numberOf(kinds)
const outcomeNumber = numberOf(outcomes)

type Writing = Omit<
  ParsedBlock,
  'newTerms' | 'texts' | 'rejected' | 'masked' | 'unmapped' | 'reset' | 'frames' | 'keys'
> & {
  keys?: Uint32Array<ArrayBuffer>
  readonly newTerms: string[]
  readonly texts: [number, 'requestId' | 'traceId', string][]
  readonly rejected: [number, string][]
  readonly masked: number[]
  unmapped: UnmappedWords
}

const MASKED = flagBit('masked')

/** What came of reading an entry: why it is no record, or nothing. */
interface Came {
  readonly reason: string | undefined
  readonly environment: string
}

interface FileReader {
  readonly key: string
  readonly read: ReadEntry
  readonly holdsMasked: (text: string) => boolean
}

/** Reads blocks of one import on one thread; keeps the thread's dictionary between blocks. */
export class BlockParser {
  readonly #mask: Mask
  readonly #gate: Gate
  readonly #draft: Draft = newDraft()
  readonly #formats: ReadonlyMap<string, FormatAdapter>
  /** How the entries of the file under hand are read. */
  #reader: FileReader | undefined
  readonly #terms: LocalTerms
  /** The last request id of the block that is a UUID, and where its bytes stand. */
  #lastUuid = ''
  #lastUuidAt = 0

  constructor(formats: readonly FormatAdapter[], mask: Mask, gate: Gate) {
    this.#gate = gate
    this.#formats = new Map(formats.map((format) => [format.id, format]))
    this.#mask = mask
    this.#terms = new LocalTerms(mask)
  }

  parse(ask: ParseAsk): ParsedBlock {
    this.#draft.zone = ask.zone
    const reader = this.#readerOf(ask)
    this.#lastUuid = ''
    const bytes = bufferOf(ask.bytes)
    const { bounds, lineDelta, lineEnds } = lineBounds(bytes, ask.bounds)
    const block = emptyBlock(ask, bounds.length >> 1, lineDelta, lineEnds)
    const reset = this.#terms.begin(block.newTerms)
    const digests = bufferOf(block.sha256)
    for (let at = 0; at < block.count; at++) {
      const start = bounds[at * 2] ?? 0
      const end = bounds[at * 2 + 1] ?? 0
      block.offsetDelta[at] = start
      block.length[at] = end - start
      const kept = ask.kept?.get(start)
      digestInto(digests, at * 32, kept ? latin1Of(kept.sha256) : hash('sha256', bytes.subarray(start, end), 'binary'))
      const text = kept ? '' : bytes.toString('utf8', start, end)
      const reason = kept ? restoreReading(kept.reading, this.#draft) : reader.read(text, this.#draft, this.#mask)
      this.#take(block, at, { reason, environment: ask.environment })
      if (kept) keepDigests(block, at, kept.reading)
      if (ask.tellMasked) tellMasked(block, at, text, reader)
    }
    return { ...block, reset, frames: compressFrames(ask, block, this.#gate) }
  }

  #take(block: Writing, at: number, { reason, environment }: Came): void {
    if (reason === undefined) {
      if (this.#draft.unmapped !== '') this.#keepUnmapped(block, this.#draft.unmapped)
      return this.#keep(block, at, environment)
    }
    block.ints[at * INTS] = PART.rejected
    block.rejected.push([at, maskText(reason, this.#mask).text])
  }

  #readerOf({ format, reading }: ParseAsk): FileReader {
    const key = `${format} ${JSON.stringify(reading)}`
    if (this.#reader?.key === key) return this.#reader
    const adapter = this.#formats.get(format)
    if (!adapter) throw new Error(`no format ${format}`)
    this.#reader = {
      key,
      read: entryReader(adapter, reading),
      holdsMasked: (text) => holdsMasked(adapter, reading, text),
    }
    return this.#reader
  }

  #keep(block: Writing, at: number, environment: string): void {
    const draft = this.#draft
    const { ints, floats } = block
    const base = at * INTS
    if (environment) draft.environment = environment
    let flags = draft.flags
    this.#terms.lineOf(draft.actor)
    for (let field = 0; field < termFields.length; field++) {
      const text = draft[termFields[field] as (typeof termFields)[number]]
      if (text === '') continue
      const id = this.#terms.idOf(field, text)
      ints[base + INT.terms + field] = id
      flags |= this.#terms.flagsOf(id)
    }
    ints[base + INT.part] = PART[draft.part]
    ints[base + INT.timeNs] = draft.timeNs
    ints[base + INT.timeDigits] = draft.timeDigits
    ints[base + INT.actorKind] = actorKindNumber.get(draft.actorKind) ?? 0
    ints[base + INT.kind] = kindNumber.get(draft.kind) ?? 0
    ints[base + INT.outcome] = outcomeNumber.get(draft.outcome) ?? 0
    ints[base + INT.port] = draft.port
    floats[at * FLOATS + FLOAT.timeUs] = draft.timeUs
    floats[at * FLOATS + FLOAT.receivedUs] = draft.receivedUs
    floats[at * FLOATS + FLOAT.seq] = draft.seq
    if (draft.requestId !== '') ints[base + INT.idForm] = this.#keepId(block, at, draft.requestId)
    if (draft.duplicateKey !== '') keepKey(block, at, draft.duplicateKey)
    if (draft.traceId !== '') block.texts.push([at, 'traceId', this.#terms.shown(draft.traceId)])
    ints[base + INT.flags] = flags
  }

  #keepUnmapped(block: Writing, word: string): void {
    block.unmapped = withUnmapped(block.unmapped, { count: 1, words: [this.#terms.shown(word)] })
  }

  #keepId(block: Writing, at: number, id: string): number {
    if (id === this.#lastUuid) {
      block.ids.copyWithin(at * 16, this.#lastUuidAt, this.#lastUuidAt + 16)
      return ID_FORM.uuid
    }
    if (uuidInto(block.ids, at * 16, id)) {
      this.#lastUuid = id
      this.#lastUuidAt = at * 16
      return ID_FORM.uuid
    }
    digestInto(bufferOf(block.ids), at * 16, hash('sha256', id, 'binary').slice(0, 16))
    block.texts.push([at, 'requestId', this.#terms.shown(id)])
    return ID_FORM.text
  }
}

function tellMasked(block: Writing, at: number, text: string, { holdsMasked: holds }: FileReader): void {
  const isFlagged = ((block.ints[at * INTS + INT.flags] ?? 0) & MASKED) !== 0
  if (isFlagged || holds(text)) block.masked.push(at)
}

/** What of a scrubbed entry is compared whole was kept as digests alone. */
function keepDigests(block: Writing, at: number, reading: KeptReading): void {
  if ('reason' in reading) return
  const { idSha256, keySha256 } = reading
  if (idSha256 !== undefined) digestInto(bufferOf(block.ids), at * 16, latin1Of(idSha256.slice(0, 32)))
  if (keySha256 !== undefined) putKey(block, at, Buffer.from(keySha256, 'hex'))
}

/** Most sources have no such key, so the column is made with the first. */
const keepKey = (block: Writing, at: number, key: string): void => putKey(block, at, hash('sha256', key, 'buffer'))

function putKey(block: Writing, at: number, digest: Buffer): void {
  block.keys ??= new Uint32Array(block.count * 2)
  block.keys[at * 2] = digest.readUInt32LE(0) || 1
  block.keys[at * 2 + 1] = digest.readUInt32LE(4)
}

function emptyBlock(ask: ParseAsk, count: number, lineDelta: Uint32Array<ArrayBuffer>, lineEnds: number): Writing {
  return {
    ordinal: ask.ordinal,
    bytes: ask.bytes.byteLength,
    lineEnds,
    count,
    ints: new Int32Array(count * INTS),
    floats: new Float64Array(count * FLOATS),
    ids: new Uint8Array(count * 16),
    lineDelta,
    offsetDelta: new Uint32Array(count),
    length: new Uint32Array(count),
    sha256: new Uint8Array(count * 32),
    newTerms: [],
    texts: [],
    rejected: [],
    masked: [],
    unmapped: noUnmapped,
  }
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

/** A digest as text of one character a byte: the form in which `hash` answers quickest. */
const digestInto = (into: Buffer, at: number, digest: string): void => void into.write(digest, at, 'latin1')

const latin1Of = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1')

const nibble = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48
  return code >= 97 && code <= 102 ? code - 87 : -1
}

/** Writes a lower-case UUID as 16 bytes; false where the text is anything else (RFC 9562, section 4). */
function uuidInto(into: Uint8Array, at: number, text: string): boolean {
  if (text.length !== 36) return false
  let byte = at
  for (let i = 0; i < 36; i++) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (text.charCodeAt(i) !== 45) return false
      continue
    }
    const high = nibble(text.charCodeAt(i))
    const low = nibble(text.charCodeAt(++i))
    if (high < 0 || low < 0) return false
    into[byte++] = (high << 4) | low
  }
  return true
}
