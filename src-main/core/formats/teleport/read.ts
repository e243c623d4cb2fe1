import { type JsonObject, countAt, firstText, listAt, textAt, textOf } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import { type Outcome, flagBit } from '../../record/record.ts'
import type { Draft, Mask } from '../format.ts'
import { kindOf } from './verb.ts'

const MASKED = flagBit('masked')

/** Fills the draft from one event; answers why it is no record, or undefined. */
export function readObject(object: JsonObject, draft: Draft, mask: Mask): string | undefined {
  if (!readUtc(textAt(object, 'time'), draft)) return '`time` is no time'
  draft.action = textAt(object, 'event')
  draft.kind = kindOf(draft.action)
  draft.duplicateKey = textAt(object, 'uid')
  // the index counts within one session alone, so it is no number of the source
  draft.session = textAt(object, 'sid')
  readActor(object, draft)
  readTarget(object, draft, mask)
  draft.outcome = outcomeOf(object)
  draft.reason = firstText(object, 'error', 'message', 'exitError', 'status.error')
  const { ip, port } = readOrigin(textAt(object, 'addr.remote'))
  draft.ip = ip
  draft.port = port
  draft.userAgent = textAt(object, 'user_agent')
  draft.environment = firstText(object, 'cluster_name', 'namespace')
  draft.requestId = draft.duplicateKey
  draft.traceId = firstText(object, 'cert_id', 'id')
  draft.reasonGiven = textAt(object, 'reason')
  draft.ticket = listAt(object, 'access_requests').slice(0, 20).map(textOf).join(', ')
  return undefined
}

function readActor(object: JsonObject, draft: Draft): void {
  draft.actor = firstText(object, 'user', 'updated_by', 'bot_name')
  draft.actorKind = 'unknown'
  if (countAt(object, 'user_kind') === 2 || textAt(object, 'bot_name') !== '' || draft.action.startsWith('bot.'))
    draft.actorKind = 'service'
  else if (countAt(object, 'user_kind') === 1 || draft.actor.includes('@')) draft.actorKind = 'human'
  else if (draft.actor === 'system' || draft.actor.includes('.system')) draft.actorKind = 'system'
  draft.onBehalfOf = firstText(object, 'impersonator', 'login', 'db_user', 'aws_role_arn')
  draft.credential = firstText(object, 'mfa_device.mfa_device_uuid', 'token_name')
  draft.application = textAt(object, 'program')
}

/** What each kind of session or resource is named by, the most telling first. */
const targets: readonly (readonly [string, string])[] = [
  ['db_service', 'database'],
  ['app_name', 'application'],
  ['kubernetes_cluster', 'cluster'],
  ['server_hostname', 'server'],
  ['path', 'file'],
  ['name', 'resource'],
  ['server_id', 'server'],
  ['cluster_name', 'cluster'],
]

function readTarget(object: JsonObject, draft: Draft, mask: Mask): void {
  const [name, type] = targets.find(([member]) => textAt(object, member) !== '') ?? ['', '']
  draft.target = textAt(object, name)
  draft.targetType = type
  const database = name === 'db_service' ? textAt(object, 'db_name') : ''
  if (database !== '') draft.target = `${draft.target}/${database}`
  if (textAt(object, 'db_query') === '' && textAt(object, 'exec.command') === '') return
  // statements and commands may hold values: they are told by a mark that equal ones share
  draft.targetVersion = mask('command', firstText(object, 'db_query', 'exec.command'))
  draft.flags |= MASKED
}

/** `success` where it is there; else the last letter of the code: I information, W warning, E error (Teleport: "Audit Event Reference"). */
function outcomeOf(object: JsonObject): Outcome {
  const { success, error } = object
  const code = textAt(object, 'code')
  if (success === false || (success !== true && /[WE]$/.test(code))) return isRefusal(object) ? 'denied' : 'failure'
  if (success === true || code.endsWith('I')) return 'success'
  if (typeof error !== 'number') return 'unknown'
  return error === 0 ? 'success' : 'failure'
}

function isRefusal(object: JsonObject): boolean {
  const event = textAt(object, 'event')
  return event === 'user.login' || event === 'auth' || /denied|\.failed$|rejected/.test(event)
}
