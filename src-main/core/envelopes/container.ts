import { textAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, arrivalUs, collectorOf, outerObject } from './outer.ts'

/** A line of the container runtime interface: time, stream, whole or part, message. A part of a line is none. */
const CRI = /^(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) F ([\s\S]*)$/

/** What container runtimes write around a line: Docker's `log`, the CRI's header. */
export const container: Envelope = {
  id: 'container',
  title: "a container runtime's line",
  open: (text, table) => {
    const cri = table === undefined ? CRI.exec(text) : null
    if (cri)
      return {
        text: (cri[3] ?? '').trimEnd(),
        receivedUs: arrivalUs(cri[1] ?? ''),
        collector: `stream=${cri[2] ?? ''}`,
      }
    const outer = table === undefined ? outerObject(text, table) : undefined
    const log =
      outer && typeof outer['log'] === 'string' && ('stream' in outer || 'time' in outer || 'kubernetes' in outer)
    if (outer === undefined || !log) return undefined
    return {
      text: textAt(outer, 'log').trimEnd(),
      receivedUs: arrivalIn(outer, 'time', '@timestamp'),
      collector: collectorOf(outer, { stream: 'stream', pod: 'kubernetes.pod_name', host: 'kubernetes.host' }),
    }
  },
}
