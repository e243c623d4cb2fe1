import { before } from '../../entry/before.ts'
import { type JsonObject, firstText, objectAt, textAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import type { Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { actorOf } from './actor.ts'
import { eventIn, isInsight } from './event.ts'
import { linkOf, resourceOf } from './resource.ts'
import { kindOf } from './verb.ts'

/** Fills the draft from one event, in any shape; answers why it is no record, or undefined. */
export function readObject(object: JsonObject, draft: Draft): string | undefined {
  const event = eventIn(object)
  if (typeof event === 'string') return event
  // UTC whatever the form (CloudTrail record contents, `eventTime`)
  if (!readUtc(textAt(event, 'eventTime'), draft)) return '`eventTime` is missing or no time'
  const action = textAt(event, 'eventName')
  if (action === '') return '`eventName` is missing'
  const service = before(textAt(event, 'eventSource'), '.')
  draft.action = action
  draft.kind = kindOf(service, action)
  draft.duplicateKey = textAt(event, 'eventID')
  readIdentity(event, draft)
  readResource(event, service, draft)
  readOutcome(event, draft)
  readPlace(event, draft)
  return undefined
}

function readIdentity(event: JsonObject, draft: Draft): void {
  const identity = objectAt(event, 'userIdentity')
  const { name, display, kind, role, service } = actorOf(identity)
  draft.actor = name
  draft.actorDisplay = display
  draft.actorKind = kind
  draft.onBehalfOf = role
  draft.application = service
  draft.credential = textAt(identity, 'accessKeyId')
  // a key of temporary credentials is that of one session; a long-lived one is of none
  draft.session = draft.credential.startsWith('ASIA') ? draft.credential : ''
}

function readResource(event: JsonObject, service: string, draft: Draft): void {
  const resource = resourceOf(event, service)
  draft.target = resource.name
  draft.targetType = resource.type
  draft.targetVersion = firstText(
    event,
    'requestParameters.versionId',
    'requestParameters.encryptionContext.SecretVersionId',
  )
  draft.requestId = textAt(event, 'requestID')
  // who opened a session is joined with what was done in it by the key that was handed out
  draft.traceId =
    textAt(event, 'responseElements.credentials.accessKeyId') ||
    linkOf(event, service, resource) ||
    textAt(event, 'sharedEventID')
}

/** Codes with which services refuse for want of a right (AWS: "Common errors", and those of EC2 and S3). */
const DENIED =
  /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|AuthorizationError|^Forbidden|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken/i

/** An insight tells how often a call was made, or failed, and of no result. */
function readOutcome(event: JsonObject, draft: Draft): void {
  if (isInsight(event)) {
    draft.reason = ['insightType', 'errorCode']
      .map((name) => textAt(event, `insightDetails.${name}`))
      .filter(Boolean)
      .join(' ')
    return
  }
  const code = textAt(event, 'errorCode')
  const answer = objectAt(event, 'responseElements')
  const signIn = firstText(answer, 'ConsoleLogin', 'SwitchRole', 'CheckMfa', 'CredentialVerification')
  draft.reason = code || textAt(event, 'errorMessage')
  if (code !== '') draft.outcome = DENIED.test(code) ? 'denied' : 'failure'
  else draft.outcome = signInOutcome(signIn, textAt(event, 'errorMessage'))
}

/** Signing in tells its result in the answer and has no error code; a wrong password is a refusal. */
function signInOutcome(answer: string, message: string): Outcome {
  if (answer === 'Failure') return 'denied'
  return message === '' || answer === 'Success' ? 'success' : 'failure'
}

function readPlace(event: JsonObject, draft: Draft): void {
  const from = textAt(event, 'sourceIPAddress')
  const { ip, port } = readOrigin(from)
  draft.ip = ip
  draft.port = port
  // a service that calls for somebody stands where an address would
  if (ip === '' && draft.application === '') draft.application = from
  draft.userAgent = textAt(event, 'userAgent').replace(/^\[(.*)\]$/, '$1')
  draft.region = textAt(event, 'awsRegion')
  draft.environment = firstText(event, 'recipientAccountId', 'userIdentity.accountId')
}
