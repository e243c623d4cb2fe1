/** Bytes read, and cut into blocks, at a time. */
export const CHUNK_BYTES = 1024 * 1024

/** Pieces kept for later: what is under way at once in an import, and some. */
const MOST_SPARE = 24

const spare: ArrayBuffer[] = []
/** Pieces that were handed out; one that is not among them is never taken back, nor is one taken back twice. */
const issued = new WeakSet<ArrayBuffer>()

/**
 * Memory of CHUNK_BYTES, not cleared. An import moves every byte through such pieces twice; left to the collector, they would make it
 * mark the whole heap every few dozen megabytes, and the system find and clear fresh pages for each of them.
 */
export function chunkMemory(): ArrayBuffer {
  const memory = spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES).buffer
  issued.add(memory)
  return memory
}

/** Whoever owns a piece may give it back when nothing reads it any more; memory from elsewhere is left alone. */
export function giveBack(memory: ArrayBuffer): void {
  if (issued.delete(memory)) keepMemory(memory)
}

/** Takes in memory that came back from another thread, and so belongs to nobody here. */
export function keepMemory(memory: ArrayBuffer): void {
  if (memory.byteLength === CHUNK_BYTES && spare.length < MOST_SPARE) spare.push(memory)
}
