import { lowerCase } from '../../mask/lower-case.ts'
import { duplicateKeyOf, firstOf, setOrigin } from '../../azure/read-common.ts'
import { readAzureTime } from '../../azure/time.ts'
import { type JsonObject, firstText, isObject, listAt, textAt, textOf } from '../../entry/json-object.ts'
import type { ActorKind, Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { kindOf } from './kind.ts'

/** Fills the draft from an event (Office 365 Management Activity API, common schema). */
export function readAudit(event: JsonObject, draft: Draft): string | undefined {
  const time = firstText(event, 'CreationTime', 'TimeGenerated', 'TimeGenerated [UTC]')
  if (time === '') return 'it has no `CreationTime`'
  if (!readAzureTime(time, draft)) return 'its `CreationTime` is in no form that Microsoft 365 writes'
  draft.action = textAt(event, 'Operation')
  if (draft.action === '') return 'it names no operation'
  draft.kind = kindOf(draft.action)
  readWho(event, draft)
  readTarget(event, draft)
  readOutcome(event, draft)
  setOrigin(
    draft,
    ...['ClientIP', 'ClientIPAddress', 'Client_IPAddress', 'ActorIpAddress', 'AppAccessContext.ClientIPAddress'].map(
      (name) => textAt(event, name),
    ),
  )
  readRest(event, draft)
  return undefined
}

/** `UserType` of the common schema. */
const KINDS: ReadonlyMap<string, ActorKind> = new Map(
  Object.entries<ActorKind>({
    '0': 'human',
    '1': 'unknown',
    '2': 'human',
    '3': 'system',
    '4': 'system',
    '5': 'service',
    '6': 'service',
    '7': 'system',
    '8': 'system',
    '9': 'human',
    '10': 'human',
    Regular: 'human',
    Admin: 'human',
    DcAdmin: 'system',
    System: 'system',
    Application: 'service',
    ServicePrincipal: 'service',
  }),
)
/** What stands in `UserId` where nobody is known. */
const NOBODY = /^(?:not[- ](?:found|available)|unknown)$/i

function readWho(event: JsonObject, draft: Draft): void {
  const user = textAt(event, 'UserId')
  const known = NOBODY.test(user) ? '' : user
  const application = firstText(event, 'AppId', 'ClientAppId', 'ApplicationId', 'AadAppId', 'ClientApplication')
  const kind = KINDS.get(textAt(event, 'UserType')) ?? 'unknown'
  const named = firstOf(known, kind === 'service' ? application : '')
  // so that a service principal is the same here and in Entra ID's own logs
  draft.actor = named.replace(PRINCIPAL, '')
  draft.actorDisplay = draft.actor === named ? '' : named
  draft.actorKind = kindOfUser(named, kind)
  draft.application = application
}

const PRINCIPAL = /^ServicePrincipal_(?=[0-9a-f]{8}-)/i

/** The log says Regular also of what is no person, and Application where a person acts through one. */
function kindOfUser(actor: string, kind: ActorKind): ActorKind {
  if (PRINCIPAL.test(actor) || /^(?:app@sharepoint|SHAREPOINT\\system)/i.test(actor)) return 'service'
  if (/^NT AUTHORITY\\/i.test(actor)) return 'system'
  if (kind === 'service' && actor.includes('@')) return 'human'
  return actor === '' && kind === 'human' ? 'unknown' : kind
}

/** What was touched; a mailbox by its owner. Whoever opens the mailbox of another acts in that one's name. */
function readTarget(event: JsonObject, draft: Draft): void {
  const mailbox = textAt(event, 'MailboxOwnerUPN')
  draft.target = firstOf(
    textAt(event, 'ObjectId'),
    mailbox,
    firstText(event, 'OfficeObjectId', 'SourceFileName', 'TeamName', 'AlertEntityId', 'RelativeUrl', 'Name'),
  ).replace(/^(\/|https?:\/\/)([^?#]*)[?#].*$/s, '$1$2')
  draft.targetType = draft.target !== '' && draft.target === mailbox ? 'account' : 'other'
  const owner = textAt(event, 'LogonType') === '0' ? '' : mailbox
  draft.onBehalfOf = owner === draft.actor ? '' : owner
}

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map(
  Object.entries<Outcome>({
    success: 'success',
    succeeded: 'success',
    partiallysucceeded: 'success',
    true: 'success',
    failed: 'failure',
    failure: 'failure',
    false: 'failure',
  }),
)

/** A failed login is one whatever `ResultStatus` says of it: the log writes Success of some. */
function readOutcome(event: JsonObject, draft: Draft): void {
  const said = textAt(event, 'ResultStatus')
  draft.outcome = draft.action.endsWith('LoginFailed') ? 'failure' : (OUTCOMES.get(said.toLowerCase()) ?? 'unknown')
  if (draft.outcome === 'success') {
    draft.reason = /^partially/i.test(said) ? said : ''
    return
  }
  const parts = [textAt(event, 'ErrorNumber'), textAt(event, 'LogonError'), textAt(event, 'ResultDescription')]
  draft.reason = firstOf(parts.filter((part) => part !== '').join(' '), said === 'Success' ? '' : said)
}

function readRest(event: JsonObject, draft: Draft): void {
  draft.userAgent = firstOf(
    firstText(event, 'UserAgent', 'AppAccessContext.UserAgent'),
    pairIn(event, 'ExtendedProperties', 'UserAgent'),
    firstText(event, 'ClientInfoString', 'Client'),
  )
  draft.session = firstText(event, 'SessionId', 'AppAccessContext.AADSessionId')
  draft.credential = textAt(event, 'AppAccessContext.UniqueTokenId')
  draft.traceId = firstText(event, 'CorrelationId', 'AppAccessContext.CorrelationId', 'InterSystemsId')
  draft.environment = lowerCase(firstText(event, 'OrganizationName', 'OrganizationId'))
  draft.requestId = firstText(event, 'Id', 'OfficeId')
  draft.duplicateKey = duplicateKeyOf(draft.requestId, draft)
}

/** The value of a named pair in a list (`[{"Name": "UserAgent", "Value": "…"}]`). */
function pairIn(event: JsonObject, list: string, name: string): string {
  for (const one of listAt(event, list)) if (isObject(one) && one['Name'] === name) return textOf(one['Value'])
  return ''
}
