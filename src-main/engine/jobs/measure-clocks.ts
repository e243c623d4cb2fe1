import { setImmediate } from 'node:timers/promises'
import type { JobResult } from '../../contract/events.ts'
import { ClockOffsets } from '../clocks/clock-offsets.ts'
import { secretDecryptPairs } from '../clocks/secret-decrypt-pairs.ts'
import { sessionPairs } from '../clocks/session-pairs.ts'
import { sharedIdPairs } from '../clocks/shared-id-pairs.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import type { WritingContext } from './job.ts'

/** Pairs taken between two looks at the signal. */
const PAGE = 4096

/** How far the clocks of sources stand apart, from events that two of them tell of. Nothing is written. */
export async function measureClocks({ db, signal, tell }: WritingContext): Promise<JobResult<'clock'>> {
  const started = performance.now()
  const offsets = new ClockOffsets()
  let done = 0
  for (const pairs of [secretDecryptPairs(db), sessionPairs(db), sharedIdPairs(db)]) {
    stopIfCancelled(signal)
    tell({ phase: 'looking for events that two clocks saw', done, total: 0, unit: 'records' })
    for (const pair of pairs) {
      offsets.add(pair)
      if (++done % PAGE !== 0) continue
      await setImmediate()
      stopIfCancelled(signal)
    }
  }
  return { offsets: offsets.offsets(), seconds: Math.round(performance.now() - started) / 1000 }
}
