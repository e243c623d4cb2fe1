import { type JsonObject, firstText, objectAt, textAt } from '../entry/json-object.ts'
import type { Draft } from '../formats/format.ts'
import type { ActorKind } from '../record/record.ts'
import { firstOf } from './read-common.ts'

const SOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const MICROSOFT = 'http://schemas.microsoft.com/identity/claims'

/** The claims of the token a call was made with: names are short or long, and stand in `identity` or, in REST answers, at the top. */
export function claimOf(record: JsonObject, ...names: readonly string[]): string {
  const claims = objectAt(record, 'identity.claim') ?? objectAt(record, 'identity.claims') ?? objectAt(record, 'claims')
  for (const name of names) {
    const text = claims === undefined ? textAt(record, `identity.claim.${name}`) : textAt(claims, name)
    if (text !== '') return text
  }
  return ''
}

/**
 * Who called, by the claims of the token: a person by the user principal name, a workload by its object id. Fills nothing where
 * the record holds no claims that name anybody.
 */
export function readCaller(record: JsonObject, draft: Draft): void {
  const person = claimOf(record, 'upn', 'unique_name', `${SOAP}/upn`, 'preferred_username')
  const objectId = claimOf(record, 'oid', `${MICROSOFT}/objectidentifier`)
  const appId = claimOf(record, 'appid', 'azp')
  const name = claimOf(record, 'name', `${SOAP}/name`)
  const { actor, kind } = callerOf({ person, objectId, appId, name })
  draft.actor = firstOf(actor, claimOf(record, `${SOAP}/emailaddress`, `${SOAP}/spn`), textAt(record, 'identity'))
  draft.actorKind = kind === 'unknown' ? kindOfName(draft.actor) : kind
  draft.actorDisplay = firstOf(lastStep(claimOf(record, 'xms_mirid')), name === actor ? '' : name)
  draft.application = appId
  draft.credential = claimOf(record, 'uti')
  draft.session = claimOf(record, 'sid')
  draft.onBehalfOf = textAt(record, 'identity.authorization.evidence.role')
}

interface Claims {
  readonly person: string
  readonly objectId: string
  readonly appId: string
  readonly name: string
}

function callerOf({ person, objectId, appId, name }: Claims): { readonly actor: string; readonly kind: ActorKind } {
  if (person !== '') return { actor: person, kind: 'human' }
  if (name.includes('@')) return { actor: name, kind: 'human' }
  if (objectId !== '' || appId !== '') return { actor: firstOf(objectId, appId), kind: 'service' }
  return { actor: name, kind: 'unknown' }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a name says of its bearer: an address is a person's, a GUID a workload's, `Microsoft.Advisor` one of the platform. */
export function kindOfName(name: string): ActorKind {
  if (name.includes('@') || name.includes('#')) return 'human'
  if (GUID.test(name)) return 'service'
  return /^microsoft\.[a-z./]+$/i.test(name) ? 'system' : 'unknown'
}

/** The name at the end of a resource id. */
export const lastStep = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

/** Whether a token was presented at all. */
export const hasCaller = (record: JsonObject): boolean =>
  firstText(record, 'identity.claim.upn', 'identity.claim.oid', 'identity.claim.appid', 'identity') !== '' ||
  Object.keys(objectAt(record, 'identity.claim') ?? objectAt(record, 'identity.claims') ?? {}).length > 0
