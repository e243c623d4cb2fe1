import { eventText, eventValue } from '../../azure/monitor-record.ts'
import { firstOf } from '../../azure/read-common.ts'
import { kindOfName } from '../../azure/caller.ts'
import { type JsonObject, isObject, textAt, textOf } from '../../entry/json-object.ts'
import type { ActorKind } from '../../record/record.ts'
import type { Draft } from '../format.ts'

/**
 * Who acted: a person by the user principal name (as Key Vault and the Activity log name people), a workload by the object id of
 * its service principal; the name for people beside it. `identity` is a display name and stands in where nothing else does.
 */
export function readWho(record: JsonObject, draft: Draft): void {
  const person = personIn(record)
  const workload = eventText(
    record,
    'initiatedBy.app.servicePrincipalId',
    'servicePrincipalId',
    'actorServicePrincipalId',
  )
  const workloadName = eventText(
    record,
    'initiatedBy.app.displayName',
    'servicePrincipalName',
    'actorServicePrincipalName',
  )
  const identity = textAt(record, 'identity')
  const userName = eventText(record, 'initiatedBy.user.displayName', 'userDisplayName', 'actorDisplayName')
  const app = eventText(record, 'initiatedBy.app.appId')
  if (person !== '') set(draft, person, firstOf(userName, identity), 'human')
  else if (workload !== '') set(draft, workload, firstOf(workloadName, identity), 'service')
  else if (workloadName !== '') set(draft, workloadName, '', 'service')
  else if (identity !== '') set(draft, identity, '', kindOfName(identity) === 'human' ? 'human' : 'system')
  else if (app !== '') set(draft, app, '', 'service')
  draft.application = firstOf(eventText(record, 'appDisplayName'), eventText(record, 'appId'), app)
}

function set(draft: Draft, actor: string, display: string, kind: ActorKind): void {
  draft.actor = actor
  draft.actorDisplay = display === actor ? '' : display
  draft.actorKind = kind
}

const personIn = (record: JsonObject): string =>
  eventText(
    record,
    'initiatedBy.user.userPrincipalName',
    'initiatedBy.user.id',
    'userPrincipalName',
    'userId',
    'actorUserPrincipalName',
    'actorObjectId',
  )

/** The value of an additional detail (`[{"key": "User-Agent", "value": "…"}]`), '' where there is none of that name. */
export function detailOf(record: JsonObject, key: string): string {
  const list = eventValue(record, 'additionalDetails')
  if (!Array.isArray(list)) return ''
  for (const one of list as readonly unknown[]) {
    if (isObject(one) && one['key'] === key) return textOf(one['value'])
  }
  return ''
}
