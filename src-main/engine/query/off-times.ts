import { type OffTime, type SwitchAt, offTimes, switchOf } from '../../core/verify/observations/audit-switches.ts'
import { idsOfPage } from './records-page.ts'
import { type Asking, recordsOf } from './result.ts'
import { fetchRows } from './rows.ts'

/** Acts looked at; a case with more has changed its logs more often than anything can be told from. Provisional. */
const MOST = 10_000

/** When the logs of each bundle were switched off, as its own records tell, by bundle; and how many acts were not looked at. */
export function offTimesOf(asking: Asking): {
  readonly times: ReadonlyMap<number, readonly OffTime[]>
  readonly unread: number
} {
  const { result } = recordsOf(asking, { where: 'kind:configure-audit' })
  const ids = idsOfPage(asking, result, { order: 'time', offset: 0, limit: MOST })
  const path = asking.db.prepare<[number], string>('SELECT path FROM bundle_file WHERE id = ?').pluck()
  const switches = new Map<number, SwitchAt[]>()
  for (const { record, file } of fetchRows(asking.db, ids)) {
    const { system, action = '', target = '', outcome, timeUs, line, bundle } = record
    const found = switchOf(system, { action, target, outcome })
    if (found === undefined) continue
    const known = switches.get(bundle) ?? []
    known.push({ ...found, timeUs, line, file: path.get(file) ?? '' })
    switches.set(bundle, known)
  }
  const times = new Map([...switches].map(([bundle, own]) => [bundle, offTimes(own)]))
  return { times, unread: result.total - ids.length }
}
