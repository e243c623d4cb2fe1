import { type JsonObject, firstText, isObject, listAt, textAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import { type ActorKind, type Outcome, flagBit } from '../../record/record.ts'
import type { Draft, Mask } from '../format.ts'
import { kindOf } from './verb.ts'

const MASKED = flagBit('masked')

/** `outcome.result` (Okta: "Outcome object"); a challenge or a skipped step is neither success nor failure. */
const outcomes: ReadonlyMap<string, Outcome> = new Map(
  Object.entries<Outcome>({
    SUCCESS: 'success',
    ALLOW: 'success',
    FAILURE: 'failure',
    DENY: 'denied',
  }),
)

const actorKinds: ReadonlyMap<string, ActorKind> = new Map(
  Object.entries<ActorKind>({
    User: 'human',
    SystemPrincipal: 'system',
    PublicClientApp: 'service',
    PublicClientAppEntity: 'service',
    AppInstance: 'service',
    ServiceAccount: 'service',
  }),
)

/** Fills the draft from one event; answers why it is no record, or undefined. */
export function readEvent(event: JsonObject, draft: Draft, mask: Mask): string | undefined {
  if (!readUtc(firstText(event, 'published', 'timestamp'), draft)) return '`published` is no time'
  draft.action = textAt(event, 'eventType')
  if (draft.action === '') return '`eventType` is empty'
  draft.kind = kindOf(draft.action)
  draft.duplicateKey = textAt(event, 'uuid')
  readActor(event, draft, mask)
  readTarget(event, draft)
  const result = textAt(event, 'outcome.result')
  draft.outcome = outcomes.get(result) ?? 'unknown'
  draft.reason = textAt(event, 'outcome.reason') || (draft.outcome === 'unknown' ? result : '')
  const { ip, port } = readOrigin(firstText(event, 'client.ipAddress', 'request.ipChain.0.ip'))
  draft.ip = ip
  draft.port = port
  draft.userAgent = textAt(event, 'client.userAgent.rawUserAgent')
  draft.region = textAt(event, 'client.geographicalContext.country')
  draft.session = plain(
    firstText(event, 'authenticationContext.externalSessionId', 'authenticationContext.rootSessionId'),
  )
  draft.requestId = textAt(event, 'debugContext.debugData.requestId')
  draft.traceId = textAt(event, 'transaction.id')
  return undefined
}

/** A sign-in by a name nobody has may be a password typed into the wrong field: shown only where it looks like a login. */
function readActor(event: JsonObject, draft: Draft, mask: Mask): void {
  const login = textAt(event, 'actor.alternateId')
  const failed = textAt(event, 'outcome.result') === 'FAILURE'
  const isLogin = login.includes('@') || login === 'unknown' || login === ''
  draft.actor = login || textAt(event, 'actor.id')
  draft.actorDisplay = textAt(event, 'actor.displayName')
  if (failed && !isLogin && draft.kind === 'login') {
    draft.actor = mask('typed-name', login)
    if (draft.actorDisplay === login) draft.actorDisplay = ''
    draft.flags |= MASKED
  }
  draft.actorKind = login === 'unknown' ? 'anonymous' : (actorKinds.get(textAt(event, 'actor.type')) ?? 'unknown')
  draft.credential = plain(textAt(event, 'authenticationContext.credentialType'))
  draft.application = plain(textAt(event, 'client.id'))
}

/** The API writes the text `null` in some places. */
const plain = (text: string): string => (text === 'null' ? '' : text)

/** Targets come in no fixed order: a secret, token or policy says more than the person or the application around it. */
const telling = [
  'Token',
  'ApiToken',
  'Credential',
  'Secret',
  'PolicyEntity',
  'PolicyRule',
  'Rule',
  'Role',
  'UserGroup',
  'AppInstance',
  'AppUser',
  'User',
]

function rank(target: JsonObject): number {
  const at = telling.indexOf(textAt(target, 'type'))
  return at < 0 ? telling.length : at
}

function readTarget(event: JsonObject, draft: Draft): void {
  const targets = listAt(event, 'target').flatMap((one) => (isObject(one) ? [one] : []))
  const [first] = targets.toSorted((a, b) => rank(a) - rank(b))
  const at = first ?? event
  const prefix = first === undefined ? 'target0.' : ''
  const names = ['alternateId', 'displayName', 'id'].map((name) => prefix + name)
  draft.target = firstText(at, ...names.filter((name) => !/^(?:unknown|null)$/.test(textAt(at, name))))
  draft.targetType = textAt(at, `${prefix}type`)
}
