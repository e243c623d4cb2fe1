import { chance, type Chance } from '../../bench/chance.ts'
import { people } from './cast.ts'
import type { Line } from './device.ts'
import { events } from './events.ts'
import { type Routine, routines } from './routines.ts'
import { server, type Session } from './server.ts'
import { DAY, type EpochNs, HOUR, instant, MINUTE, SECOND, weekday } from './time.ts'

const SEED = 20_250_331
export const FROM = instant('2025-01-01T00:00:00Z')
export const TO = instant('2025-04-01T00:00:00Z')
const SATURDAY = 5
/** Days on which the offices are closed but the machines are not. */
const HOLIDAYS = new Set(['2025-01-01', '2025-01-06'].map((day) => instant(`${day}T00:00:00Z`)))
/** Lines that the server wrote later than one with a later time. */
const LATE_LINES = 6
const MISTYPED_SHARE = 0.055

/** Every line of the quarter in the order in which the device wrote it. */
export function quarter(): { readonly lines: readonly Line[]; readonly late: readonly Line[] } {
  const random = chance(SEED)
  const vault = server(SEED + 1)
  vault.hold(people.okafor, FROM - HOUR)
  const sessions = [...routines.flatMap((routine) => repeated(random, routine)), ...events]
  for (const session of sessions.toSorted(byStart)) vault.session(session)
  return disturbed(vault.lines.toSorted(byTime))
}

const order = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))
const byStart = (a: Session, b: Session): number => order(a.at, b.at)
const byTime = (a: Line, b: Line): number => order(a.at, b.at)

function repeated(random: Chance, routine: Routine): Session[] {
  const from = routine.from ? instant(`${routine.from}T00:00:00Z`) : FROM
  const until = routine.until ? instant(`${routine.until}T00:00:00Z`) : TO
  const sessions: Session[] = []
  for (let day = from; day < until; day += DAY)
    for (const time of routine.at)
      if (runsOn(routine, day) && random.share() < routine.share) sessions.push(...begun(random, routine, day, time))
  return sessions
}

function runsOn({ days }: Routine, day: EpochNs): boolean {
  const name = weekday(day)
  if (days === 'all') return true
  if (days === 'saturday') return name === SATURDAY
  if (days === 'working') return name < SATURDAY && !HOLIDAYS.has(day)
  return days.includes(name)
}

/** One run; people mistype their password now and then, and get it right some seconds later. */
function begun(random: Chance, { who, steps, lateSeconds, more }: Routine, day: EpochNs, time: string): Session[] {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const late = BigInt(random.below(lateSeconds * 1000)) * 1_000_000n + BigInt(random.below(1_000_000))
  const at = day + BigInt(hour) * HOUR + BigInt(minute) * MINUTE + late
  const session: Session = { who, at, steps, address: random.pick(who.addresses), ...more }
  if (who.method !== 'userpass' || random.share() > MISTYPED_SHARE * 3) return [session]
  return [{ ...session, steps: [], failure: 'wrong', at: at - 9n * SECOND }, session]
}

/** Lines of calls that ran at once can be written in the other order; a log of this length shows a few. */
function disturbed(sorted: readonly Line[]): { lines: readonly Line[]; late: readonly Line[] } {
  const lines = [...sorted]
  const places = lines.flatMap((line, index) => (mayBeLate(lines[index - 1], line) ? [index] : []))
  const late: Line[] = []
  for (let n = 0; n < LATE_LINES; n++) {
    const index = places[Math.floor(((n + 0.5) * places.length) / LATE_LINES)] ?? 0
    const [before, line] = [lines[index - 1], lines[index]]
    if (!before || !line) throw new Error('the quarter has too few calls that run at once')
    lines[index - 1] = line
    lines[index] = before
    late.push(before)
  }
  return { lines, late }
}

function mayBeLate(before: Line | undefined, line: Line): boolean {
  if (!before || before.id === line.id || before.visit.mark || line.visit.mark) return false
  return before.visit.address !== line.visit.address && line.at - before.at < SECOND
}
