import { type JsonObject, firstText, textAt, textOf } from '../../entry/json-object.ts'
import type { Kind, Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { jsonOf, objectOf } from './cell.ts'

const kinds: ReadonlyMap<string, Kind> = new Map(Object.entries<Kind>({ connect: 'login', exec: 'other' }))

/** One session as it stood when it was exported: it is told again when it has gone on. */
export function readSession(object: JsonObject, draft: Draft): void {
  const status = textAt(object, 'status')
  draft.duplicateKey = [draft.requestId, status, textAt(object, 'end_date')].join(' ')
  draft.session = draft.requestId
  draft.traceId = firstText(object, 'correlation_id', 'session_batch_id')
  readActor(object, draft)
  const verb = textAt(object, 'verb')
  draft.kind = kinds.get(verb) ?? 'other'
  draft.action = verb === '' ? '' : [verb, firstText(object, 'connection_subtype', 'type')].filter(Boolean).join(' ')
  draft.target = firstText(object, 'connection', 'role_name', 'resource_name')
  draft.targetType = firstText(object, 'type') || 'connection'
  const tags = objectOf(object['connection_tags'])
  draft.environment = firstText(tags, 'environment', 'env')
  draft.ticket = firstText(objectOf(object['integrations_metadata']), 'jira_issue_key')
  const [outcome, reason] = resultOf(object, status)
  draft.outcome = outcome
  draft.reason = reason
}

function readActor(object: JsonObject, draft: Draft): void {
  const isMachine = textAt(object, 'identity_type') === 'machine'
  draft.actor = firstText(object, ...(isMachine ? ['machine_identity_id'] : []), 'user', 'user_id')
  draft.actorDisplay = textAt(object, 'user_name')
  draft.actorKind = isMachine ? 'service' : draft.actor.includes('@') ? 'human' : 'unknown'
}

/** Guardrails and the review come before anything is run; the exit code says how it ended. */
function resultOf(object: JsonObject, status: string): readonly [Outcome, string] {
  const guardrails = jsonOf(object['guardrails_info'])
  if (Array.isArray(guardrails) && guardrails.length > 0) return ['denied', 'blocked by a guardrail']
  const review = textAt(objectOf(object['review']), 'status').toUpperCase()
  if (/^(?:REJECTED|REVOKED|DENIED)$/.test(review)) return ['denied', `review ${review}`]
  if (review === 'PENDING') return ['unknown', 'review PENDING']
  const code = textOf(object['exit_code'])
  if (status !== 'done') return ['unknown', `status ${status}`]
  if (!/^-?\d{1,6}$/.test(code)) return ['unknown', 'no exit code']
  return code === '0' ? ['success', ''] : ['failure', `exit code ${code}`]
}
