import type { JsonObject } from '../../entry/json-object.ts'
import type { Draft, Mask } from '../format.ts'
import { members } from './members.ts'
import { plain } from './plain.ts'
import { normaliseReason, outcomeOf } from './reason.ts'
import type { Sense } from './sense.ts'

/**
 * The version of a secret, or of the transit key: numbers are never hashed, texts are and then say nothing. A body that
 * may be the secret itself (version 1 of key-value) is told apart by its lack of `created_time`.
 */
export function readVersion(request: JsonObject, response: JsonObject | undefined, draft: Draft): void {
  const answer = members.loose(response?.['data'])
  if (answer !== undefined) draft.targetVersion = answeredVersion(answer)
  const asked = members.loose(request['data'])
  if (asked === undefined || (draft.kind === 'write' && !draft.target.includes('/undelete/'))) return
  const { version, versions } = asked
  if (draft.targetVersion === '') draft.targetVersion = versionText(version)
  if (Array.isArray(versions))
    draft.targetVersion = versions.slice(0, MOST_VERSIONS).map(versionText).filter(Boolean).join(',')
}

function answeredVersion(answer: JsonObject): string {
  const metadata = members.loose(answer['metadata'])
  const written = answer['created_time'] === undefined ? answer['key_version'] : answer['version']
  return versionText(metadata?.['version'] ?? written)
}

/** A delete or destroy names several versions; more are in the original. */
const MOST_VERSIONS = 100

function versionText(version: unknown): string {
  if (typeof version === 'number') return Number.isSafeInteger(version) && version >= 0 ? String(version) : ''
  return typeof version === 'string' && /^\d{1,9}$/.test(version) ? version : ''
}

/** The outcome, which a request alone has only where it was refused. */
export function readOutcome(entry: JsonObject, sense: Sense, draft: Draft, mask: Mask): void {
  const error = members.text(entry['error'], 'error')
  if (error !== '') {
    const reason = normaliseReason(error)
    draft.outcome = outcomeOf(reason, sense.login)
    draft.reason = plain(reason, draft, mask)
  } else if (entry['type'] === 'response') {
    const missing =
      draft.action === 'read' && sense.targetType === 'secret' ? missingOf(members.loose(entry['response'])) : ''
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
