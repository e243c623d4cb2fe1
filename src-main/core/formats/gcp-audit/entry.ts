import { type JsonObject, isObject, objectAt, textAt, valueAt } from '../../entry/json-object.ts'
import { restoreCase } from '../../entry/restore-case.ts'

/** Names that BigQuery and other engines write in lower case. */
const mixed = [
  'insertId',
  'logName',
  'receiveTimestamp',
  'protoPayload',
  'serviceName',
  'methodName',
  'resourceName',
  'authenticationInfo',
  'principalEmail',
  'principalSubject',
  'authorizationInfo',
  'requestMetadata',
  'callerIp',
  'callerSuppliedUserAgent',
]

/** The log entry in any of its shapes: as it stands, in lower case, as BigQuery names it. */
export function entryIn(object: JsonObject): JsonObject | undefined {
  if (isEntry(object)) return object
  const bigQuery = objectAt(object, 'protopayload_auditlog')
  if (bigQuery !== undefined) return { ...restoreCase(object, mixed), protoPayload: restoreCase(bigQuery, mixed) }
  if (isObject(object['protopayload'])) return restoreCase(object, mixed)
  const flat =
    Object.hasOwn(object, 'protoPayload.methodName') || Object.hasOwn(object, 'protopayload_auditlog.methodName')
  return flat ? unflattened(object) : undefined
}

function isEntry(object: JsonObject): boolean {
  const payload = objectAt(object, 'protoPayload')
  return (
    payload !== undefined && (typeof payload['methodName'] === 'string' || typeof payload['serviceName'] === 'string')
  )
}

/** A row of a CSV download: paths are found by their dotted names as they stand. */
function unflattened(row: JsonObject): JsonObject {
  const payload: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) {
    const inner = /^(?:protoPayload|protopayload_auditlog)\.(.+)$/.exec(name)?.[1]
    if (inner !== undefined && inner !== '__proto__') payload[inner] = value
  }
  return { ...row, protoPayload: payload, timestamp: valueAt(row, 'timestamp') ?? textAt(row, 'receiveTimestamp') }
}
