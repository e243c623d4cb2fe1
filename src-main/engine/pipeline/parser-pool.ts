import { Worker } from 'node:worker_threads'
import { FaultError } from '../../contract/fault.ts'
import { threadProgram } from '../threads.ts'
import type { Block, ParseAsk, ParsedBlock } from './block.ts'

/** Two threads saturate the machines measured; a third only adds memory. */
const THREADS = 2
/** Blocks under way at once, over all threads: bounds memory whatever the writer's speed. */
const IN_FLIGHT = 6

type Done = { readonly block: ParsedBlock; readonly thread: number }

/**
 * Parser threads over alternate blocks. `run` answers the parsed blocks strictly in file order, so that what is written
 * never depends on timing; each comes with the thread whose dictionary its local ids belong to.
 */
export class ParserPool {
  readonly #workers: Worker[]
  #waiting: ((value: undefined) => void) | undefined
  #arrived = new Map<number, Done>()
  #failed: Error | undefined

  constructor(maskKey: Uint8Array) {
    this.#workers = Array.from({ length: THREADS }, (_, thread) => this.#start(thread, maskKey))
  }

  async *run(
    blocks: AsyncIterable<Block>,
    how: Pick<ParseAsk, 'format' | 'environment'>,
    signal: AbortSignal,
  ): AsyncGenerator<Done> {
    this.#arrived = new Map()
    const source = blocks[Symbol.asyncIterator]()
    let sent = 0
    let next = 0
    let ended = false
    try {
      for (;;) {
        if (!ended && sent - next < IN_FLIGHT) {
          const { value, done } = await source.next()
          if (done) ended = true
          else this.#send(sent++, value, how)
          continue
        }
        if (next === sent) return
        yield await this.#take(next++, signal)
      }
    } finally {
      await source.return?.(undefined)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #send(ordinal: number, block: Block, how: Pick<ParseAsk, 'format' | 'environment'>): void {
    const ask: ParseAsk = { ...block, ...how, ordinal }
    const buffers = [block.bytes.buffer, ...(block.bounds ? [block.bounds.buffer] : [])]
    this.#workers[ordinal % THREADS]?.postMessage(ask, buffers)
  }

  async #take(ordinal: number, signal: AbortSignal): Promise<Done> {
    for (;;) {
      if (this.#failed) throw this.#failed
      if (signal.aborted) throw new FaultError('cancelled', 'Cancelled.')
      const done = this.#arrived.get(ordinal)
      if (done) {
        this.#arrived.delete(ordinal)
        return done
      }
      await new Promise<undefined>((resolve) => {
        this.#waiting = resolve
        signal.addEventListener('abort', () => resolve(undefined), { once: true })
      })
    }
  }

  #start(thread: number, maskKey: Uint8Array): Worker {
    // parsed values die at once: a small young generation keeps memory low and costs no time
    const worker = new Worker(threadProgram('parser'), {
      workerData: { maskKey },
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    })
    worker.on('message', (block: ParsedBlock) => {
      this.#arrived.set(block.ordinal, { block, thread })
      this.#waiting?.(undefined)
    })
    worker.on('error', (error: Error) => {
      this.#failed = error
      this.#waiting?.(undefined)
    })
    return worker
  }
}
