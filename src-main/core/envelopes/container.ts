import type { Envelope, Opened } from './envelope.ts'
import { arrivalIn, arrivalUs, collectorOf, outerObject } from './outer.ts'

/** A line of the container runtime interface: time, stream, whole or part, message. A part of a line is none. */
const CRI = /^(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) F ([\s\S]*)$/

/** What container runtimes write around a line: Docker's `log`, the CRI's header. */
export const container: Envelope = {
  id: 'container',
  title: "a container runtime's line",
  open: (text, table) => (table === undefined ? (fromCri(text) ?? fromObject(text)) : undefined),
}

function fromCri(text: string): Opened | undefined {
  const [, time = '', stream = '', line = ''] = CRI.exec(text) ?? []
  return time === '' ? undefined : { text: line.trimEnd(), receivedUs: arrivalUs(time), collector: `stream=${stream}` }
}

function fromObject(text: string): Opened | undefined {
  const outer = outerObject(text, undefined)
  const marked = outer && ['stream', 'time', 'kubernetes'].some((name) => name in outer)
  if (outer === undefined || !marked || typeof outer['log'] !== 'string') return undefined
  return {
    text: outer['log'].trimEnd(),
    receivedUs: arrivalIn(outer, 'time', '@timestamp'),
    collector: collectorOf(outer, { stream: 'stream', pod: 'kubernetes.pod_name', host: 'kubernetes.host' }),
  }
}
