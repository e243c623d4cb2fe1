import { mayHoldSecret } from '../../mask/detectors.ts'
import { type JsonObject, tooDeep } from '../../entry/json-object.ts'
import { locate, newLocated } from '../../entry/locate.ts'
import { takeLocal } from '../../entry/time-read.ts'
import { flagBit } from '../../record/record.ts'
import { readTime } from '../../record/time.ts'
import { isLocal } from '../../record/zone.ts'
import type { Draft, Mask } from '../format.ts'
import { actorOf, type Actor } from './actor.ts'
import { readOutcome, readVersion } from './answer.ts'
import { members } from './members.ts'
import { newMemo } from './memo.ts'
import { isCleanPath, maskPath } from './path.ts'
import { hashed, plain, plainId } from './plain.ts'
import { parseLine } from './repeated.ts'
import { keepSaid, repeatSaid } from './said.ts'
import { senseOf, type Sense } from './sense.ts'

/** Longer lines are looked through for absurd nesting; in shorter ones no depth can hurt. */
const DEPTH_CHECKED_CHARS = 8192
const MASKED = flagBit('masked')
const NUL_HOLE = flagBit('nul-hole')
const PREFIXED = flagBit('prefixed')

const located = newLocated()

/** An operation on a path with what was worked out about it the last time. */
interface Known {
  readonly path: string
  readonly operation: string
  readonly mountType: string
  readonly mountPoint: string
  readonly sense: Sense
  readonly clean: boolean
}
const knownPaths = newMemo<Known>(20_000)
const knownActors = newMemo<KnownActor>(20_000)

