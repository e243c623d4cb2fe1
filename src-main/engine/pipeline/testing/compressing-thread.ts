import { parentPort, workerData } from 'node:worker_threads'
import { zstdCompressSync } from 'node:zlib'
import { type Gate, throughGate } from '../gate.ts'

/** Does nothing but make zstd streams, each through the gate, until it is terminated. */
const gate = workerData as Gate
const text = Buffer.alloc(1000, 7)
parentPort?.postMessage('begun')
for (;;) throughGate(gate, () => zstdCompressSync(text))
