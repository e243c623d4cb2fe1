import { groupOf } from '../entry/group-of.ts'
import { objectAt, textAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, arrivalUs, collectorOf, outerObject } from './outer.ts'

/** Loki: `[nanoseconds, line]` of a query's answer, and the lines that its command line prints as JSON. */
export const loki: Envelope = {
  id: 'loki',
  title: 'a Loki line',
  open: (text, table) => {
    if (table !== undefined) return undefined
    const pair = /^\s*\[\s*"(\d{19})"/.exec(text)
    if (pair) return fromPair(text, groupOf(pair, 1))
    const outer = outerObject(text, table)
    const labels = objectAt(outer, 'labels')
    if (outer === undefined || typeof outer['line'] !== 'string' || labels === undefined) return undefined
    return {
      text: textAt(outer, 'line').trimEnd(),
      receivedUs: arrivalIn(outer, 'timestamp'),
      collector: collectorOf(labels, { host: 'host', job: 'job', pod: 'pod', file: 'filename' }),
    }
  },
}

function fromPair(text: string, nanos: string): ReturnType<Envelope['open']> {
  try {
    const [, line] = JSON.parse(text) as unknown[]
    return typeof line === 'string' ? { text: line.trimEnd(), receivedUs: arrivalUs(nanos) } : undefined
  } catch {
    return undefined
  }
}
