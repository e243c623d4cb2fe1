import { type JsonObject, objectAt, textAt, valueAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, asText, collectorOf, outerObject } from './outer.ts'

const names = { host: 'host', index: 'index', source: 'source', sourcetype: 'sourcetype' }

/** Splunk: search results as JSON or CSV (`_raw`), and HTTP event collector bodies (`event`). */
export const splunk: Envelope = {
  id: 'splunk',
  title: 'an export of Splunk',
  open: (text, table) => {
    const outer = outerObject(text, table)
    if (outer === undefined) return undefined
    const result = objectAt(outer, 'result') ?? outer
    const raw = textAt(result, '_raw') || collected(outer)
    if (raw === '') return undefined
    return {
      text: raw.trimEnd(),
      receivedUs: arrivalIn(result, '_indextime', '_time', 'time'),
      collector: collectorOf(result, names),
    }
  },
}

/** The body of the event collector names at least one of what it is indexed by. */
function collected(outer: JsonObject): string {
  const indexed = Object.values(names).some((name) => typeof outer[name] === 'string')
  return indexed && valueAt(outer, 'event') !== undefined ? asText(outer['event']) : ''
}
