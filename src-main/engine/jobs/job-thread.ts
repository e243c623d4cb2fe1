import { parentPort, workerData } from 'node:worker_threads'
import { FaultError } from '../../contract/fault.ts'
import { asFault, openReader, openWriter } from '../store/open-case.ts'
import type { JobAsk, JobContext, Progress } from './job.ts'
import { caseJobs, freeJobs } from './job-list.ts'

/** One job on a thread of its own: runs, tells its progress, answers once, ends. */
const port = parentPort
if (!port) throw new Error('a job runs as a thread')
const { kind, casePath, ask, readOnly } = workerData as JobAsk
const stop = new AbortController()
port.on('message', (message: unknown) => {
  if (message === 'cancel') stop.abort()
})

const tell = (progress: Progress): void => port.postMessage({ progress })

async function run(context: JobContext): Promise<unknown> {
  const free = freeJobs[kind]
  if (free) return free(context, ask)
  const job = caseJobs[kind]
  if (!job || casePath === undefined) throw new FaultError('case-closed', 'No case is open.')
  const db = readOnly ? openReader(casePath) : openWriter(casePath)
  try {
    return await job({ ...context, casePath, db }, ask)
  } catch (error) {
    throw asFault(error, casePath)
  } finally {
    db.close()
  }
}

try {
  port.postMessage({ result: await run({ casePath, signal: stop.signal, tell }) })
} catch (error) {
  const cancelled = stop.signal.aborted
  if (error instanceof FaultError)
    port.postMessage({ failed: { ...error.detail, code: cancelled ? 'cancelled' : error.code } })
  else if (cancelled) port.postMessage({ failed: { code: 'cancelled', message: 'Cancelled.' } })
  else
    port.postMessage({
      failed: { code: 'internal', message: error instanceof Error ? error.message : String(error) },
      stack: error instanceof Error ? error.stack : undefined,
    })
} finally {
  port.close()
}