/** Fills the draft from one line of an audit device; answers why it is no record, or undefined. Never throws. */
export function read(text: string, draft: Draft, mask: Mask): string | undefined {
  locate(text, located, parseLine)
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

const NO_TIME = '`time` is no RFC 3339 time between 1684 and 2255'

/** Reads the time; answers why there is none. */
function readMoment(time: unknown, draft: Draft): string | undefined {
  if (typeof time !== 'string') return '`time` is missing or no text'
  if (readTime(time, draft)) return undefined
  return isLocal(time) ? takeLocal(time, draft, NO_TIME) : NO_TIME
}

function readEntry(entry: JsonObject, draft: Draft, mask: Mask): string | undefined {
  const { type } = entry
  if (type !== 'request' && type !== 'response') return '`type` is neither `request` nor `response`'
  const wrong = readMoment(entry['time'], draft)
  if (wrong !== undefined) return wrong
  const request = members.object(entry['request'], 'request')
  if (request === undefined) return members.wrong || '`request` is missing'
  const known = recall(request)
  if (typeof known === 'string') return known
  const response = members.object(entry['response'], 'response')
  readSaid({ entry, request, response }, known, draft, mask)
  draft.part = draft.requestId === '' ? 'whole' : type
  readVersion(request, response, draft)
  readOutcome(entry, known.sense, draft, mask)
  return undefined
}

interface Parts {
  readonly entry: JsonObject
  readonly request: JsonObject
  readonly response: JsonObject | undefined
}

/** What request and response both say; of a response that repeats its request it is known already. */
function readSaid({ entry, request, response }: Parts, known: Known, draft: Draft, mask: Mask): void {
  const { login } = known.sense
  const repeats = !login && repeatSaid(request, draft)
  if (!repeats) readRequest(request, known, draft, mask)
  const auth = authIn(entry, response, login)
  if (repeats) return
  present(auth, request)
  readIdentity(auth, login, draft, mask)
  if (entry['type'] === 'request' && !login) keepSaid(request, draft)
}

function readRequest(request: JsonObject, known: Known, draft: Draft, mask: Mask): void {
  draft.requestId = plainId(members.text(request['id'], 'request.id'), draft, mask)
  readTarget(request, known, draft, mask)
  readOrigin(request, draft, mask)
}

function recall(request: JsonObject): Known | string {
  const { operation, path } = request
  if (typeof operation !== 'string' || operation === '') return '`request.operation` is missing or no text'
  if (typeof path !== 'string') return '`request.path` is missing or no text'
  const mountType = members.text(request['mount_type'], 'request.mount_type')
  const mountPoint = members.text(request['mount_point'], 'request.mount_point')
  const known = knownPaths.get(path)
  if (known?.operation === operation && known.mountType === mountType && known.mountPoint === mountPoint) return known
  const sense = senseOf(operation, path, mountType, mountPoint)
  const clean = isCleanPath(path) && !mayHoldSecret(operation)
  return knownPaths.keep(path, { path, operation, mountType, mountPoint, sense, clean })
}

function readTarget(request: JsonObject, known: Known, draft: Draft, mask: Mask): void {
  draft.kind = known.sense.kind
  draft.targetType = known.sense.targetType
  draft.action = known.operation
  draft.target = known.path
  if (!known.clean) {
    const shown = maskPath(known.path, mask)
    draft.target = shown.text
    if (shown.masked.length > 0) draft.flags |= MASKED
    draft.action = plain(known.operation, draft, mask)
  }
  const namespace = members.object(request['namespace'], 'request.namespace')
  const space = namespace === undefined ? '' : members.text(namespace['path'], 'request.namespace.path')
  if (space !== '') draft.environment = plain(space.endsWith('/') ? space.slice(0, -1) : space, draft, mask)
}

/** A login carries the new identity in its response; elsewhere that is a token made for somebody else. */
function authIn(entry: JsonObject, response: JsonObject | undefined, login: boolean): JsonObject | undefined {
  const given = members.object(entry['auth'], 'auth')
  const issued = response && members.object(response['auth'], 'response.auth')
  if (issued === undefined) return given
  checkAuth(login ? given : issued)
  return login ? issued : given
}

/** An identity that is not taken must still be of the right types. */
function checkAuth(auth: JsonObject | undefined): void {
  if (auth === undefined) return
  for (const key of ['accessor', 'client_token', 'display_name', 'entity_id']) members.text(auth[key], `auth.${key}`)
  members.text(members.object(auth['metadata'], 'auth.metadata')?.['email'], 'auth.metadata.email')
}

/** What was presented with the request under hand: '' for nothing. */
const presented = { text: '', kind: 'accessor' }

/**
 * The accessor of the token, else the hashed token itself, as batch tokens have no accessor and Vault knows none of a
 * token it refuses.
 */
function present(auth: JsonObject | undefined, request: JsonObject): void {
  const asked = members.text(request['client_token_accessor'], 'request.client_token_accessor')
  const askedToken = members.text(request['client_token'], 'request.client_token')
  const given = auth === undefined ? '' : members.text(auth['accessor'], 'auth.accessor')
  const givenToken = auth === undefined ? '' : members.text(auth['client_token'], 'auth.client_token')
  const accessor = given || asked
  presented.kind = accessor === '' ? 'vault-token' : 'accessor'
  presented.text = accessor || givenToken || askedToken
}

function readIdentity(auth: JsonObject | undefined, login: boolean, draft: Draft, mask: Mask): void {
  const last = auth && readActor(auth, draft, mask)
  const { text, kind } = presented
  if (text !== '') {
    draft.credential = last?.credential === text ? last.credential : hashed(kind, text, draft, mask)
    draft.session = draft.credential
    if (last && draft.credential === text) last.credential = text
  } else if (draft.actor === '' && !login) draft.actorKind = 'anonymous'
}

function readActor(auth: JsonObject, draft: Draft, mask: Mask): KnownActor | undefined {
  const displayName = members.text(auth['display_name'], 'auth.display_name')
  const entity = members.text(auth['entity_id'], 'auth.entity_id')
  const metadata = members.object(auth['metadata'], 'auth.metadata')
  const email = metadata === undefined ? '' : members.text(metadata['email'], 'auth.metadata.email')
  let known = knownActors.get(displayName)
  if (known?.email !== email || !known.actor.fromName) known = learnActor(displayName, email, auth)
  const { actor, clean } = known
  draft.actor = clean ? actor.name : plain(actor.name, draft, mask)
  draft.actorDisplay = clean ? actor.display : plain(actor.display, draft, mask)
  draft.actorKind = actor.kind
  draft.onBehalfOf = known.entity === entity ? known.entity : plainId(entity, draft, mask)
  if (draft.onBehalfOf === entity) known.entity = entity
  return known
}

/** An actor whose name and kind follow from display name and e-mail address alone. */
interface KnownActor {
  readonly email: string
  readonly actor: Actor
  readonly clean: boolean
  /** Entity id and hashed credential last seen with it, both found clean; '' for none. */
  entity: string
  credential: string
}

function learnActor(displayName: string, email: string, auth: JsonObject): KnownActor {
  const actor = actorOf(displayName, members.loose(auth['metadata']), auth['token_type'] === 'batch')
  const clean = !mayHoldSecret(displayName) && !mayHoldSecret(actor.name) && !mayHoldSecret(email)
  return knownActors.keep(displayName, { email, actor, clean, entity: '', credential: '' })
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
