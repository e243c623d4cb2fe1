import { type Draft, EITHER_DAY, NEEDS_ZONE } from '../formats/format.ts'
import { flagBit } from '../record/record.ts'
import { type LocalRead, readLocal } from '../record/zone.ts'

/**
 * What came of reading a time (core/record/zone.ts); `no-zone`: it has no offset, and no zone is known; `either-day`: day and month could each be
 * the other.
 */
export type TimeRead = LocalRead | 'no-zone' | 'either-day'

/** Why a local time that never was is no record: to move it would be to invent a time. */
export const SKIPPED_HOUR =
  'its time was never shown by the clock of the zone, which was set forward then: the zone is not that of the source, or the source had another offset'

const DOUBLED = flagBit('doubled-hour')

/** Whether there is a time; of two readings it is the earlier. */
export const isRead = (came: TimeRead): boolean => came === 'read' || came === 'doubled'

/** Why an entry with such a time is no record, or undefined; one that could be either of two times is flagged. */
export function takeTime(came: TimeRead, draft: Draft, unreadable: string): string | undefined {
  if (came === 'doubled') draft.flags |= DOUBLED
  if (isRead(came)) return undefined
  if (came === 'skipped') return SKIPPED_HOUR
  if (came === 'either-day') return EITHER_DAY
  return came === 'no-zone' ? NEEDS_ZONE : unreadable
}

/** Reads a time without offset into the draft, by the zone that was given for its source. */
export function takeLocal(text: string, draft: Draft, unreadable: string): string | undefined {
  return takeTime(draft.zone === '' ? 'no-zone' : readLocal(text, draft.zone, draft), draft, unreadable)
}
