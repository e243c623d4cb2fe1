import { actorKindOf, kindOf, objectName, outcomeOf } from '../../cyberark/act.ts'
import { type JsonObject, firstText, textAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import { readEpoch } from '../../record/epoch.ts'
import type { ActorKind, Kind } from '../../record/record.ts'
import type { Draft, Mask } from '../format.ts'

/** Fills the draft from one event; answers why it is no record, or undefined. */
export function readObject(object: JsonObject, draft: Draft, mask: Mask): string | undefined {
  const time = textAt(object, 'timestamp')
  if (!readEpoch(time, 'ms', draft) && !readUtc(time, draft)) return '`timestamp` is neither milliseconds nor a time'
  draft.action = textAt(object, 'action')
  if (draft.action === '') return 'it names no action'
  readActor(object, draft)
  draft.kind = kindIn(object, draft.action)
  draft.outcome = outcomeOf(textAt(object, 'auditType'), draft.action)
  readTarget(object, draft)
  readPlace(object, draft)
  draft.environment = textAt(object, 'tenantId')
  draft.session = textAt(object, 'sessionId')
  draft.requestId = textAt(object, 'uuid')
  // one id was seen on two events in samples made by others: time and code stand beside it
  draft.duplicateKey = [draft.requestId, time, textAt(object, 'auditCode')].join(' ')
  const message = textAt(object, 'message')
  if (message !== '' && message !== draft.action) draft.reasonGiven = mask('reason', message)
  return undefined
}

function readActor(object: JsonObject, draft: Draft): void {
  draft.actor = firstText(object, 'userId', 'username')
  draft.actorDisplay = textAt(object, 'username')
  draft.actorKind = actorKindIn(textAt(object, 'identityType'), draft.actorDisplay)
}

function actorKindIn(type: string, name: string): ActorKind {
  if (/^human$/i.test(type)) return 'human'
  return /^(?:machine|service|workload)/i.test(type) ? 'service' : actorKindOf(name)
}

const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    login: 'login',
    logon: 'login',
    logout: 'logout',
    logoff: 'logout',
    create: 'admin',
    edit: 'admin',
    update: 'admin',
    delete: 'delete',
    view: 'list',
  }),
)

function kindIn(object: JsonObject, action: string): Kind {
  const kind = kindOf(action)
  return kind === 'other' ? (kinds.get(textAt(object, 'actionType').toLowerCase()) ?? 'other') : kind
}

/** Of the Vault's events the object of a safe, named as the Vault's own log names it; else whom or what the event is about. */
function readTarget(object: JsonObject, draft: Draft): void {
  const safe = textAt(object, 'safe')
  const within = textAt(object, 'customData.PAM.target')
  if (safe !== '' && within.includes('\\')) {
    draft.target = objectName(safe, within)
    draft.targetType = firstText(object, 'accountId', 'accountName') === '' ? 'file' : 'account'
  } else if (safe !== '') {
    draft.target = objectName(safe, textAt(object, 'accountName'))
    draft.targetType = draft.target === safe ? 'safe' : 'account'
  } else readOtherTarget(object, within, draft)
}

function readOtherTarget(object: JsonObject, within: string, draft: Draft): void {
  const user = within || firstText(object, 'customData.user_name', 'customData.target_user')
  draft.target = user || firstText(object, 'targetAccount', 'target', 'customData.name', 'customData.app_id')
  if (user !== '') draft.targetType = 'user'
  else if (draft.target !== '')
    draft.targetType = draft.target === textAt(object, 'targetAccount') ? 'account' : 'object'
}

/** `source` is an address, or of the Vault's events the part of the product through which they came. */
function readPlace(object: JsonObject, draft: Draft): void {
  const source = textAt(object, 'source')
  const { ip, port } = readOrigin(source)
  draft.ip = ip
  draft.port = port
  draft.application = (ip === '' ? source : '') || firstText(object, 'component', 'serviceName')
  draft.userAgent = textAt(object, 'customData.request_browser_name')
  draft.region = textAt(object, 'customData.geoip_country_code')
}
