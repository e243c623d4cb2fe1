import { before } from '../../entry/before.ts'
import { type JsonObject, firstText, listAt, textAt, textOf, valueAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import { readEpoch } from '../../record/epoch.ts'
import { flagBit } from '../../record/record.ts'
import type { Draft, Mask } from '../format.ts'
import { kindOf } from './verb.ts'

const MASKED = flagBit('masked')

/** Fills the draft from one line or row; answers why it is no record, or undefined. */
export function readObject(object: JsonObject, draft: Draft, mask: Mask): string | undefined {
  // the event's own time comes first: the two may differ by milliseconds
  if (!['@timestamp', 'created_at', 'at_sign_timestamp'].some((name) => readMoment(object[name], draft)))
    return 'neither `@timestamp` nor `created_at` is a time'
  draft.action = textAt(object, 'action')
  draft.kind = kindOf(draft.action, textAt(object, 'operation_type'))
  draft.duplicateKey = textAt(object, '_document_id')
  readActor(object, draft, mask)
  readTarget(object, draft)
  draft.outcome = /reject|fail|denied|blocked/.test(draft.action.split('.').slice(1).join('.')) ? 'denied' : 'success'
  draft.reason = textAt(object, 'reasons') || textAt(object, 'message')
  const { ip, port } = readOrigin(textAt(object, 'actor_ip'))
  draft.ip = ip
  draft.port = port
  draft.region = firstText(object, 'actor_location.country_code', 'country_code')
  draft.userAgent = textAt(object, 'user_agent')
  draft.requestId = textAt(object, 'request_id')
  draft.traceId = firstText(object, 'workflow_run_id', 'external_identity_guid')
  return undefined
}

/** Milliseconds since 1970, as number, text or with a fraction; tools write it as a text. */
function readMoment(value: unknown, draft: Draft): boolean {
  const text = typeof value === 'number' && Number.isFinite(value) ? fixed(value) : textOf(value)
  return text !== '' && (readEpoch(text, 'ms', draft) || readUtc(text, draft))
}

/** JavaScript writes large numbers with an exponent, which no time has. */
const fixed = (value: number): string => (Number.isSafeInteger(value) ? String(value) : value.toFixed(3))

function readActor(object: JsonObject, draft: Draft, mask: Mask): void {
  draft.actor = firstText(object, 'actor', 'deploy_key_fingerprint', 'external_identity_nameid')
  draft.actorDisplay = firstText(object, 'external_identity_nameid', 'external_identity_username')
  const bot =
    object['actor_is_bot'] === true ||
    draft.actor.endsWith('[bot]') ||
    textAt(object, 'programmatic_access_type').startsWith('GitHub App')
  if (draft.actor !== '') draft.actorKind = bot ? 'service' : 'human'
  const token = textAt(object, 'hashed_token')
  draft.credential = textAt(object, 'token_id')
  if (draft.credential === '' && token !== '') {
    draft.credential = mask('hashed-token', token)
    draft.flags |= MASKED
  }
  draft.application = firstText(
    object,
    'oauth_application',
    'oauth_application_name',
    'integration',
    'programmatic_access_type',
  )
}

/** A list of several repositories or organisations is named by all of them, up to twenty. */
function textsAt(object: JsonObject, name: string): string {
  const value = valueAt(object, name)
  return Array.isArray(value) ? listAt(object, name).slice(0, 20).map(textOf).join(', ') : textAt(object, name)
}

const SECRET = /secret|variable/
/** Acts on a person: of these `user` is the target, and never the actor. */
const ON_PERSON = /^(?:org|business|team|repo)\..*(?:member|invite|collaborator|user|role)/

function readTarget(object: JsonObject, draft: Draft): void {
  const business = textAt(object, 'business')
  const org = textsAt(object, 'org')
  const where = textsAt(object, 'repo') || textsAt(object, 'repository') || org || business
  draft.environment = firstText(object, 'environment_name', 'environment') || org || business
  const secret = SECRET.test(draft.action)
    ? firstText(object, 'key', 'data.key', 'data.name', 'name', 'secret_name')
    : ''
  if (secret === '') readOtherTarget(object, where, draft)
  else {
    draft.target = where === '' ? secret : `${where}/${secret}`
    draft.targetType = 'secret'
  }
}

function readOtherTarget(object: JsonObject, where: string, draft: Draft): void {
  const person = ON_PERSON.test(draft.action) ? firstText(object, 'user', 'data.user') : ''
  draft.target = person || where || textAt(object, 'user')
  draft.targetType = person === '' ? before(draft.action, '.') : 'account'
}
