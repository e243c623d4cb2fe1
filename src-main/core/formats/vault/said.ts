import { type Draft, newDraft } from '../format.ts'
import type { JsonObject } from '../../entry/json-object.ts'

/** What the last request line said in `request` and `auth`, and the object it said it in. */
const said = newDraft()
let source: JsonObject | undefined

/** Keeps what a line said in `request` and `auth`. What was masked is not kept, since the mask is that of one case. */
export function keepSaid(request: JsonObject, draft: Draft): void {
  source = draft.flags === 0 ? request : undefined
  copySaid(draft, said)
}

/** Says it again where a response line repeats both (`parseLine` then gives the same object); false where it does not. */
export function repeatSaid(request: JsonObject, draft: Draft): boolean {
  if (request !== source) return false
  copySaid(said, draft)
  return true
}

/** Every member that follows from `request` and `auth` alone. */
function copySaid(from: Draft, to: Draft): void {
  to.requestId = from.requestId
  to.kind = from.kind
  to.targetType = from.targetType
  to.action = from.action
  to.target = from.target
  to.environment = from.environment
  to.ip = from.ip
  to.port = from.port
  to.userAgent = from.userAgent
  to.actor = from.actor
  to.actorDisplay = from.actorDisplay
  to.actorKind = from.actorKind
  to.onBehalfOf = from.onBehalfOf
  to.credential = from.credential
  to.session = from.session
}
