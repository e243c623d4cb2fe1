import { type Instant, readTime } from '../../record/time.ts'

/** What the name of a digest file says: whose digests it belongs to and the end of its hour. */
export interface DigestName {
  /** Account, region, trail and home region, and whether backfill: one chain of digests. */
  readonly series: string
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly backfill: boolean
  /** µs since 1970 UTC. */
  readonly endUs: number
}

/** What the name of a log file says. */
export interface LogName {
  readonly account: string
  readonly region: string
  /** The minute of its delivery, µs since 1970 UTC. */
  readonly minuteUs: number
}

// "CloudTrail digest file structure" and "CloudTrail log file name format", AWS CloudTrail user guide. S3 keys end at 1,024 bytes.
const DIGEST =
  /^(\d{12})_CloudTrail-Digest_([a-z0-9-]{1,40})_(.{1,200})_([a-z0-9-]{1,40})_(\d{8}T\d{6}Z)(_backfill)?\.json$/
const LOG = /^(\d{12})_CloudTrail_([a-z0-9-]{1,40})_(\d{8}T\d{4}Z)_[A-Za-z0-9]{1,64}\.json$/

/** The last step of a path or S3 key without the `.gz` that unpacking takes away: AWS makes it unique for each digest and log. */
export function nameOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
  return name.endsWith('.gz') ? name.slice(0, -3) : name
}

// As the two above and for the files of insights, as far as all of them agree.
const OWN = /^\d{12}_CloudTrail(?:-[A-Za-z]{1,40})?_/

/** Whether a file has a name such as CloudTrail gives to its digests and logs. */
export const isCloudTrailPath = (path: string): boolean => OWN.test(nameOf(path))

/** Undefined where it is no name of a digest file. */
export function readDigestName(name: string): DigestName | undefined {
  const [, account = '', region = '', trail = '', home = '', time = '', backfill] = DIGEST.exec(name) ?? []
  const endUs = compactTime(time)
  if (endUs === undefined) return undefined
  const series = [account, region, trail, home, backfill === undefined ? '' : 'backfill'].join(' ')
  return { series, account, region, trail, backfill: backfill !== undefined, endUs }
}

/** Undefined where it is no name of a log file. */
export function readLogName(name: string): LogName | undefined {
  const [, account = '', region = '', time = ''] = LOG.exec(name) ?? []
  const minuteUs = compactTime(time.replace('Z', '00Z'))
  return minuteUs === undefined ? undefined : { account, region, minuteUs }
}

const instant: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }

/** A time of RFC 3339 as µs; undefined where it is none. */
export const microseconds = (text: string): number | undefined => (readTime(text, instant) ? instant.timeUs : undefined)

/** µs as `YYYY-MM-DDThh:mm:ssZ`, the form that `aws cloudtrail validate-logs` prints. */
export const shownTime = (us: number): string => `${new Date(us / 1000).toISOString().slice(0, 19)}Z`

const compactTime = (text: string): number | undefined =>
  text === '' ? undefined : microseconds(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
