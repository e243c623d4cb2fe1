import { Worker } from 'node:worker_threads'
import type { FormatAdapter } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import { threadProgram } from '../threads.ts'
import { keepMemory } from '../intake/chunk-memory.ts'
import { type Gate, newGate, shutGate } from './gate.ts'
import type { Block, ParseAnswer, ParseAsk, ParsedBlock } from './block.ts'

/** Two threads saturate the machines measured; a third only adds memory. */
const THREADS = 2
/**
 * Blocks under way at once, over all threads, and as many more as their bytes allow: bounds memory whatever the writer's speed, and lets the
 * threads go on while it waits for the disk at a checkpoint.
 */
const IN_FLIGHT = 6
const BYTES_IN_FLIGHT = 24 * 1024 * 1024

/** What a parser thread is started with. */
export interface ParserStart {
  readonly maskKey: Uint8Array
  /** JSON of the profiles among the formats it may be asked for. */
  readonly profiles: readonly string[]
  readonly gate: Gate
}

type HowToParse = Omit<ParseAsk, keyof Block>

type Done = { readonly block: ParsedBlock; readonly thread: number }

/**
 * Parser threads over alternate blocks. `run` answers the parsed blocks strictly in file order, so that what is written
 * never depends on timing; each comes with the thread whose dictionary its local ids belong to.
 */
export class ParserPool {
  readonly #gates: Gate[]
  readonly #workers: Worker[]
  /** Ends the present waiting: a block came, a thread failed, or the import is cancelled. */
  #wake = (): void => undefined
  #arrived = new Map<number, Done>()
  #bytesUnderWay = 0
  #failed: Error | undefined

  /** `formats`: profiles that the threads need beside the formats in code. */
  constructor(maskKey: Uint8Array, formats: readonly FormatAdapter[] = []) {
    const profiles = formats.flatMap(({ profile }) => profile ?? [])
    this.#gates = Array.from({ length: THREADS }, newGate)
    this.#workers = this.#gates.map((gate, thread) => this.#start(thread, { maskKey, profiles, gate }))
  }

  async *run(blocks: AsyncIterable<Block>, how: HowToParse, signal: AbortSignal): AsyncGenerator<Done> {
    this.#arrived = new Map()
    this.#bytesUnderWay = 0
    const source = new Feed(blocks)
    const wake = (): void => this.#wake()
    signal.addEventListener('abort', wake)
    try {
      for (let next = 0; ; next++) {
        await this.#sendAhead(next, source, how)
        if (next === source.taken) return
        yield await this.#take(next, signal)
      }
    } finally {
      signal.removeEventListener('abort', wake)
      await source.end()
    }
  }

  async close(): Promise<void> {
    for (const gate of this.#gates) shutGate(gate)
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  async #sendAhead(next: number, source: Feed, how: HowToParse): Promise<void> {
    while (source.taken < next + IN_FLIGHT || this.#bytesUnderWay < BYTES_IN_FLIGHT) {
      const block = await source.next()
      if (!block) return
      this.#send(block, how)
    }
  }

  #send(block: Block, how: HowToParse): void {
    this.#bytesUnderWay += block.bytes.byteLength
    const ask: ParseAsk = { ...block, ...how }
    const buffers = [block.bytes.buffer, ...(block.bounds ? [block.bounds.buffer] : [])]
    this.#workers[block.ordinal % THREADS]?.postMessage(ask, buffers)
  }

  async #take(ordinal: number, signal: AbortSignal): Promise<Done> {
    for (;;) {
      if (this.#failed) throw this.#failed
      if (signal.aborted) throw new FaultError('cancelled', 'Cancelled.')
      const done = this.#arrived.get(ordinal)
      if (done) {
        this.#arrived.delete(ordinal)
        this.#bytesUnderWay -= done.block.bytes
        return done
      }
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  #start(thread: number, workerData: ParserStart): Worker {
    // parsed values die at once: a small young generation keeps memory low and costs no time
    const worker = new Worker(threadProgram('parser'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    })
    worker.on('message', ({ block, memory }: ParseAnswer) => {
      keepMemory(memory)
      this.#arrived.set(block.ordinal, { block, thread })
      this.#wake()
    })
    worker.on('error', (error: Error) => {
      this.#failed = error
      this.#wake()
    })
    return worker
  }
}

/** Blocks of one file, counted as they are taken. */
class Feed {
  taken = 0
  readonly #source: AsyncIterator<Block>
  #ended = false

  constructor(blocks: AsyncIterable<Block>) {
    this.#source = blocks[Symbol.asyncIterator]()
  }

  async next(): Promise<Block | undefined> {
    if (this.#ended) return undefined
    const read = await this.#source.next()
    if (read.done) this.#ended = true
    else this.taken++
    return read.done ? undefined : read.value
  }

  async end(): Promise<void> {
    await this.#source.return?.(undefined)
  }
}
