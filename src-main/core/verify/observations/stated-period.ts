import { readTime } from '../../record/time.ts'
import { nameOf, readLogName } from '../cloudtrail/names.ts'

/** The half-open time that the records of a file must be of, as its path says; µs since 1970 UTC. */
export interface StatedPeriod {
  readonly fromUs: number
  readonly toUs: number
}

const MINUTE_US = 60_000_000
const HOUR_US = 60 * MINUTE_US
/** A record may be delivered late; a day is more than any delivery should take. Provisional: the vendors name no limit. */
const LATE_US = 24 * HOUR_US
/** The clocks of who writes and who delivers differ. Provisional. */
const SKEW_US = 5 * MINUTE_US

/** A path that names when its file was delivered holds nothing later, and nothing much earlier. */
const deliveredBy = (fromUs: number, spanUs: number): StatedPeriod => ({
  fromUs: fromUs - LATE_US,
  toUs: fromUs + spanUs + SKEW_US,
})

type Read = (path: string) => StatedPeriod | undefined

const layouts: readonly Read[] = [
  // AWS CloudTrail user guide, "log file name format": the minute in which the file was delivered.
  (path) => {
    const minuteUs = readLogName(nameOf(path))?.minuteUs
    return minuteUs === undefined ? undefined : deliveredBy(minuteUs, MINUTE_US)
  },
  // Azure Monitor, "resource logs to storage": the hour in which events were received.
  (path) => {
    const hourUs = timeIn(/(?:^|\/)y=(\d{4})\/m=(\d\d)\/d=(\d\d)\/h=(\d\d)\/m=\d\d\/PT1H\.json/, path)
    return hourUs === undefined ? undefined : deliveredBy(hourUs, HOUR_US)
  },
  // Google Cloud Logging, "log entries in Cloud Storage": the hour of the entries' own times. ZIP tools replace the colons.
  (path) => {
    const hourUs = timeIn(/\/(\d{4})\/(\d\d)\/(\d\d)\/(\d\d).00.00_\d\d.59.59_[A-Z]\w{0,9}\.json/, path)
    return hourUs === undefined ? undefined : { fromUs: hourUs, toUs: hourUs + HOUR_US }
  },
  // GitHub, "streaming the audit log": YYYY/MM/DD/HH/MM/uuid.json.gz, the minute in which the file was written.
  (path) => {
    const shape = /(?:^|\/)(\d{4})\/(\d\d)\/(\d\d)\/(\d\d)\/(\d\d)\/[0-9a-f]{8}-[0-9a-f-]{27}\.json/
    const minuteUs = timeIn(shape, path)
    return minuteUs === undefined ? undefined : deliveredBy(minuteUs, MINUTE_US)
  },
]

/** What the path of a file states of the time of its records; undefined where it states none. Never throws. */
export function statedPeriod(path: string): StatedPeriod | undefined {
  for (const read of layouts) {
    const period = read(path)
    if (period !== undefined) return period
  }
  return undefined
}

const instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }

function timeIn(shape: RegExp, path: string): number | undefined {
  const [, year, month, day, hour, minute = '00'] = shape.exec(path) ?? []
  return readTime(`${year}-${month}-${day}T${hour}:${minute}:00Z`, instant) ? instant.timeUs : undefined
}
