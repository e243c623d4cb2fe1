import { lowerCase } from '../../mask/lower-case.ts'
import { claimOf, kindOfName, readCaller } from '../../azure/caller.ts'
import { eventText, plainOrValue } from '../../azure/monitor-record.ts'
import { duplicateKeyOf, environmentOf, firstOf, readCommon, setOrigin } from '../../azure/read-common.ts'
import { type JsonObject, firstText, textAt } from '../../entry/json-object.ts'
import type { Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { senseOf } from './sense.ts'

/** The category, wherever a schema has it. */
export const categoryOf = (record: JsonObject): string =>
  firstOf(
    textAt(record, 'categoryValue'),
    plainOrValue(record, 'category'),
    firstText(record, 'properties.eventCategory', 'evt.category'),
  )

/** Fills the draft from a record under the streams' names. */
export function readActivity(record: JsonObject, draft: Draft): string | undefined {
  const wrong = readCommon(record, draft)
  if (wrong !== undefined) return wrong
  draft.action = firstOf(
    textAt(record, 'operationNameValue'),
    plainOrValue(record, 'operationName'),
    textAt(record, 'evt.name'),
  )
  if (draft.action === '') return 'it names no operation'
  readTarget(record, draft)
  readWho(record, draft)
  setOrigin(
    draft,
    textAt(record, 'callerIpAddress'),
    textAt(record, 'httpRequest.clientIpAddress'),
    claimOf(record, 'ipaddr'),
  )
  draft.userAgent = textAt(record, 'httpRequest.userAgent')
  readOutcome(record, draft)
  draft.requestId = eventText(record, 'eventDataId')
  draft.duplicateKey = duplicateKeyOf(draft.requestId, draft)
  return undefined
}

function readTarget(record: JsonObject, draft: Draft): void {
  const id = firstOf(
    textAt(record, 'resourceId'),
    firstText(record, 'properties.entity', 'authorization.scope', 'identity.authorization.scope', 'resource'),
  )
  draft.target = lowerCase(id)
  if (draft.environment === '') draft.environment = environmentOf(id)
  const { kind, targetType } = senseOf(draft.action, id)
  draft.kind = kind
  draft.targetType = targetType
}

function readWho(record: JsonObject, draft: Draft): void {
  readCaller(record, draft)
  const caller = textAt(record, 'caller')
  if (caller !== '' && caller !== draft.actor) {
    if (draft.actorDisplay === '') draft.actorDisplay = draft.actor
    draft.actor = caller
    draft.actorKind = kindOfName(caller)
  }
  const principal = textAt(record, 'identity.authorization.evidence.principalType')
  if (principal === 'User') draft.actorKind = 'human'
  if (principal === 'ServicePrincipal') draft.actorKind = 'service'
  if (draft.onBehalfOf === '') draft.onBehalfOf = textAt(record, 'authorization.evidence.role')
}

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map(
  Object.entries<Outcome>({
    success: 'success',
    succeeded: 'success',
    failure: 'failure',
    failed: 'failure',
  }),
)
const REFUSED = /forbidden|unauthorized|authorizationfailed|requestdisallowed|^40[13]$/i

/** Only an end has a result: Start, Accept, Active, Updated say that an act goes on. */
function readOutcome(record: JsonObject, draft: Draft): void {
  const result = firstOf(textAt(record, 'resultType'), plainOrValue(record, 'status'), textAt(record, 'evt.outcome'))
  const detail = firstOf(
    textAt(record, 'resultSignature'),
    plainOrValue(record, 'subStatus'),
    textAt(record, 'properties.statusCode'),
  )
  const outcome = OUTCOMES.get(result.toLowerCase()) ?? 'unknown'
  const refused = outcome === 'failure' && detail.split(/[.\s(]/, 8).some((word) => REFUSED.test(word))
  draft.outcome = refused ? 'denied' : outcome
  if (outcome === 'success') return
  const said = firstOf(textAt(record, 'resultDescription'), outcome === 'failure' ? textAt(record, 'description') : '')
  draft.reason = firstOf([detail, said].filter((part) => part !== '').join(' '), result)
}
