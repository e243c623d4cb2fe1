import { parseCheckpoint, type Checkpoint } from '../../../core/verify/note/checkpoint.ts'
import { parseNote } from '../../../core/verify/note/note.ts'
import type { Beside } from '../proof.ts'
import { smallBeside } from '../read-beside.ts'

/** A signed checkpoint among the files of a bundle. */
export interface CheckpointBeside {
  readonly path: string
  readonly bytes: Uint8Array
  readonly checkpoint: Checkpoint
}

/** Ours: checkpoints are under a kilobyte, with many witnesses some; and so many files are looked at for them. */
const MOST = { bytes: 64 * 1024, files: 1000 }

const known = new WeakMap<Beside, Promise<CheckpointBeside[]>>()

/** Every checkpoint among the files, by content; looked for once for all the proofs that lie together. */
export function checkpointsBeside(beside: Beside, signal?: AbortSignal): Promise<CheckpointBeside[]> {
  const found = known.get(beside) ?? look(beside, signal)
  known.set(beside, found)
  return found
}

async function look(beside: Beside, signal: AbortSignal | undefined): Promise<CheckpointBeside[]> {
  const found: CheckpointBeside[] = []
  // The entries of the log itself are many, and no checkpoints.
  const paths = beside.paths.filter((path) => !/(^|\/)tile\//.test(path))
  for (const path of paths.slice(0, MOST.files)) {
    const bytes = await smallBeside(beside, path, MOST.bytes, signal)
    const checkpoint = bytes && checkpointIn(bytes)
    if (checkpoint) found.push({ path, bytes, checkpoint })
  }
  return found
}

/** The checkpoint that these bytes are; undefined where they are none. */
export function checkpointIn(bytes: Uint8Array): Checkpoint | undefined {
  const note = parseNote(bytes)
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : undefined
  return checkpoint?.ok ? checkpoint.value : undefined
}
