import { before } from '../../entry/before.ts'
import { type JsonObject, countAt, firstText, textAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import type { Kind, Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { objectOf } from './cell.ts'

/** One row of the security audit log. */
export function readAudit(object: JsonObject, draft: Draft): void {
  draft.duplicateKey = draft.requestId
  draft.actor = firstText(object, 'actor_email', 'actor_subject')
  draft.actorDisplay = textAt(object, 'actor_name')
  draft.actorKind = draft.actor.includes('@') ? 'human' : 'unknown'
  const [type, verb] = [textAt(object, 'resource_type'), textAt(object, 'action')]
  draft.action = verb === '' ? '' : [type, verb].filter(Boolean).join(' ')
  draft.kind = kindOf(type, verb)
  draft.target = targetOf(object)
  draft.targetType = type
  draft.environment = textAt(object, 'org_id')
  const { ip, port } = readOrigin(textAt(object, 'client_ip'))
  draft.ip = ip
  draft.port = port
  readOutcome(object, draft)
}

/** Types whose change is one of who may do what. */
const WHO = /^(?:users?|groups?|user_?groups?|service_?accounts?|api_?keys?|auth\w{0,20}|server_?config)$/i

function kindOf(type: string, verb: string): Kind {
  if (verb === 'delete') return 'delete'
  if (verb === 'revoke') return 'revoke'
  if (verb !== 'create' && verb !== 'update') return 'other'
  return WHO.test(type) ? 'admin' : 'write'
}

/** Early versions name the resource; later ones the path, whose last part it is, or the payload of what was created. */
function targetOf(object: JsonObject): string {
  const named = firstText(object, 'resource_name', 'resource_id')
  if (named !== '') return named
  const parts = before(textAt(object, 'http_path'), '?').split('/').filter(Boolean)
  const [last = ''] = parts.slice(-1)
  const collection = parts[0] === 'api' && parts.length <= 2
  if (last !== '' && !collection) return decoded(last)
  return firstText(objectOf(object['request_payload_redacted']), 'name', 'email', 'id') || last
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const BOOLEANS: ReadonlyMap<string, Outcome> = new Map(
  Object.entries<Outcome>({ true: 'success', t: 'success', false: 'failure', f: 'failure' }),
)

/** `outcome` says whether; the status (0: a row from before it was kept) why not. Where they contradict each other it is not known. */
function readOutcome(object: JsonObject, draft: Draft): void {
  const said = BOOLEANS.get(textAt(object, 'outcome').toLowerCase()) ?? 'unknown'
  const status = Math.max(countAt(object, 'http_status'), 0)
  if (said === 'success') draft.outcome = status >= 400 ? 'unknown' : 'success'
  else if (said === 'failure') draft.outcome = status === 401 || status === 403 ? 'denied' : 'failure'
  if (draft.outcome === 'success') return
  draft.reason = [status > 0 ? `HTTP ${status}` : '', textAt(object, 'error_message')].filter(Boolean).join(': ')
}
