import { type JsonObject, textAt } from '../../entry/json-object.ts'
import { takeLocal } from '../../entry/time-read.ts'
import { readUtc } from '../../entry/utc.ts'
import { isLocal } from '../../record/zone.ts'
import type { Draft, Table } from '../format.ts'
import { readAudit } from './read-audit.ts'
import { readSession } from './read-session.ts'

export type Shape = 'audit' | 'session'

/** Which of the two records an object is, by its members, or by the columns of its table. */
export function shapeOf(object: JsonObject, table?: Table): Shape | undefined {
  const has = (name: string): boolean => name in object || table?.columns.includes(name) === true
  const acted = has('actor_subject') || has('actor_email')
  if (acted && ['org_id', 'created_at', 'resource_type', 'action', 'outcome'].every(has)) return 'audit'
  const session = ['id', 'connection', 'verb', 'status', 'start_date'].every(has)
  return session && (has('user') || has('user_id')) ? 'session' : undefined
}

/** Fills the draft from one row of the audit log or one session; answers why it is no record, or undefined. */
export function readObject(object: JsonObject, draft: Draft): string | undefined {
  const isAudit = shapeOf(object, draft.table) === 'audit'
  const untimed = readMoment(textAt(object, isAudit ? 'created_at' : 'start_date'), draft)
  if (untimed !== undefined) return untimed
  draft.requestId = textAt(object, 'id')
  if (isAudit) readAudit(object, draft)
  else readSession(object, draft)
  return draft.action === '' ? 'it names no action' : undefined
}

const NO_TIME = 'its time is no RFC 3339 time'

/** RFC 3339, or as Postgres prints it: with a blank, and an offset of hours alone. */
function readMoment(text: string, draft: Draft): string | undefined {
  const whole = text.replace(/(:\d\d(?:\.\d{1,9})?[+-]\d\d)$/, '$1:00')
  if (isLocal(whole)) return takeLocal(whole, draft, NO_TIME)
  return readUtc(whole, draft) ? undefined : NO_TIME
}
