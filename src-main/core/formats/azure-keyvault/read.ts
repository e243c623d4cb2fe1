import { hasCaller, readCaller } from '../../azure/caller.ts'
import { eventText } from '../../azure/monitor-record.ts'
import { firstOf, httpStatus, outcomeOfStatus, readCommon, setOrigin } from '../../azure/read-common.ts'
import { type JsonObject, textAt } from '../../entry/json-object.ts'
import type { Draft } from '../format.ts'
import { operationOf } from './operation.ts'
import { readTarget } from './target.ts'

/** Fills the draft from a record under the streams' names. */
export function readVaultRecord(record: JsonObject, draft: Draft): string | undefined {
  const wrong = readCommon(record, draft)
  if (wrong !== undefined) return wrong
  draft.action = textAt(record, 'operationName')
  if (draft.action === '') return 'it names no operation'
  const { kind, targetType } = operationOf(draft.action)
  draft.kind = kind
  draft.targetType = targetType
  readTarget(record, draft)
  readCaller(record, draft)
  const known = hasCaller(record)
  if (!known) draft.actorKind = 'anonymous'
  setOrigin(draft, textAt(record, 'callerIpAddress'))
  draft.userAgent = eventText(record, 'clientInfo')
  readOutcome(record, draft, known)
  return undefined
}

const CHALLENGE = 'challenge: the call bore no token; clients then repeat it with one'

/**
 * The HTTP status decides: `resultType` says Success of refused calls too. A call without any token that is answered 401 is the
 * usual challenge, which refuses nobody.
 */
function readOutcome(record: JsonObject, draft: Draft, known: boolean): void {
  const status = httpStatus(record)
  const challenge = status === 401 && !known
  draft.outcome = challenge ? 'failure' : outcomeOfStatus(status)
  if (draft.outcome === 'success') return
  const said = firstOf(textAt(record, 'resultDescription'), textAt(record, 'resultSignature'))
  draft.reason = [status === 0 ? '' : String(status), challenge ? CHALLENGE : said]
    .filter((part) => part !== '')
    .join(' ')
}
