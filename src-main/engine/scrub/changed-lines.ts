import { frameBytes } from '../store/originals.ts'
import { receivedLines } from '../store/scrubs.ts'
import { LineHashes } from '../verify/line-hashes.ts'
import { keptBlocks } from './kept-blocks.ts'
import type { Planned } from './planned.ts'

/** A file whose blocks are planned. */
export interface ChangedFile {
  readonly planned: Planned
  readonly file: number
  readonly path: string
  readonly signal: AbortSignal
}

/** The text of a file as it will be. */
export async function* changedText({ planned, file, signal }: ChangedFile): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const { offset, bytes } of keptBlocks(planned.db, file, signal)) {
    const body = planned.body(file, offset)
    yield new Uint8Array(body === undefined ? bytes : frameBytes({ bytes: bytes.length, body }))
  }
}

async function* presentText({ planned, file, signal }: ChangedFile): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of keptBlocks(planned.db, file, signal)) yield bytes
}

/** The text lines (1-based) that a scrub changes, with their SHA-256 as received: lines here end at LF, as those of a bundle's chain do. */
export async function changedLines(changed: ChangedFile): Promise<[number, string][]> {
  const known = receivedLines(changed.planned.db, changed.file)
  const [before, after] = [presentText(changed), changedText(changed)].map((text) => new LineHashes(text).batches())
  const lines: [number, string][] = []
  let line = 0
  for await (const was of before ?? []) {
    // both are cut at the same places, since a scrub changes neither lengths nor line ends
    const is = (await after?.next())?.value
    for (const [at, hash] of was.entries()) {
      line++
      if (is?.[at] !== hash && !known.has(line)) lines.push([line, hash])
    }
  }
  return lines
}
