import { lowerCase } from '../mask/lower-case.ts'
import { type JsonObject, firstText, textAt } from '../entry/json-object.ts'
import { readOrigin } from '../entry/origin.ts'
import type { Draft } from '../formats/format.ts'
import type { Outcome } from '../record/record.ts'
import { eventText } from './monitor-record.ts'
import { readAzureTime } from './time.ts'

/** Where a record says when it happened, the surest first. */
const TIMES = [
  'time',
  'eventTimestamp',
  'activityDateTime',
  'createdDateTime',
  'detectedDateTime',
  'riskLastUpdatedDateTime',
  'eventTimeString',
]
const received = { timeUs: 0, timeNs: 0, timeDigits: 0 }

/** Fills what every Azure Monitor record has: time, origin, place, correlation. Answers why it is no record, if it is none. */
export function readCommon(record: JsonObject, draft: Draft): string | undefined {
  const time = firstText(record, ...TIMES)
  if (time === '') return 'it has no time'
  if (!readAzureTime(time, draft)) return 'its time is in no form that Azure writes'
  if (readAzureTime(textAt(record, 'submissionTimestamp'), received)) draft.receivedUs = received.timeUs
  draft.region = firstText(record, 'location', 'region')
  draft.traceId = eventText(record, 'correlationId')
  draft.environment = environmentOf(firstText(record, 'resourceId', '_ResourceId'))
  return undefined
}

/** Sets address and port from the first of several texts that is one. */
export function setOrigin(draft: Draft, ...texts: readonly string[]): void {
  for (const text of texts) {
    if (text === '') continue
    const { ip, port } = readOrigin(text)
    if (ip === '') continue
    draft.ip = ip
    draft.port = port
    return
  }
}

const SCOPE = /^\/(?:subscriptions|tenants)\/([^/]{1,200})(?:\/resourcegroups\/([^/]{1,200}))?(?:\/|$)/i

/** `subscription/resource group` or the tenant, in lower case, as resource ids are equal whatever their case. */
export function environmentOf(resourceId: string): string {
  const parts = SCOPE.exec(resourceId)
  if (parts === null) return ''
  return lowerCase(`${parts[1]}${parts[2] === undefined ? '' : `/${parts[2]}`}`)
}

/** The HTTP status that a record states as such, of tables also with a fraction of zeros; 0 where it states none. */
export function httpStatus(record: JsonObject): number {
  const code = eventText(record, 'httpStatusCode')
  return /^\d{3}(?:\.0+)?$/.test(code) ? Math.trunc(Number(code)) : 0
}

/** What an HTTP status says (RFC 9110, section 15): who may not is denied, what did not work failed. */
export function outcomeOfStatus(status: number): Outcome {
  if (status === 401 || status === 403) return 'denied'
  if (status >= 400) return 'failure'
  return status >= 100 ? 'success' : 'unknown'
}

/**
 * A record that comes twice is one; one that was changed (risk found later, or by a hand) is another. The id alone does not tell
 * them apart, so what the record says of its act is part of the key.
 */
export const duplicateKeyOf = (id: string, draft: Draft, ...more: readonly string[]): string =>
  id === '' ? '' : [id, draft.timeUs, draft.actor, draft.action, draft.outcome, draft.ip, ...more].join(' ')

/** The first text that is not empty. */
export const firstOf = (...texts: readonly string[]): string => texts.find((text) => text !== '') ?? ''
