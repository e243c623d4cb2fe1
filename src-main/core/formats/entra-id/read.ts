import { eventText } from '../../azure/monitor-record.ts'
import { directoryKind } from '../../azure/directory-kind.ts'
import { duplicateKeyOf, environmentOf, firstOf, readCommon, setOrigin } from '../../azure/read-common.ts'
import { type JsonObject, countAt, firstText, textAt } from '../../entry/json-object.ts'
import type { Kind } from '../../record/record.ts'
import type { Draft } from '../format.ts'
import { readOutcome } from './outcome.ts'
import { readTarget } from './target.ts'
import { detailOf, readWho } from './who.ts'

/** Fills the draft from a record under the streams' names. */
export function readEntra(record: JsonObject, draft: Draft): string | undefined {
  const wrong = readCommon(record, draft)
  if (wrong !== undefined) return wrong
  draft.action = actionOf(record)
  if (draft.action === '') return 'it names no activity'
  const graph = draft.action === GRAPH
  draft.kind = graph ? kindOfMethod(eventText(record, 'requestMethod')) : directoryKind(draft.action)
  readWho(record, draft)
  readTarget(record, draft)
  setOrigin(
    draft,
    textAt(record, 'callerIpAddress'),
    eventText(record, 'ipAddress'),
    eventText(record, 'initiatedBy.user.ipAddress'),
  )
  readOutcome(record, draft)
  readRest(record, draft)
  return undefined
}

const GRAPH = 'Microsoft Graph Activity'
const SIGN_IN = 'Sign-in activity'

/** Objects of the Graph API name no operation where their type says it: they get the name that the streams have. */
function actionOf(record: JsonObject): string {
  const named = firstOf(textAt(record, 'operationName'), eventText(record, 'activityDisplayName'))
  if (named !== '') return named
  if (eventText(record, 'requestMethod', 'requestUri') !== '') return GRAPH
  if (eventText(record, 'riskLevel') !== '') {
    return eventText(record, 'riskEventType') === '' ? 'Risky user' : 'User Risk Detection'
  }
  return eventText(record, 'appId', 'appDisplayName') === '' ? '' : SIGN_IN
}

function readRest(record: JsonObject, draft: Draft): void {
  draft.userAgent = firstOf(eventText(record, 'userAgent'), detailOf(record, 'User-Agent'))
  draft.session = eventText(record, 'sessionId', 'C_Sid')
  draft.credential = eventText(record, 'uniqueTokenIdentifier', 'signInActivityId')
  draft.requestId = eventText(record, 'id', 'requestId')
  draft.reasonGiven = detailOf(record, 'Justification')
  draft.ticket = detailOf(record, 'TicketNumber')
  if (draft.region === '') draft.region = eventText(record, 'location.countryOrRegion')
  if (draft.environment === '')
    draft.environment = environmentOf(`/tenants/${firstText(record, 'tenantId', 'AADTenantId')}`)
  const risk = ['riskState', 'riskDetail', 'riskLevelAggregated', 'riskLevel', 'isDeleted']
  draft.duplicateKey = duplicateKeyOf(
    draft.requestId,
    draft,
    draft.reason,
    String(countAt(record, 'properties.processingTimeInMilliseconds')),
    ...risk.map((name) => eventText(record, name)),
  )
}

function kindOfMethod(method: string): Kind {
  if (method === 'GET' || method === 'HEAD') return 'read'
  if (method === 'DELETE') return 'delete'
  return method === '' ? 'other' : 'write'
}
