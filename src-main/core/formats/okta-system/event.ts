import { type JsonObject, isObject, objectAt } from '../../entry/json-object.ts'
import { restoreCase } from '../../entry/restore-case.ts'

/** Of a shortened event the time may be missing: it is one all the same, and cannot be placed. */
const isEvent = ({ eventType, published, outcome, actor, target, debugContext }: JsonObject): boolean =>
  typeof eventType === 'string' &&
  /^[a-z0-9_]+\.[a-z0-9_.]+$/i.test(eventType) &&
  (isObject(outcome) || isObject(actor) || isObject(debugContext) || (Array.isArray(target) && published !== undefined))

/** A row of the console's download names its columns with dots. */
const isRow = (object: JsonObject): boolean =>
  'eventType' in object &&
  ('published' in object || 'timestamp' in object) &&
  ('actor.alternateId' in object || 'actor.id' in object)

/** Names that query engines write in lower case. */
const mixed = [
  'eventType',
  'alternateId',
  'displayName',
  'displayMessage',
  'ipAddress',
  'userAgent',
  'rawUserAgent',
  'geographicalContext',
  'authenticationContext',
  'externalSessionId',
  'rootSessionId',
  'debugContext',
  'debugData',
  'requestId',
]

const isLowered = ({ eventtype, published }: JsonObject): boolean =>
  typeof eventtype === 'string' && published !== undefined

/** The event in any of its shapes: as it stands, in a stream's `detail`, in a collector's `event`, as a row. */
export function eventIn(object: JsonObject): JsonObject | undefined {
  if (isEvent(object) || isRow(object)) return object
  if (isLowered(object)) return restoreCase(object, mixed)
  const inner = objectAt(object, 'detail') ?? objectAt(object, 'event')
  return inner !== undefined && isEvent(inner) ? inner : undefined
}
