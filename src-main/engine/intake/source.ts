import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { CHUNK_BYTES, chunkMemory } from './chunk-memory.ts'
import { changedFault, stopIfCancelled, systemFault } from './faults.ts'

/** Bytes in order, in chunks of any size. */
export type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer>>

export interface Span {
  readonly start: number
  readonly end: number
}

/** Bytes that can be read from any place, again and again. */
export interface Source {
  readonly sizeBytes: number
  /** The bytes of the span (default: all) in order; fewer where it reaches past the end. */
  readonly read: (span?: Span, signal?: AbortSignal) => Chunks
}

/** What tells a file on disk from another, and from itself at another time. */
export interface Identity {
  readonly size: number
  readonly mtimeMs: number
  readonly ino: number
  readonly dev: number
}

/**
 * A file on disk, as it is now: a later reading that meets another size, time or file ends in `file-changed`.
 * `followLink` is for a path that the user named; what a folder holds is opened only if it is no link.
 */
export async function fileSource(path: string, shown: string, followLink: boolean): Promise<Source> {
  const handle = await openFile(path, shown, followLink)
  try {
    return sourceOf({ path, shown, followLink, first: identityOf(await handle.stat()) })
  } finally {
    await handle.close()
  }
}

/** No more than is compared: a folder holds one for each of its files. */
export const identityOf = ({ size, mtimeMs, ino, dev }: Identity): Identity => ({ size, mtimeMs, ino, dev })

/** A file that was looked at before; nothing is opened until it is read. */
export function sourceOf(file: SeenFile): Source {
  const { first } = file
  return {
    sizeBytes: first.size,
    read: (span = { start: 0, end: first.size }, signal) =>
      readFile(file, { start: span.start, end: Math.min(span.end, first.size) }, signal),
  }
}

/** Bytes already in memory. */
export function memorySource(bytes: Uint8Array<ArrayBuffer>): Source {
  return {
    sizeBytes: bytes.length,
    async *read(span = { start: 0, end: bytes.length }, signal) {
      const end = Math.min(span.end, bytes.length)
      for (let at = span.start; at < end; at += CHUNK_BYTES) {
        stopIfCancelled(signal)
        yield bytes.subarray(at, Math.min(at + CHUNK_BYTES, end))
      }
    },
  }
}

/**
 * All bytes, with nothing left open between two chunks: whoever stops reading midway, for good or for long, has nothing to close.
 */
export async function* readInPieces(source: Source): Chunks {
  for (let start = 0; start < source.sizeBytes; start += CHUNK_BYTES) {
    const parts: Uint8Array[] = []
    const end = Math.min(start + CHUNK_BYTES, source.sizeBytes)
    for await (const part of source.read({ start, end })) parts.push(part)
    yield new Uint8Array(Buffer.concat(parts))
  }
}

export interface SeenFile {
  readonly path: string
  readonly shown: string
  readonly followLink: boolean
  /** As it was when it was first looked at. */
  readonly first: Identity
}

async function openFile(path: string, shown: string, followLink: boolean): Promise<FileHandle> {
  // A pipe put in the file's place must not hang the opening; Windows has neither flag.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (followLink ? 0 : (constants.O_NOFOLLOW ?? 0))
  try {
    return await open(path, flags)
  } catch (error) {
    throw systemFault(error, shown)
  }
}

async function* readFile(file: SeenFile, span: Span, signal: AbortSignal | undefined) {
  const handle = await openFile(file.path, file.shown, file.followLink)
  let ahead: Promise<Uint8Array<ArrayBuffer>> | undefined
  try {
    refuseOther(file, await handle.stat())
    let at = span.start
    ahead = readAt(handle, at, span.end)
    while (at < span.end) {
      stopIfCancelled(signal)
      const chunk = await ahead
      if (chunk.length === 0) throw changedFault(file.shown, 'became shorter')
      at += chunk.length
      ahead = readAt(handle, at, span.end)
      yield chunk
    }
    refuseOther(file, await handle.stat())
    refuseOther(file, await stat(file.path).catch(() => undefined))
  } catch (error) {
    throw systemFault(error, file.shown)
  } finally {
    await ahead?.catch(() => undefined)
    await handle.close()
  }
}

async function readAt(handle: FileHandle, position: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = Math.min(CHUNK_BYTES, end - position)
  if (length <= 0) return new Uint8Array(0)
  const buffer = new Uint8Array(length === CHUNK_BYTES ? chunkMemory() : Buffer.allocUnsafeSlow(length).buffer)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function refuseOther(file: SeenFile, now: Identity | undefined): void {
  const { first, shown } = file
  if (now === undefined) throw changedFault(shown, 'vanished')
  if (now.ino !== first.ino || now.dev !== first.dev) throw changedFault(shown, 'was replaced by another file')
  if (now.size !== first.size || now.mtimeMs !== first.mtimeMs) throw changedFault(shown, 'changed')
}
