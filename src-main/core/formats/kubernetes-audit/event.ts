import { type JsonObject, isObject, objectAt, textAt } from '../../entry/json-object.ts'

/** The event: as it stands, or as text inside the record that Azure writes for its clusters. */
export function eventIn(object: JsonObject): JsonObject | undefined {
  if (isEvent(object)) return object
  if (!/^kube-audit/.test(textAt(object, 'category')) && !/^kube-audit/.test(textAt(object, 'Category')))
    return undefined
  const text = textAt(object, 'properties.log') || textAt(object, 'log_s')
  const inner = objectAt(object, 'properties.log') ?? parsed(text)
  return inner !== undefined && isEvent(inner) ? { time: textAt(object, 'time'), ...inner } : undefined
}

function isEvent(object: JsonObject): boolean {
  const { kind, apiVersion, verb, stage, auditID, objectRef, requestURI } = object
  if (kind === 'EventList') return false
  if (typeof apiVersion === 'string' && apiVersion.startsWith('audit.k8s.io/') && kind === 'Event') return true
  const placed = isObject(objectRef) || typeof requestURI === 'string'
  return (
    placed &&
    (typeof verb === 'string' || typeof stage === 'string') &&
    (kind === 'Event' || isObject(objectRef) || typeof auditID === 'string')
  )
}

function parsed(text: string): JsonObject | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
