import { lowerCase } from '../../mask/lower-case.ts'
import { eventText } from '../../azure/monitor-record.ts'
import { firstOf, outcomeOfStatus } from '../../azure/read-common.ts'
import { type JsonObject, textAt } from '../../entry/json-object.ts'
import type { Outcome } from '../../record/record.ts'
import type { Draft } from '../format.ts'

/** Refused by policy and not for want of a right password: Conditional Access, assignment (Microsoft Entra error codes, AADSTS). */
const DENIED = new Set([
  '50105',
  '53000',
  '53001',
  '53002',
  '53003',
  '53004',
  '53009',
  '53010',
  '53011',
  '530032',
  '530034',
])
/** The sign-in was stopped to ask for more (MFA, "Keep me signed in"), and may go on in another record (the same list). */
const INTERRUPTS = new Set([
  '50055',
  '50058',
  '50072',
  '50074',
  '50076',
  '50079',
  '50125',
  '50127',
  '50129',
  '50140',
  '50144',
])

const WORDS: ReadonlyMap<string, Outcome> = new Map(
  Object.entries<Outcome>({
    success: 'success',
    failure: 'failure',
    clienterror: 'failure',
    interrupted: 'failure',
  }),
)

/** Sets outcome and reason: an audit says it in a word, a sign-in by an error code (0 is success), a Graph call by its status. */
export function readOutcome(record: JsonObject, draft: Draft): void {
  const code = firstOf(eventText(record, 'status.errorCode'), textAt(record, 'resultType')).replace(/\.0+$/, '')
  const said = lowerCase(eventText(record, 'result', 'status'))
  const word = said === '' && code === '' ? textAt(record, 'resultSignature').toLowerCase() : said
  const status = eventText(record, 'responseStatusCode')
  const known = WORDS.get(word)
  if (known !== undefined) readWord(record, draft, known)
  else if (/^\d{1,9}$/.test(code)) readCode(record, draft, code)
  else if (/^\d{3}$/.test(status)) readStatus(draft, status)
  draft.reason = firstOf(draft.reason, known === undefined ? said : '', riskOf(record))
}

function readWord(record: JsonObject, draft: Draft, outcome: Outcome): void {
  draft.outcome = outcome
  if (outcome === 'success') return
  const code = textAt(record, 'resultType')
  if (DENIED.has(code)) draft.outcome = 'denied'
  draft.reason = joined(code, eventText(record, 'resultReason', 'resultDescription'))
}

function readCode(record: JsonObject, draft: Draft, code: string): void {
  draft.outcome = code === '0' ? 'success' : DENIED.has(code) ? 'denied' : 'failure'
  if (code === '0') return
  const said = firstOf(eventText(record, 'status.failureReason'), eventText(record, 'resultDescription'))
  draft.reason = joined(INTERRUPTS.has(code) ? `${code} (interrupt)` : code, said)
}

function readStatus(draft: Draft, status: string): void {
  draft.outcome = outcomeOfStatus(Number(status))
  if (draft.outcome !== 'success') draft.reason = status
}

/** What Identity Protection found: it is no result of an act. */
const riskOf = (record: JsonObject): string => {
  const found = eventText(record, 'riskEventType')
  const state = eventText(record, 'riskState')
  return found === '' && eventText(record, 'riskLevel') === ''
    ? ''
    : joined(found, state, eventText(record, 'riskLevel'))
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ')
