import { type JsonObject, isObject, objectAt, objectFrom, textAt } from '../../entry/json-object.ts'

/** The event: as it stands, or as text inside the record that Azure writes for its clusters. */
export function eventIn(object: JsonObject): JsonObject | undefined {
  if (isEvent(object)) return object
  if (!['category', 'Category'].some((name) => textAt(object, name).startsWith('kube-audit'))) return undefined
  const text = textAt(object, 'properties.log') || textAt(object, 'log_s')
  const inner = objectAt(object, 'properties.log') ?? objectFrom(text)
  return inner !== undefined && isEvent(inner) ? { time: textAt(object, 'time'), ...inner } : undefined
}

function isEvent(object: JsonObject): boolean {
  const { kind, apiVersion } = object
  if (kind === 'EventList') return false
  const named = typeof apiVersion === 'string' && apiVersion.startsWith('audit.k8s.io/') && kind === 'Event'
  return named || isShortened(object)
}

/** Lists give their items without kind and version; others shorten what they show. */
function isShortened({ kind, verb, stage, auditID, objectRef, requestURI }: JsonObject): boolean {
  const texts = [verb, stage].some((one) => typeof one === 'string')
  if (!texts) return false
  return isObject(objectRef) || (typeof requestURI === 'string' && (kind === 'Event' || typeof auditID === 'string'))
}
