import { type JsonObject, firstText, isObject, textAt } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import type { Kind, Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'

export type Feed = 'item-usage' | 'sign-in' | 'audit'

/** Which of the three feeds an event is of, by its members; collectors drop the feed's name. */
export function feedOf(object: JsonObject): Feed | undefined {
  const { uuid, timestamp } = object
  if (typeof uuid !== 'string' || typeof timestamp !== 'string') return undefined
  if (hasText(object, 'item_uuid') || hasText(object, 'vault_uuid')) return 'item-usage'
  if (isSignIn(object)) return 'sign-in'
  return isAudit(object) ? 'audit' : undefined
}

const hasText = (object: JsonObject, name: string): boolean => typeof object[name] === 'string'

const isSignIn = (object: JsonObject): boolean =>
  isObject(object['target_user']) || (hasText(object, 'session_uuid') && hasText(object, 'category'))

const isAudit = (object: JsonObject): boolean =>
  (hasText(object, 'object_type') || hasText(object, 'object_uuid')) &&
  (hasText(object, 'actor_uuid') || isObject(object['actor_details']))

/** Fills the draft from one event; answers why it is no record, or undefined. */
export function readObject(object: JsonObject, draft: Draft): string | undefined {
  if (!readUtc(textAt(object, 'timestamp'), draft)) return '`timestamp` is no time'
  draft.duplicateKey = textAt(object, 'uuid')
  draft.requestId = draft.duplicateKey
  const { ip, port } = readOrigin(firstText(object, 'client.ip_address', 'session.ip'))
  draft.ip = ip
  draft.port = port
  draft.region = firstText(object, 'location.country', 'country')
  draft.application = firstText(object, 'client.app_name')
  draft.userAgent = [
    textAt(object, 'client.app_name'),
    textAt(object, 'client.app_version'),
    textAt(object, 'client.platform_name'),
  ]
    .filter(Boolean)
    .join(' ')
  draft.session = firstText(object, 'session_uuid', 'session.uuid')
  const feed = feedOf(object)
  if (feed === 'item-usage') readUsage(object, draft)
  else if (feed === 'sign-in') readSignIn(object, draft)
  else readAudit(object, draft)
  return draft.action === '' ? 'it names no action' : undefined
}

function readPerson(object: JsonObject, at: string, draft: Draft): void {
  draft.actor = firstText(object, `${at}.uuid`, `${at}.email`)
  draft.actorDisplay = firstText(object, `${at}.email`, `${at}.name`)
  if (draft.actor !== '') draft.actorKind = 'human'
}

/** Actions that put the value before somebody's eyes or into a form; those that change the item; those that hand it on. */
const usages: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    reveal: 'read',
    'secure-copy': 'read',
    fill: 'read',
    'server-fetch': 'read',
    'enter-item-edit-mode': 'read',
    export: 'export',
    share: 'grant',
    'server-create': 'write',
    'server-update': 'write',
    'select-sso-provider': 'login',
  }),
)

function readUsage(object: JsonObject, draft: Draft): void {
  readPerson(object, 'user', draft)
  // old records name no action: the item was used
  draft.action = textAt(object, 'action') || 'used'
  draft.kind = usages.get(draft.action) ?? (draft.action === 'used' ? 'read' : 'other')
  draft.target = ['vault_uuid', 'item_uuid']
    .map((name) => textAt(object, name))
    .filter(Boolean)
    .join('/')
  draft.targetType = 'secret'
  const version = textAt(object, 'used_version')
  draft.targetVersion = version === '0' ? '' : version
  draft.outcome = 'success'
}

function readSignIn(object: JsonObject, draft: Draft): void {
  readPerson(object, 'target_user', draft)
  const category = textAt(object, 'category')
  draft.action = category
  draft.kind = 'login'
  draft.targetType = 'account'
  draft.target = firstText(object, 'target_user.email', 'target_user.uuid')
  draft.outcome = signInOutcome(category)
  draft.reason = draft.outcome === 'success' ? '' : firstText(object, 'type', 'details.value')
}

function signInOutcome(category: string): Outcome {
  if (category === 'success' || category === 'firewall_reported_success') return 'success'
  return category.endsWith('_failed') ? 'denied' : 'unknown'
}

const audits: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:grant|join|provsn|invite|addgsso|prsrr|reactive|enblduo|enblmfa|tdvcsso)$/, 'grant'],
  [/^(?:revoke|leave|suspend|musercom|disblduo|disblmfa|delgsso|deoldev)$/, 'revoke'],
  [/^(?:delete|purge|dealldev|trashed?|hidei)$/, 'delete'],
  [
    /^(?:create|update|upguest|updatea|updatfw|patch|changela|changenm|changesk|chngdsso|rename|restore|begr|complr|cancelr|role|ulr)$/,
    'write',
  ],
  [/^(?:export|dlgsess|prsnl)$/, 'export'],
  [/^(?:view|sverifd|uverifd)$/, 'other'],
  [/^(?:chngpsso|chngasso|tdvcsso|enblsso|disblsso)$/, 'admin'],
]

function readAudit(object: JsonObject, draft: Draft): void {
  readPerson(object, 'actor_details', draft)
  draft.actor = textAt(object, 'actor_uuid') || draft.actor
  const type = firstText(object, 'actor_type')
  if (/^(?:sa|service)/i.test(type)) draft.actorKind = 'service'
  draft.action = textAt(object, 'action')
  draft.kind = audits.find(([shape]) => shape.test(draft.action))?.[1] ?? 'admin'
  draft.target = firstText(object, 'object_details.email', 'object_details.name', 'object_uuid')
  draft.targetType = textAt(object, 'object_type')
  draft.outcome = 'success'
}
