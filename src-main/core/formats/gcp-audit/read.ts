import { type JsonObject, countAt, firstText, isObject, listAt, objectAt, textAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import type { ActorKind, Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { kindOf, targetTypeOf } from './verb.ts'

/** Fills the draft from one log entry; answers why it is no record, or undefined. */
export function readEntry(entry: JsonObject, draft: Draft): string | undefined {
  if (!readTimes(entry, draft)) return '`timestamp` is missing or no time'
  const payload = objectAt(entry, 'protoPayload')
  draft.action = firstText(payload, 'methodName', 'serviceName')
  if (draft.action === '') return '`methodName` is missing'
  const service = textAt(payload, 'serviceName')
  draft.kind = kindOf(draft.action, service)
  const account = affectedAccount(payload)
  readActor(payload, account, draft)
  draft.target =
    account || firstText(payload, 'resourceName', 'authorizationInfo.0.resource') || grantedResource(payload)
  draft.targetType = account === '' ? targetTypeOf(draft.target, service) : 'account'
  draft.targetVersion = /\/versions\/([^/]{1,40})$/.exec(draft.target)?.[1] ?? ''
  draft.outcome = outcomeOf(payload)
  draft.reason = draft.outcome === 'success' ? '' : firstText(payload, 'status.message', 'status.code')
  readOriginOf(payload, draft)
  readPlace(entry, draft)
  return undefined
}

function readTimes(entry: JsonObject, draft: Draft): boolean {
  const utc = (name: string): string => textAt(entry, name).replace(/ UTC$/, 'Z')
  if (readUtc(utc('receiveTimestamp'), draft)) draft.receivedUs = draft.timeUs
  return readUtc(utc('timestamp'), draft)
}

function readActor(payload: JsonObject | undefined, account: string, draft: Draft): void {
  const info = objectAt(payload, 'authenticationInfo')
  draft.actor = firstText(info, 'principalEmail', 'principalSubject', 'thirdPartyPrincipal.subject')
  // somebody signed in as that account; what Google does to an account is done by nobody in the log
  if (draft.actor === '' && /login$/i.test(draft.action)) draft.actor = account
  draft.credential = textAt(info, 'serviceAccountKeyName')
  const [first] = listAt(info, 'serviceAccountDelegationInfo')
  // who stands behind an impersonated account
  draft.onBehalfOf = isObject(first) ? firstText(first, 'firstPartyPrincipal.principalEmail', 'principalSubject') : ''
  draft.actorKind = kindOfActor(draft.actor)
}

function kindOfActor(name: string): ActorKind {
  if (name === '') return 'unknown'
  if (
    name.startsWith('system:serviceaccount:') ||
    /[.@]gserviceaccount\.com$|^serviceAccount:|^principal(?:Set)?:/.test(name)
  )
    return 'service'
  if (name === 'system:anonymous' || name === 'allUsers') return 'anonymous'
  if (name.startsWith('system:') || name === 'system@google.com') return 'system'
  return name.includes('@') ? 'human' : 'unknown'
}

function grantedResource(payload: JsonObject | undefined): string {
  const [first] = listAt(payload, 'authorizationInfo')
  return isObject(first) ? firstText(first, 'resource', 'resourceAttributes.name') : ''
}

const PERMISSION_DENIED = 7
const UNAUTHENTICATED = 16

/** `status.code` is a gRPC number; absent and empty are success, as false, 0 and '' are never written (google.rpc.Code). */
function outcomeOf(payload: JsonObject | undefined): Outcome {
  const code = countAt(payload, 'status.code')
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) return 'denied'
  if (code > 0) return 'failure'
  // false is never written: a right that is not granted is one without `granted`
  const rights = listAt(payload, 'authorizationInfo')
  const refused = rights.length > 0 && rights.every((one) => isObject(one) && one['granted'] !== true)
  return refused ? 'denied' : 'success'
}

/** The account that a sign-in event of Workspace is about: it names nobody as caller. */
function affectedAccount(payload: JsonObject | undefined): string {
  for (const event of listAt(payload, 'metadata.event')) {
    for (const parameter of isObject(event) ? listAt(event, 'parameter') : []) {
      if (isObject(parameter) && textAt(parameter, 'name') === 'affected_email_address')
        return textAt(parameter, 'value')
    }
  }
  return ''
}

function readOriginOf(payload: JsonObject | undefined, draft: Draft): void {
  const { ip, port } = readOrigin(textAt(payload, 'requestMetadata.callerIp'))
  draft.ip = ip
  draft.port = port
  draft.userAgent = textAt(payload, 'requestMetadata.callerSuppliedUserAgent')
}

function readPlace(entry: JsonObject, draft: Draft): void {
  const named = /^(?:projects|organizations|folders)\/([^/]+)/.exec(textAt(entry, 'logName'))?.[1] ?? ''
  draft.environment = textAt(entry, 'resource.labels.project_id') || named
  draft.region = firstText(entry, 'resource.labels.location', 'resource.labels.zone', 'resource.labels.region')
  draft.requestId = textAt(entry, 'insertId')
  draft.traceId = firstText(entry, 'operation.id', 'trace')
  // insertId is unique only together with log and time
  if (draft.requestId !== '')
    draft.duplicateKey = `${draft.requestId} ${textAt(entry, 'logName')} ${textAt(entry, 'timestamp')}`
}
