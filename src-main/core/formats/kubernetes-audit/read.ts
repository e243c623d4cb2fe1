import { before } from '../../entry/before.ts'
import { type JsonObject, countAt, firstText, listAt, textAt, textOf } from '../../entry/json-object.ts'
import { readOrigin } from '../../entry/origin.ts'
import { readUtc } from '../../entry/utc.ts'
import type { ActorKind, Outcome } from '../../record/record.ts'
import type { Draft, Part } from '../format.ts'
import { kindOf } from './verb.ts'

/** Stages of one request (Kubernetes: "Auditing"); the policy may leave any of them out, so a completion may stand alone. */
const parts: ReadonlyMap<string, Part> = new Map(
  Object.entries<Part>({
    RequestReceived: 'request',
    ResponseStarted: 'request',
    ResponseComplete: 'completion',
    Panic: 'completion',
  }),
)

const times = ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp', 'metadata.creationTimestamp', 'time']

/** Fills the draft from one event; answers why it is no record, or undefined. */
export function readEvent(event: JsonObject, draft: Draft): string | undefined {
  if (!times.some((name) => readUtc(textAt(event, name), draft))) return 'it holds no time'
  draft.action = firstText(event, 'verb', 'http.method', 'attributes.http.method')
  if (draft.action === '') return '`verb` is missing'
  draft.requestId = textAt(event, 'auditID')
  draft.part = draft.requestId === '' ? 'whole' : (parts.get(textAt(event, 'stage')) ?? 'whole')
  readActor(event, draft)
  readTarget(event, draft)
  draft.outcome = outcomeOf(event)
  draft.reason = draft.outcome === 'success' ? '' : firstText(event, 'responseStatus.reason', 'responseStatus.message')
  const { ip, port } = readOrigin(textOf(listAt(event, 'sourceIPs')[0]))
  draft.ip = ip
  draft.port = port
  draft.userAgent = textAt(event, 'userAgent')
  draft.reasonGiven = ''
  return undefined
}

function readActor(event: JsonObject, draft: Draft): void {
  draft.actor = textAt(event, 'user.username')
  const as = textAt(event, 'impersonatedUser.username')
  draft.onBehalfOf = as
  // a proxy acts for people: the person is who is meant
  draft.actorDisplay = as
  draft.actorKind = kindOfActor(draft.actor)
  const extra = (name: string): string => textOf(listAt(event, `user.extra.${name}`)[0])
  draft.credential =
    firstText(event, 'user.extra.accessKeyId.0') ||
    extra('accessKeyId') ||
    extra('authentication.kubernetes.io/credential-id')
  draft.session = extra('sessionName')
}

function kindOfActor(name: string): ActorKind {
  if (name === 'system:anonymous') return 'anonymous'
  if (name.startsWith('system:serviceaccount:')) return 'service'
  if (name.startsWith('system:')) return 'system'
  if (name === '') return 'unknown'
  return name.includes('@') ? 'human' : 'unknown'
}

function readTarget(event: JsonObject, draft: Draft): void {
  const resource = firstText(event, 'objectRef.resource', 'attributes.objectRef.resource')
  const subresource = textAt(event, 'objectRef.subresource')
  draft.kind = kindOf(draft.action, resource, subresource)
  if (resource === '') {
    draft.target = before(textAt(event, 'requestURI'), '?')
    draft.targetType = 'url'
    return
  }
  const name = firstText(event, 'objectRef.name', 'attributes.objectRef.name') || createdName(event)
  const space = firstText(event, 'objectRef.namespace', 'attributes.objectRef.namespace')
  // what is created has its name in the answer alone: the request then names nothing that the answer would contradict
  const unnamed = name === '' && draft.part === 'request' && draft.action === 'create'
  draft.target = unnamed ? '' : [space, resource, name, subresource].filter((step) => step !== '').join('/')
  draft.targetType = resource === 'secrets' ? 'secret' : resource
}

const createdName = (event: JsonObject): string =>
  firstText(event, 'responseObject.metadata.name', 'requestObject.metadata.name')

function outcomeOf(event: JsonObject): Outcome {
  const code = countAt(event, 'responseStatus.code')
  const decision = textAt(event, 'annotations.authorization.k8s.io/decision')
  if (code === 401 || code === 403 || (code < 0 && decision === 'forbid')) return 'denied'
  if (code >= 400 || textAt(event, 'responseStatus.status') === 'Failure' || textAt(event, 'stage') === 'Panic')
    return 'failure'
  return code >= 100 ? 'success' : 'unknown'
}
