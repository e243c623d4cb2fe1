import { opened } from '../../azure/monitor-record.ts'
import { type JsonObject, isObject, textAt } from '../../entry/json-object.ts'

const OPERATIONS = ['Operations', 'Operation', 'operation', 'RecordType']

/** Whether an object is an event of the unified audit log, or a row or answer that holds one. */
export function isAuditEvent(object: JsonObject): boolean {
  if ('AuditData' in object || 'auditData' in object) return OPERATIONS.some((name) => name in object)
  if ('OfficeWorkload' in object) return 'Operation' in object
  return 'Operation' in object && 'UserId' in object && isPlaced(object) && isDated(object)
}

const isPlaced = (object: JsonObject): boolean => 'Workload' in object || 'RecordType' in object

const isDated = (object: JsonObject): boolean => 'CreationTime' in object || 'OrganizationId' in object

/** The event itself, or why there is none. The row's own `CreationDate` is in the exporter's culture and zone, so it cannot stand in. */
export function eventIn(object: JsonObject): JsonObject | string {
  if (!('AuditData' in object || 'auditData' in object)) return object
  const event = opened(object['AuditData'] ?? object['auditData'])
  if (!isObject(event)) return 'its `AuditData` holds no JSON object'
  return textAt(event, 'Operation') === '' && textAt(event, 'CreationTime') === ''
    ? 'its `AuditData` holds no event'
    : event
}
