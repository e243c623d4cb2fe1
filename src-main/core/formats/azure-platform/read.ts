import { lowerCase } from '../../mask/lower-case.ts'
import { kindOfName, readCaller } from '../../azure/caller.ts'
import { eventText } from '../../azure/monitor-record.ts'
import { firstOf, httpStatus, outcomeOfStatus, readCommon, setOrigin } from '../../azure/read-common.ts'
import { type JsonObject, countAt, firstText, textAt } from '../../entry/json-object.ts'
import type { Kind, Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'

/** Fills the draft from a record under the streams' names. */
export function readPlatform(record: JsonObject, draft: Draft): string | undefined {
  const wrong = readCommon(record, draft)
  if (wrong !== undefined) return wrong
  draft.action = firstText(record, 'operationName', 'eventName', 'category')
  draft.kind = kindOf(draft.action)
  readTarget(record, draft)
  readWho(record, draft)
  setOrigin(draft, textAt(record, 'callerIpAddress'), eventText(record, 'clientIp'))
  draft.userAgent = eventText(record, 'userAgentHeader', 'userAgent')
  readOutcome(record, draft)
  if (draft.traceId === '') draft.traceId = textAt(record, 'activityId')
  return undefined
}

/** An object of a storage account by its address there; else the resource. A query string may hold a signature. */
function readTarget(record: JsonObject, draft: Draft): void {
  const object = eventText(record, 'objectKey')
  const uri = textAt(record, 'uri').replace(/[?#].*$/s, '')
  draft.target = firstOf(object, uri, lowerCase(textAt(record, 'resourceId')))
  draft.targetType = 'other'
}

/** With whose right: a person or workload by its token, a key or shared access signature by its kind alone. */
function readWho(record: JsonObject, draft: Draft): void {
  readCaller(record, draft)
  const person = firstText(record, 'identity.requester.upn', 'requesterUpn')
  const objectId = firstText(record, 'identity.requester.objectId', 'requesterObjectId')
  if (person !== '' || objectId !== '') {
    draft.actor = firstOf(person, objectId)
    draft.actorKind = person === '' ? 'service' : kindOfName(person)
  }
  const by = firstText(record, 'identity.type', 'authenticationType')
  if (by === 'Anonymous') draft.actorKind = 'anonymous'
  if (draft.credential === '') draft.credential = by
  draft.application = firstOf(
    draft.application,
    firstText(record, 'identity.requester.appId', 'requesterAppId'),
    textAt(record, 'caller'),
  )
}

const WORDS: ReadonlyMap<string, Outcome> = new Map(
  Object.entries<Outcome>({
    success: 'success',
    succeeded: 'success',
    ok: 'success',
    failure: 'failure',
    failed: 'failure',
    error: 'failure',
  }),
)

/** Names of a status (RFC 9110, section 15.5) that services write as `resultSignature` beside a `resultType` of Success. */
const SIGNATURES: ReadonlyMap<string, number> = new Map([
  ['bad request', 400],
  ['unauthorized', 401],
  ['forbidden', 403],
  ['not found', 404],
  ['conflict', 409],
])

/** The status of a call, 0 where none is stated: it decides before any word, as `resultType` says Success of refused calls too. */
const statusOf = (record: JsonObject): number =>
  Math.max(
    countAt(record, 'statusCode'),
    countAt(record, 'resultSignature'),
    httpStatus(record),
    SIGNATURES.get(textAt(record, 'resultSignature').toLowerCase()) ?? 0,
  )

function readOutcome(record: JsonObject, draft: Draft): void {
  const status = statusOf(record)
  const word = firstOf(firstText(record, 'resultType', 'status'), eventText(record, 'metricResponseType'))
  const said = WORDS.get(word.toLowerCase()) ?? 'unknown'
  draft.outcome = status >= 100 ? outcomeOfStatus(status) : said === 'unknown' ? outcomeOfWord(word) : said
  if (draft.outcome === 'success') return
  const parts = [status === 0 ? '' : String(status), firstText(record, 'statusText', 'resultDescription')]
  draft.reason = firstOf(parts.filter((part) => part !== '').join(' '), said === 'unknown' ? word : '')
}

/** Storage names the error itself (`AuthorizationFailure`, `SASAuthenticationError`) where other services say failed. */
function outcomeOfWord(word: string): Outcome {
  if (/^(?:sas|anonymous)?auth\w{0,20}(?:error|fail\w{0,5})$/i.test(word)) return 'denied'
  return /(?:error|failure|failed)$/i.test(word) ? 'failure' : 'unknown'
}

/** Verbs at the beginning of a name (`GetBlob`) or its end (`…/Read`); the first that matches counts. */
const verbs: readonly (readonly [verb: RegExp, kind: Kind])[] = [
  [/^list|^query|\/list(?:\/action)?$/, 'list'],
  [/^(?:get|read|peek|receive|retr[ei]+ve)|\/(?:read|get)(?:\/action)?$/, 'read'],
  [/^(?:delete|purge|clear|remove)|\/delete(?:\/action)?$/, 'delete'],
  [
    /^(?:put|set|create|update|insert|copy|append|write|upload|undelete|rename|abort|lease)|\/write(?:\/action)?$/,
    'write',
  ],
]

/** What an operation means; 'other' where its name says nothing. */
function kindOf(operation: string): Kind {
  const lower = operation.slice(0, 400).toLowerCase()
  return verbs.find(([verb]) => verb.test(lower))?.[1] ?? 'other'
}
