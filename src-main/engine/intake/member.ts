import { FaultError } from '../../contract/fault.ts'
import type { FaultCode } from '../../contract/fault.ts'
import { gunzip } from './gunzip.ts'
import type { IntakeLimits } from './limits.ts'
import { SNIFF_BYTES, packingOf } from './sniff.ts'
import type { Unread } from './sniff.ts'

type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer>>

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
  /** How many gzip layers lie between the received bytes and the text. */
  readonly layers: number
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
}

/** Where a file's received bytes come from, and how it is named. */
export interface Received {
  readonly path: string
  readonly root: string
  readonly origin: string
  readonly sizeBytes: number
  readonly read: (signal?: AbortSignal) => Chunks
}

/** A received file as member; `layers` gzip layers are taken off. */
export const memberOf = (received: Received, layers: number, limits: IntakeLimits): Member => ({
  kind: 'member',
  path: received.path,
  root: received.root,
  origin: received.origin,
  sizeBytes: received.sizeBytes,
  layers,
  read: (onReceived, signal) => readText(received, { layers, limits }, onReceived, signal),
})

/** Only our faults become a refusal; anything else is a fault of the program and goes on. */
export function refusalOf(error: unknown, path: string, root: string): RefusedMember {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  return { kind: 'refused', path, root, code: error.code, message: error.detail.message, remedy: error.detail.remedy }
}

/** Takes off gzip layers until something else shows. */
export async function unwrap(
  received: Received,
  depth: number,
  limits: IntakeLimits,
): Promise<{ packing: 'zip' | 'plain'; layers: number }> {
  for (let layers = 0; depth + layers <= limits.maxDepth; layers += 1) {
    const packing = packingOf(await headOf(readText(received, { layers, limits })))
    if (packing === 'plain' || packing === 'zip') return { packing, layers }
    if (packing !== 'gzip') throw unreadFault(received.path, packing)
  }
  throw new FaultError('limit', {
    message: `${received.path}: archives and compressions lie more than ${limits.maxDepth} deep in one another`,
    file: received.path,
    remedy: 'Unpack the outer ones and choose what they hold',
  })
}

async function* readText(
  received: Received,
  { layers, limits }: { readonly layers: number; readonly limits: IntakeLimits },
  onReceived?: (chunk: Uint8Array<ArrayBuffer>) => void,
  signal?: AbortSignal,
): Chunks {
  let text = onReceived === undefined ? received.read(signal) : tapped(received.read(signal), onReceived)
  for (let layer = 0; layer < layers; layer += 1) text = gunzip(text, received.path, limits)
  yield* text
}

async function* tapped(chunks: Chunks, onReceived: (chunk: Uint8Array<ArrayBuffer>) => void): Chunks {
  for await (const chunk of chunks) {
    onReceived(chunk)
    yield chunk
  }
}

async function headOf(chunks: Chunks): Promise<Uint8Array> {
  const head = new Uint8Array(SNIFF_BYTES)
  let size = 0
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, SNIFF_BYTES - size)
    head.set(part, size)
    size += part.length
    if (size === SNIFF_BYTES) break
  }
  return head.subarray(0, size)
}

const unreadFault = (file: string, packing: Unread): FaultError =>
  new FaultError('unsupported', {
    message: `${file}: ${packing} archives are not read`,
    file,
    remedy: 'Unpack it and choose the folder or the files, or hand it over as .zip or .gz',
  })
