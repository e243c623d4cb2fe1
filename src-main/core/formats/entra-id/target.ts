import { eventText, eventValue } from '../../azure/monitor-record.ts'
import { firstOf } from '../../azure/read-common.ts'
import { type JsonObject, firstText, isObject } from '../../entry/json-object.ts'
import type { Draft } from '../format.ts'
import { detailOf } from './who.ts'

const types: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    user: 'account',
    group: 'account',
    serviceprincipal: 'account',
    application: 'account',
    role: 'role',
    policy: 'policy',
  }),
)

/** What was touched: the first target of an audit, the resource signed in to, the user a risk was found for. */
export function readTarget(record: JsonObject, draft: Draft): void {
  const targets = eventValue(record, 'targetResources')
  const first: unknown = Array.isArray(targets) ? targets[0] : undefined
  if (isObject(first)) {
    draft.target = firstText(first, 'userPrincipalName', 'displayName', 'id')
    draft.targetType = types.get(firstText(first, 'type', 'Type').toLowerCase()) ?? 'other'
    return
  }
  const uri = eventText(record, 'requestUri').replace(/[?#].*$/s, '')
  const row = eventText(record, 'target1UserPrincipalName', 'target1DisplayName', 'target1ObjectId')
  const risk = eventText(record, 'riskLevel') === '' ? '' : eventText(record, 'userPrincipalName')
  draft.target = firstOf(
    uri,
    row,
    risk,
    detailOf(record, 'Scope'),
    eventText(record, 'resourceDisplayName', 'resource'),
    resourceOf(record),
  )
  draft.targetType = risk === '' ? (types.get(eventText(record, 'target1Type').toLowerCase()) ?? 'other') : 'account'
}

/** The id of the application signed in to, where its name is left out; a stream's own `resourceId` names the tenant. */
const resourceOf = (record: JsonObject): string => {
  const id = eventText(record, 'resourceId')
  return id.startsWith('/') ? '' : id
}
