import type { Database } from 'better-sqlite3'
import type { FoundPair, Reading } from './clock-pairs.ts'

// opening a session hands out the key that its records name: core/formats/aws-cloudtrail, `readResource`
const OPENED = `SELECT k.id AS session, r.id AS record, r.time_us AS us, r.time_digits AS digits, t.text AS service
                  FROM record r JOIN bundle b ON b.id = r.bundle JOIN term k ON k.text = r.trace_id
                  LEFT JOIN term t ON t.id = r.target_type
                 WHERE b.state = 'complete' AND b.format = 'aws-cloudtrail' AND r.trace_id GLOB 'ASIA*' AND r.outcome = 1`
const USED = `SELECT r.session, r.id AS record, r.time_us AS us, r.time_digits AS digits, t.text AS service
                FROM record r JOIN bundle b ON b.id = r.bundle LEFT JOIN term t ON t.id = r.target_type
               WHERE b.state = 'complete' AND b.format = 'aws-cloudtrail' AND r.session IS NOT NULL`
/** Sessions looked at, each with its first use by every service; provisional: some hundred MB. */
const MOST_SESSIONS = 500_000

interface Row {
  readonly session: number
  readonly record: number
  readonly us: number
  readonly digits: number
  readonly service: string | null
}

interface Opened {
  readonly reading: Reading
  readonly uses: Map<string, Reading>
}

/** The opening of each session with its first use in every other service. */
export function* sessionPairs(db: Database): Generator<FoundPair> {
  const sessions = openedIn(db)
  if (sessions.size === 0) return
  for (const row of db.prepare<[], Row>(USED).iterate()) noteUse(sessions.get(row.session)?.uses, readingOf(row))
  for (const { reading: first, uses } of sessions.values()) {
    for (const second of uses.values()) if (second.clock !== first.clock) yield { rule: 'session-use', first, second }
  }
}

function openedIn(db: Database): Map<number, Opened> {
  const sessions = new Map<number, Opened>()
  for (const row of db.prepare<[], Row>(OPENED).iterate()) {
    const held = sessions.get(row.session)
    // delivered twice: the earlier is the opening
    const isNew = held ? row.us < held.reading.us : sessions.size < MOST_SESSIONS
    if (isNew) sessions.set(row.session, { reading: readingOf(row), uses: new Map() })
  }
  return sessions
}

function noteUse(uses: Map<string, Reading> | undefined, use: Reading): void {
  if (uses && use.us < (uses.get(use.clock)?.us ?? Infinity)) uses.set(use.clock, use)
}

const readingOf = ({ record, us, digits, service }: Row): Reading => ({
  record,
  clock: `aws-cloudtrail ${service ?? 'other'}`,
  us,
  digits,
})
