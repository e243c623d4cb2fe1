import { mayHoldSecret } from '../../mask/detectors.ts'
import { maskText } from '../../mask/mask-text.ts'
import { flagBit } from '../../record/record.ts'
import { readTime } from '../../record/time.ts'
import type { Draft, Mask } from '../format.ts'
import { actorOf } from './actor.ts'
import { Members } from './members.ts'
import { newMemo } from './memo.ts'
import { locate, tooDeep, type JsonObject, type Located } from './parse.ts'
import { isCleanPath, isHashed, maskPath } from './path.ts'
import { normaliseReason, outcomeOf } from './reason.ts'
import { senseOf, type Sense } from './sense.ts'

/** Longer lines are looked through for absurd nesting; in shorter ones no depth can hurt. */
const DEPTH_CHECKED_CHARS = 8192
const MASKED = flagBit('masked')
const NUL_HOLE = flagBit('nul-hole')
const PREFIXED = flagBit('prefixed')

const located: Located = { nulHole: false, prefixed: false, object: undefined, reason: '' }
const members = new Members()

/** A path with what was worked out about it the last time. */
interface KnownPath {
  readonly operation: string
  readonly mountType: string
  readonly mountPoint: string
  readonly sense: Sense
  readonly clean: boolean
}
const knownPaths = newMemo<KnownPath>(20_000)

/** Fills the draft from one line of an audit device; answers why it is no record, or undefined. Never throws. */
export function read(text: string, draft: Draft, mask: Mask): string | undefined {
  locate(text, located)
  const entry = located.object
  if (entry === undefined) return located.reason
  if (text.length > DEPTH_CHECKED_CHARS && tooDeep(entry)) return 'the entry is nested deeper than 64 levels'
  members.wrong = ''
  const refused = readEntry(entry, draft, mask)
  if (refused !== undefined) return refused
  if (members.wrong !== '') return members.wrong
  draft.system = 'vault'
  if (located.nulHole) draft.flags |= NUL_HOLE
  if (located.prefixed) draft.flags |= PREFIXED
  return undefined
}

function readEntry(entry: JsonObject, draft: Draft, mask: Mask): string | undefined {
  const type = entry['type']
  const request = members.object(entry['request'], 'request')
  if (type !== 'request' && type !== 'response') return '`type` is neither `request` nor `response`'
  if (request === undefined) return members.wrong || '`request` is missing'
  const time = entry['time']
  if (typeof time !== 'string') return '`time` is missing or no text'
  if (!readTime(time, draft)) return '`time` is no RFC 3339 time between 1684 and 2255'
  const operation = request['operation']
  const path = request['path']
  if (typeof operation !== 'string' || operation === '') return '`request.operation` is missing or no text'
  if (typeof path !== 'string') return '`request.path` is missing or no text'
  const id = members.text(request['id'], 'request.id')
  draft.requestId = plainId(id, draft, mask)
  draft.part = id === '' ? 'whole' : type
  draft.action = plain(operation, draft, mask)
  const sense = readTarget(request, path, operation, draft, mask)
  const response = members.object(entry['response'], 'response')
  readIdentity({ entry, request, response, login: sense.login }, draft, mask)
  readOrigin(request, draft, mask)
  readVersion(request, response, draft)
  readOutcome({ entry, response, answered: type === 'response', sense }, draft, mask)
  return undefined
}

function readTarget(request: JsonObject, path: string, operation: string, draft: Draft, mask: Mask): Sense {
  const mountType = members.text(request['mount_type'], 'request.mount_type')
  const mountPoint = members.text(request['mount_point'], 'request.mount_point')
  let known = knownPaths.get(path)
  if (known?.operation !== operation || known.mountType !== mountType || known.mountPoint !== mountPoint) {
    const sense = senseOf(operation, path, mountType, mountPoint)
    known = knownPaths.keep(path, { operation, mountType, mountPoint, sense, clean: isCleanPath(path) })
  }
  const { sense, clean } = known
  draft.kind = sense.kind
  draft.targetType = sense.targetType
  draft.target = path
  if (!clean) {
    const shown = maskPath(path, mask)
    draft.target = shown.text
    if (shown.masked.length > 0) draft.flags |= MASKED
  }
  const namespace = members.object(request['namespace'], 'request.namespace')
  if (namespace !== undefined) {
    const space = members.text(namespace['path'], 'request.namespace.path')
    if (space !== '') draft.environment = plain(space.endsWith('/') ? space.slice(0, -1) : space, draft, mask)
  }
  return sense
}

/** Where the identity of a line may stand. */
interface Places {
  readonly entry: JsonObject
  readonly request: JsonObject
  readonly response: JsonObject | undefined
  readonly login: boolean
}

function readIdentity({ entry, request, response, login }: Places, draft: Draft, mask: Mask): void {
  const given = members.object(entry['auth'], 'auth')
  const issued = response && members.object(response['auth'], 'response.auth')
  const auth = login ? (issued ?? given) : given
  const token = members.text(request['client_token'], 'request.client_token')
  const requestAccessor = members.text(request['client_token_accessor'], 'request.client_token_accessor')
  const authAccessor = auth === undefined ? '' : members.text(auth['accessor'], 'auth.accessor')
  const authToken = auth === undefined ? '' : members.text(auth['client_token'], 'auth.client_token')
  const accessor = authAccessor || requestAccessor
  const credential = accessor || authToken || token
  if (credential !== '') {
    draft.credential =
      accessor === '' ? hashed('vault-token', credential, draft, mask) : hashed('accessor', credential, draft, mask)
    draft.session = draft.credential
  }
  if (auth !== undefined) readActor(auth, draft, mask)
  if (draft.actor === '' && credential === '' && !login) draft.actorKind = 'anonymous'
}

