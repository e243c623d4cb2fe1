import { objectAt, textAt, valueAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, asText, collectorOf, outerObject } from './outer.ts'

/**
 * Hits of Elasticsearch and OpenSearch (`_source`), and documents of their shippers. The original stands in `event.original` or `message`; where the
 * shipper took it apart, the document itself is handed on, to be read as what it is.
 */
export const elasticsearch: Envelope = {
  id: 'elasticsearch',
  title: 'a hit or document of Elasticsearch',
  open: (text, table) => {
    const outer = outerObject(text, table)
    if (outer === undefined) return undefined
    const hit = objectAt(outer, '_source')
    const document = hit ?? outer
    const original =
      textAt(document, 'event.original') ||
      messageOf(
        textAt(document, 'message'),
        hit !== undefined ||
          valueAt(document, 'agent') !== undefined ||
          valueAt(document, 'ecs') !== undefined ||
          valueAt(document, '@version') !== undefined,
      )
    if (original === '' && hit === undefined) return undefined
    return {
      text: original || asText(document),
      receivedUs: arrivalIn(document, 'event.ingested', 'event.created', '@timestamp'),
      collector: [
        collectorOf(outer, { index: '_index' }),
        collectorOf(document, { host: 'host.name', agent: 'agent.name', file: 'log.file.path' }),
      ]
        .filter((part) => part !== '')
        .join(' '),
    }
  },
}

/** A message counts only in a shipper's document: many logs have a member of that name. */
const messageOf = (message: string, isShipped: boolean): string => (isShipped ? message : '')
