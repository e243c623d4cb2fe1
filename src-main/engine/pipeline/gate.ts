/**
 * Between a thread and whoever ends it: two numbers in shared memory. Node aborts the whole process when a thread is terminated in the
 * moment between the making of a zstd stream and its setting up ("close before init", seen with Node 24.21), so a thread compresses only
 * through its gate, and is terminated only behind a shut one.
 */
export type Gate = Int32Array<SharedArrayBuffer>

const SHUT = 0
const INSIDE = 1
/** A step that is longer than this is far beyond its setting up, and may be cut; an answer to a cancel is due in 200 ms. */
const LONGEST_MS = 50

export const newGate = (): Gate => new Int32Array(new SharedArrayBuffer(8))

/** On the thread: takes the step, or, where the gate is shut, waits for the end that is coming. */
export function throughGate<T>(gate: Gate, step: () => T): T {
  Atomics.store(gate, INSIDE, 1)
  if (Atomics.load(gate, SHUT) === 1) {
    leave(gate)
    for (;;) Atomics.wait(gate, SHUT, 1)
  }
  try {
    return step()
  } finally {
    leave(gate)
  }
}

/** Before a thread is terminated: lets no further step begin, and the present one end. */
export function shutGate(gate: Gate): void {
  Atomics.store(gate, SHUT, 1)
  Atomics.wait(gate, INSIDE, 1, LONGEST_MS)
}

function leave(gate: Gate): void {
  Atomics.store(gate, INSIDE, 0)
  Atomics.notify(gate, INSIDE)
}
