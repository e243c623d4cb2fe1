import { groupOf } from '../../entry/group-of.ts'
import { type JsonObject, isObject, textAt } from '../../entry/json-object.ts'
import { restoreCase } from '../../entry/restore-case.ts'

/** Columns of a table of events, as the console's event history and tools like it download them, and the members they stand for. */
const columns: readonly (readonly [string, string])[] = [
  ['Event name', 'eventName'],
  ['Event time', 'eventTime'],
  ['Event source', 'eventSource'],
  ['Event ID', 'eventID'],
  ['Request ID', 'requestID'],
  ['AWS region', 'awsRegion'],
  ['Source IP address', 'sourceIPAddress'],
  ['Error code', 'errorCode'],
  ['User agent', 'userAgent'],
  ['Event Name', 'eventName'],
  ['Event DateTime', 'eventTime'],
  ['Source IP', 'sourceIPAddress'],
  ['Request User Agent', 'userAgent'],
  ['Event Type', 'eventType'],
]

/** Every shape in which an event comes: as delivered, inside an answer of `lookup-events`, as a row of a table. */
export const isShaped = (object: JsonObject): boolean =>
  isDelivered(object) || isInsight(object) || isLookedUp(object) || isRow(object) || isLowered(object)

/** One or more texts in a member `eventName` alone are not enough: other clouds copy the name. */
const isDelivered = ({ eventName, eventSource }: JsonObject): boolean =>
  typeof eventName === 'string' && typeof eventSource === 'string' && eventSource.includes('.')

/** Whether an event tells of the rate of many calls (AWS: "CloudTrail Insights event record"). */
export const isInsight = ({ eventType, insightDetails }: JsonObject): boolean =>
  eventType === 'AwsCloudTrailInsight' && isObject(insightDetails)

const isLookedUp = ({ EventId, CloudTrailEvent }: JsonObject): boolean =>
  typeof EventId === 'string' && typeof CloudTrailEvent === 'string'

const isRow = (object: JsonObject): boolean =>
  'Event ID' in object &&
  (('Event name' in object && 'Event source' in object) || ('Event Name' in object && 'Event DateTime' in object))

/** Query engines keep the names of columns in lower case. */
const lowered = [
  'eventVersion',
  'userIdentity',
  'accountId',
  'principalId',
  'userName',
  'accessKeyId',
  'invokedBy',
  'sessionContext',
  'sessionIssuer',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'recipientAccountId',
  'sharedEventID',
]

const isLowered = ({ eventname, eventsource }: JsonObject): boolean =>
  typeof eventname === 'string' && typeof eventsource === 'string' && eventsource.includes('.')

/** The event in any of its shapes as the delivered one; a reason where there is none in it. */
export function eventIn(object: JsonObject): JsonObject | string {
  if (isInsight(object)) return fromInsight(object)
  if (isDelivered(object)) return object
  if (isLookedUp(object)) return fromLookup(object)
  return isLowered(object) ? restoreCase(object, lowered) : fromRow(object)
}

/** An insight tells of many calls at once, and of nobody who made them. */
function fromInsight(object: JsonObject): JsonObject {
  const [eventName, eventSource] = ['eventName', 'eventSource'].map((name) => textAt(object, `insightDetails.${name}`))
  return { ...object, eventName, eventSource }
}

function fromLookup(object: JsonObject): JsonObject | string {
  try {
    const event: unknown = JSON.parse(textAt(object, 'CloudTrailEvent'))
    return isObject(event) && isDelivered(event) ? event : 'the text in `CloudTrailEvent` is no event'
  } catch {
    return 'the text in `CloudTrailEvent` is not valid JSON'
  }
}

function fromRow(row: JsonObject): JsonObject {
  const event: Record<string, unknown> = {}
  for (const [column, member] of columns) if (row[column] !== undefined) event[member] = row[column]
  const user = textAt(row, 'User ID')
  const key = textAt(row, 'AWS access key')
  event['userIdentity'] = user === '' ? { userName: textAt(row, 'User name'), accessKeyId: key } : pythonTexts(user)
  const resource = textAt(row, 'Resource name')
  event['requestParameters'] = resource === '' ? pythonTexts(textAt(row, 'Request Parameters')) : { name: resource }
  return event
}

/** The members of a Python dictionary printed as text, those that are texts: `{'type': 'AWSAccount', 'accountId': '1'}`. */
function pythonTexts(text: string): JsonObject {
  const members: Record<string, string> = {}
  for (const pair of text.slice(0, 8192).matchAll(/'([\w-]{1,60})': '([^']{0,1000})'/g))
    members[groupOf(pair, 1)] = groupOf(pair, 2)
  return members
}
