import { objectAt, textAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, asText, collectorOf, outerObject } from './outer.ts'

/** Datadog log archives and exports: the message, or the attributes into which it was taken apart. */
export const datadog: Envelope = {
  id: 'datadog',
  title: 'a Datadog archive entry',
  open: (text, table) => {
    const outer = outerObject(text, table)
    const attributes = outer && objectAt(outer, 'attributes')
    if (outer === undefined || (attributes === undefined && typeof outer['_id'] !== 'string')) return undefined
    if (typeof outer['date'] !== 'string' && typeof outer['status'] !== 'string') return undefined
    const message = textAt(outer, 'message')
    const inner = /^\s*[{<]|CEF:/.test(message) || attributes === undefined ? message : asText(attributes)
    if (inner === '') return undefined
    return {
      text: inner,
      receivedUs: arrivalIn(outer, 'date'),
      collector: collectorOf(outer, { host: 'host', service: 'service', source: 'source' }),
    }
  },
}
