import type { Reading } from '../../core/formats/format.ts'
import { termFields } from '../../core/record/record.ts'
import type { UnmappedWords } from './unmapped-words.ts'
import type { KeptReading } from '../../core/scrub/kept-reading.ts'

/** A stretch of whole entries of one text, on its way to a parser thread. */
export interface Block {
  /** Order of the block in its file, from 0. */
  readonly ordinal: number
  /** Bytes of the text before this block. */
  readonly offset: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Start and end of each entry in `bytes`; absent where entries are lines. */
  readonly bounds?: Uint32Array<ArrayBuffer>
  /** Entries that were scrubbed, by where they start in `bytes`: they are not read, but taken as they were kept. */
  readonly kept?: ReadonlyMap<number, KeptEntry>
}

/** An entry as it was read before its bytes were scrubbed. */
export interface KeptEntry {
  readonly sha256: string
  readonly reading: KeptReading
}

/** What a parser thread is told with a block. */
export interface ParseAsk extends Block {
  readonly format: string
  /** Given by the user for the whole bundle; '' where the record decides. */
  readonly environment: string
  /** IANA zone of times without offset; '' where none was given. */
  readonly zone: string
  readonly reading: Reading
  /** Whether `masked` is wanted: looking through whole originals takes longer than reading them. */
  readonly tellMasked?: boolean
}

/** Columns of `ParsedBlock.ints`, in order; the local term ids follow, 0 = absent. */
export const INT = {
  part: 0,
  timeNs: 1,
  timeDigits: 2,
  actorKind: 3,
  kind: 4,
  outcome: 5,
  port: 6,
  flags: 7,
  idForm: 8,
  terms: 9,
} as const
export const INTS = INT.terms + termFields.length

/** Columns of `ParsedBlock.floats`. */
export const FLOAT = { timeUs: 0, receivedUs: 1, seq: 2 } as const
export const FLOATS = 3

/** Values of the column `part`. */
export const PART = { whole: 0, request: 1, response: 2, completion: 3, rejected: -1 } as const
/** Values of the column `idForm`: no request id, a UUID, or text whose SHA-256 stands for it. */
export const ID_FORM = { none: 0, uuid: 1, text: 2 } as const

/** A block as read: numbers in columns, new strings, and the originals compressed. Buffers are transferred, not copied. */
export interface ParsedBlock {
  readonly ordinal: number
  readonly bytes: number
  /** Line ends in the block: how many lines the next block's first line is further on. */
  readonly lineEnds: number
  readonly count: number
  readonly ints: Int32Array<ArrayBuffer>
  readonly floats: Float64Array<ArrayBuffer>
  /** 16 bytes an entry: a UUID, or the first half of the SHA-256 of a request id of another form. */
  readonly ids: Uint8Array<ArrayBuffer>
  /** First 64 bits of the SHA-256 of what is unique of a whole record, two words an entry (0 = nothing is); absent where no entry has any. */
  readonly keys?: Uint32Array<ArrayBuffer> | undefined
  readonly lineDelta: Uint32Array<ArrayBuffer>
  readonly offsetDelta: Uint32Array<ArrayBuffer>
  readonly length: Uint32Array<ArrayBuffer>
  readonly sha256: Uint8Array<ArrayBuffer>
  /** The thread's dictionary was emptied before this block: local ids begin at 1 again. */
  readonly reset: boolean
  /** Strings that got the next local ids in this block, already masked and cut. */
  readonly newTerms: readonly string[]
  /** Request ids that are no UUIDs, and trace ids: entry, field, text. */
  readonly texts: readonly (readonly [number, 'requestId' | 'traceId', string])[]
  readonly rejected: readonly (readonly [number, string])[]
  /** Entries in which something is masked where they are shown, or was before they were scrubbed; empty where it was not asked for. */
  readonly masked: readonly number[]
  readonly unmapped: UnmappedWords
  readonly frames: readonly Frame[]
}

/** One zstd frame of whole entries: `first` and `count` say which. */
export interface Frame {
  readonly offset: number
  readonly bytes: number
  readonly first: number
  readonly count: number
  readonly lineDelta: number
  readonly body: Uint8Array<ArrayBuffer>
}

/** What a parser thread answers: the block as read, and the memory its bytes came in, to be used again. */
export interface ParseAnswer {
  readonly block: ParsedBlock
  readonly memory: ArrayBuffer
}