function readActor(auth: JsonObject, draft: Draft, mask: Mask): void {
  const displayName = members.text(auth['display_name'], 'auth.display_name')
  const entity = members.text(auth['entity_id'], 'auth.entity_id')
  const metadata = members.object(auth['metadata'], 'auth.metadata')
  if (entity !== '') draft.onBehalfOf = plainId(entity, draft, mask)
  if (displayName === '' && metadata === undefined) return
  const actor = actorOf(displayName, metadata, auth['token_type'] === 'batch')
  draft.actor = plain(actor.name, draft, mask)
  draft.actorDisplay = plain(actor.display, draft, mask)
  draft.actorKind = actor.kind
}

function readOrigin(request: JsonObject, draft: Draft, mask: Mask): void {
  const address = members.text(request['remote_address'], 'request.remote_address')
  if (address !== '') draft.ip = plainId(address, draft, mask)
  const port = members.count(request['remote_port'], 'request.remote_port')
  if (port > 0) draft.port = port
  const headers = members.object(request['headers'], 'request.headers')
  if (headers === undefined) return
  const agents = headers['user-agent'] ?? headers['User-Agent']
  const agent: unknown = Array.isArray(agents) ? agents[0] : agents
  if (typeof agent === 'string') draft.userAgent = plain(agent, draft, mask)
}

/** The version of a secret, or of the transit key: numbers are never hashed, texts are and then say nothing. */
function readVersion(request: JsonObject, response: JsonObject | undefined, draft: Draft): void {
  const answer = response && members.loose(response['data'])
  const metadata = answer && members.loose(answer['metadata'])
  const asked = members.loose(request['data'])
  const version = metadata?.['version'] ?? answer?.['version'] ?? answer?.['key_version'] ?? asked?.['version']
  if (typeof version === 'number') draft.targetVersion = String(version)
  else if (typeof version === 'string' && /^\d{1,9}$/.test(version)) draft.targetVersion = version
  const versions = asked?.['versions']
  if (!Array.isArray(versions)) return
  const listed = versions.slice(0, 100).filter((one) => typeof one === 'number' || /^\d{1,9}$/.test(String(one)))
  if (listed.length > 0) draft.targetVersion = listed.join(',')
}

interface Answered {
  readonly entry: JsonObject
  readonly response: JsonObject | undefined
  readonly answered: boolean
  readonly sense: Sense
}

function readOutcome({ entry, response, answered, sense }: Answered, draft: Draft, mask: Mask): void {
  const error = members.text(entry['error'], 'error')
  if (error !== '') {
    const reason = normaliseReason(error)
    draft.outcome = outcomeOf(reason, sense.login)
    draft.reason = plain(reason, draft, mask)
  } else if (answered) {
    const missing = draft.action === 'read' && sense.targetType === 'secret' ? missingOf(response) : ''
    draft.outcome = missing === '' ? 'success' : 'failure'
    draft.reason = missing
  }
}

/** Vault logs no error for a read that found nothing (HTTP 404): the answer just holds no value. */
function missingOf(response: JsonObject | undefined): string {
  if (response === undefined) return 'not found'
  const { data, auth, secret, wrap_info: wrapped } = response
  if ((data ?? auth ?? secret ?? wrapped ?? undefined) === undefined) return 'not found'
  const answer = members.loose(response['data'])
  const emptied = answer !== undefined && answer['data'] === null && members.loose(answer['metadata']) !== undefined
  return emptied ? 'version deleted' : ''
}

/** Texts found clean before; they repeat a great deal. */
const cleanTexts = newMemo<true>(20_000)

function plain(text: string, draft: Draft, mask: Mask): string {
  if (cleanTexts.get(text) !== undefined) return text
  if (!mayHoldSecret(text)) {
    cleanTexts.keep(text, true)
    return text
  }
  return masked(text, draft, mask)
}

/** For ids and addresses, which hardly repeat. */
function plainId(text: string, draft: Draft, mask: Mask): string {
  return isNumeral(text) || !mayHoldSecret(text) ? text : masked(text, draft, mask)
}

/** Digits with dots, or the digits of a UUID with dashes: no detector knows such a value. */
function isNumeral(text: string): boolean {
  const joint = text.charCodeAt(8) === 45 ? 45 : 46
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const digit = code >= 48 && code <= 57
    if (!digit && code !== joint && (joint === 46 || code < 97 || code > 102)) return false
  }
  return true
}

function masked(text: string, draft: Draft, mask: Mask): string {
  const shown = maskText(text, mask)
  if (shown.masked.length > 0) draft.flags |= MASKED
  return shown.text
}

function hashed(kind: string, value: string, draft: Draft, mask: Mask): string {
  if (isHashed(value)) return value
  draft.flags |= MASKED
  return mask(kind, value)
}
