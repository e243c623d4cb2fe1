import { objectAt, textAt } from '../entry/json-object.ts'
import type { Envelope } from './envelope.ts'
import { arrivalIn, asText, collectorOf, outerObject } from './outer.ts'

/** Queues and buses: SQS bodies, SNS notifications, EventBridge details, Pub/Sub messages. */
export const messages: Envelope = {
  id: 'messages',
  title: 'a message of a queue or bus',
  open: (text, table) => {
    const outer = outerObject(text, table)
    if (outer === undefined) return undefined
    const inner = bodyOf(outer)
    if (inner === '') return undefined
    return {
      text: inner,
      receivedUs: arrivalIn(
        outer,
        'Timestamp',
        'time',
        'publishTime',
        'message.publishTime',
        'Attributes.SentTimestamp',
      ),
      collector: collectorOf(outer, {
        topic: 'TopicArn',
        queue: 'eventSourceARN',
        bus: 'detail-type',
        subscription: 'subscription',
      }),
    }
  },
}

type Outer = NonNullable<ReturnType<typeof outerObject>>

function bodyOf(outer: Outer): string {
  const queued = 'MessageId' in outer || 'ReceiptHandle' in outer || 'messageId' in outer
  if (outer['Type'] === 'Notification') return textAt(outer, 'Message')
  const body = queued ? textAt(outer, 'Body') || textAt(outer, 'body') : ''
  if (body !== '') return body
  return typeof outer['detail-type'] === 'string' ? asText(objectAt(outer, 'detail')) : publishedIn(outer)
}

function publishedIn(outer: Outer): string {
  const message = objectAt(outer, 'message') ?? outer
  const published = ['messageId', 'message_id', 'publishTime'].some((name) => name in message)
  return published ? decoded(textAt(message, 'data')) : ''
}

/** Pub/Sub carries its data as base64 (RFC 4648, section 4). */
function decoded(base64: string): string {
  if (base64 === '' || base64.length > 64 * 1024 * 1024 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return ''
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)))
  } catch {
    return ''
  }
}
