import { FaultError } from '../../contract/fault.ts'
import type { FaultCode } from '../../contract/fault.ts'
import { limitFault } from './faults.ts'
import { encodingOf } from './encoding.ts'
import { takeOff } from './layers.ts'
import type { Layer, StreamLayer } from './layers.ts'
import type { IntakeLimits } from './limits.ts'
import { SNIFF_BYTES, packingOf } from './sniff.ts'
import type { Unread } from './sniff.ts'
import type { Chunks } from './source.ts'

/** One file of an input, ready to be read as often as needed. */
export interface Member {
  readonly kind: 'member'
  /** For people and records: relative to the chosen input, '/' between steps, '!' after an archive's name. */
  readonly path: string
  /** Last name of what was chosen. */
  readonly root: string
  /** The file on disk that holds it. */
  readonly origin: string
  /** As received: of a compressed file its packed size, of a file in an archive its own. */
  readonly sizeBytes: number
  /** What lies between the received bytes and the text; none where they are the same. */
  readonly layers: readonly Layer[]
  /** The file as received; the sheets of one workbook share it. */
  readonly received: Received
  /** Yields the text; `onReceived` gets every received byte in order, before the text it gives. */
  readonly read: (onReceived?: (chunk: Uint8Array<ArrayBuffer>) => void, signal?: AbortSignal) => Chunks
}

/** Something of an input that cannot be read, with a sentence and what helps. */
export interface RefusedMember {
  readonly kind: 'refused'
  readonly path: string
  readonly root: string
  readonly code: FaultCode
  readonly message: string
  readonly remedy?: string | undefined
  /** The file as received, where it is there and only what it holds cannot be read. */
  readonly received?: Received | undefined
}

/** Where a file's received bytes come from, and how it is named. */
export interface Received {
  readonly path: string
  readonly root: string
  readonly origin: string
  readonly sizeBytes: number
  readonly read: (signal?: AbortSignal) => Chunks
  /** The archive that it was read out of. */
  readonly within?: Received | undefined
}

/** A received file as member; the layers are taken off. */
export const memberOf = (received: Received, layers: readonly StreamLayer[], limits: IntakeLimits): Member =>
  memberReadBy(received, layers, async function* read(onReceived, signal) {
    const chunks = received.read(signal)
    yield* takeOff(onReceived ? tapped(chunks, onReceived) : chunks, layers, received.path, limits)
  })

/** A member whose text is made in a way of its own. */
export const memberReadBy = (received: Received, layers: readonly Layer[], read: Member['read']): Member => ({
  kind: 'member',
  path: received.path,
  root: received.root,
  origin: received.origin,
  sizeBytes: received.sizeBytes,
  layers,
  received,
  read,
})

/** Only our faults become a refusal; anything else is a fault of the program and goes on. */
export function refusalOf(error: unknown, path: string, root: string): RefusedMember {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  return { kind: 'refused', path, root, code: error.code, message: error.detail.message, remedy: error.detail.remedy }
}

/** What a received file is, and the layers over it. Encodings lie innermost and do not count as depth. */
export interface Unwrapped {
  readonly packing: 'zip' | 'tar' | 'plain'
  readonly layers: readonly StreamLayer[]
}

/** Looks through compressions and encodings until something else shows. */
export async function unwrap(received: Received, depth: number, limits: IntakeLimits): Promise<Unwrapped> {
  const layers: StreamLayer[] = []
  while (depth + layers.length <= limits.maxDepth) {
    const { packing, head, whole } = await lookUnder(received, layers, limits)
    if (packing === 'plain') {
      const encoding = encodingOf(head, whole)
      return { packing, layers: encoding ? [...layers, encoding] : layers }
    }
    if (packing === 'zip' || packing === 'tar') return { packing, layers }
    if (packing !== 'gzip' && packing !== 'zstd') throw unreadFault(received.path, packing)
    layers.push(packing)
  }
  throw tooDeep(received.path, limits)
}

/** The gzip layers over a file, and nothing else: what an open bundle's chain looks through. */
export async function gzipLayers(received: Received, limits: IntakeLimits): Promise<StreamLayer[]> {
  const layers: StreamLayer[] = []
  while ((await lookUnder(received, layers, limits)).packing === 'gzip') {
    if (layers.push('gzip') > limits.maxDepth) throw tooDeep(received.path, limits)
  }
  return layers
}

async function lookUnder(received: Received, layers: readonly StreamLayer[], limits: IntakeLimits) {
  const seen = await headOf(takeOff(received.read(), layers, received.path, limits))
  return { ...seen, packing: packingOf(seen.head) }
}

const tooDeep = (file: string, { maxDepth }: IntakeLimits): FaultError =>
  limitFault(
    file,
    `archives and compressions lie more than ${maxDepth} deep in one another`,
    'Unpack the outer ones and choose what they hold',
  )

async function* tapped(chunks: Chunks, onReceived: (chunk: Uint8Array<ArrayBuffer>) => void): Chunks {
  for await (const chunk of chunks) {
    onReceived(chunk)
    yield chunk
  }
}

async function headOf(chunks: Chunks): Promise<{ head: Uint8Array; whole: boolean }> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    if (size >= SNIFF_BYTES) return { head: Buffer.concat(parts), whole: false }
    const part = chunk.subarray(0, SNIFF_BYTES - size)
    parts.push(part)
    size += part.length
    if (part.length < chunk.length) return { head: Buffer.concat(parts), whole: false }
  }
  return { head: Buffer.concat(parts), whole: true }
}

const unreadFault = (file: string, packing: Unread): FaultError =>
  new FaultError('unsupported', {
    message: `${file}: ${packing} archives are not read`,
    file,
    remedy: 'Unpack it and choose the folder or the files, or hand it over as .zip, .tar, .gz or .zst',
  })
