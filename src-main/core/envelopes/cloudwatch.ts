import { groupOf } from '../entry/group-of.ts'
import { type JsonObject, textAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, arrivalUs, collectorOf, outerObject } from './outer.ts'

/** A line of an export to S3: the time it was taken in, a blank, the message. */
const EXPORTED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\s\S]*)$/

/** CloudWatch Logs: exports to S3, events of subscriptions and of `get-log-events`, rows and results of Logs Insights. */
export const cloudwatch: Envelope = {
  id: 'cloudwatch',
  title: 'a CloudWatch Logs event',
  open: (text, table) => {
    const exported = table === undefined ? EXPORTED.exec(text) : null
    if (exported) return { text: groupOf(exported, 2).trimEnd(), receivedUs: arrivalUs(groupOf(exported, 1)) }
    const outer = outerObject(text, table)
    const message = outer && messageIn(outer)
    if (outer === undefined || message === undefined || message === '') return undefined
    return {
      text: message.trimEnd(),
      receivedUs: arrivalIn(outer, 'ingestionTime', '@ingestionTime', 'timestamp', '@timestamp'),
      collector: collectorOf(outer, { group: '@log', stream: '@logStream', 'stream-name': 'logStreamName' }),
    }
  },
}

const messageIn = (outer: JsonObject): string =>
  textAt(outer, '@message') ||
  (typeof outer['message'] === 'string' && typeof outer['timestamp'] === 'number' ? outer['message'] : '')
