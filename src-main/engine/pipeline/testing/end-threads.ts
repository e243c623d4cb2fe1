import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { newGate, shutGate } from '../gate.ts'

/** Terminates as many compressing threads as its argument says, each at another moment; a program of its own, as a fault would end it. */
for (let at = 0; at < Number(process.argv[2]); at++) {
  const gate = newGate()
  const worker = new Worker(new URL('compressing-thread.ts', import.meta.url), { workerData: gate })
  await once(worker, 'message')
  await pause(at % 7)
  shutGate(gate)
  await worker.terminate()
}
console.log('all ended')
