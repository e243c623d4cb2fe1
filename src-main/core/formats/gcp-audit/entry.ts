import { type JsonObject, isObject, objectAt } from '../../entry/json-object.ts'
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

/** A row of a CSV download names its columns by the path to each value. */
function unflattened(row: JsonObject): JsonObject {
  const entry: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row))
    put(entry, name.replace(/^protopayload_auditlog\./, 'protoPayload.').split('.'), value)
  return entry
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path
  if (step === '__proto__') return
  if (rest.length === 0) into[step] = value
  else {
    const inner = into[step]
    const next: Record<string, unknown> = isObject(inner) ? { ...inner } : {}
    into[step] = next
    put(next, rest, value)
  }
}
