import { type Instant, readTime } from '../record/time.ts'

const NO_OFFSET = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: ?(?:Z|UTC))?$/
const AMERICAN =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(\.\d{1,9})? ([AP])M(?: ?([+-]\d\d:\d\d|Z|UTC))?$/

/**
 * Reads a time as Azure and Microsoft 365 write it; false leaves `into` untouched. RFC 3339, the same without an offset, and the
 * invariant `M/D/YYYY h:mm:ss AM`. Without an offset it is UTC by the vendor's word and no assumption: "time: the timestamp
 * (UTC)" (Azure Monitor, common resource log schema), "CreationTime … in UTC" (Office 365 Management Activity API schema).
 */
export function readAzureTime(text: string, into: Instant): boolean {
  if (text.length > 48) return false
  if (readTime(text, into)) return true
  const plain = NO_OFFSET.exec(text)
  if (plain !== null) return readTime(`${plain[1]}T${plain[2]}Z`, into)
  const parts = AMERICAN.exec(text)
  return parts !== null && readTime(turned(parts), into)
}

/** RFC 3339 of an American time; an hour beyond 12 gives what no time is. */
function turned([
  ,
  month = '',
  day = '',
  year,
  hour = '',
  minute,
  second,
  fraction = '',
  half,
  zone,
]: RegExpExecArray): string {
  const hours = Number(hour) > 12 || hour === '0' ? 99 : (Number(hour) % 12) + (half === 'P' ? 12 : 0)
  const offset = zone === undefined || zone === 'UTC' ? 'Z' : zone
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}${fraction}${offset}`
}

const two = (part: string | number): string => String(part).padStart(2, '0')
