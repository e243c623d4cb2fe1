import type { Envelope, Opened } from './envelope.ts'
import { arrivalUs } from './outer.ts'

/** RFC 5424, section 6: priority, version, time, host, application, process, message id, structured data. */
const NEW =
  /^(?:<\d{1,3}>)?1 (?<time>\S{10,35}) (?<host>\S{1,255}) (?<app>\S{1,48}) (\S{1,128}) (\S{1,32}) (?:-|(?:\[[^\]]{0,2000}\])+) ?(?:\ufeff)?(?<entry>[\s\S]*)$/
/** RFC 3164, section 4: an optional priority, `Mmm dd hh:mm:ss`, host, tag; some relays write an RFC 3339 time. */
const OLD =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|(?<time>\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d))) (?<host>\S{1,255}) (?:(?<app>[\w./-]{1,64})(?:\[\d{1,10}\])?: )?(?<entry>[\s\S]*)$/
/** What CyberArk's Vault writes in place of the first: time and host alone. */
const SHORT = /^<\d{1,3}>1 (?<time>\d{4}-\S{6,31}) (?<host>\S{1,255}) (?<entry>[\s\S]*)$/
/** What is handed on must look like an entry: an object, an XML document or a known header. */
const ENTRY = /^\s*(?:[{<]|CEF:|LEEF:)/

/** Syslog headers in front of an entry; a time without year and zone is none that could be kept. */
export const syslog: Envelope = {
  id: 'syslog',
  title: 'a syslog line',
  open: (text, table) => {
    if (table !== undefined || text.charCodeAt(0) === 123) return undefined
    for (const shape of [NEW, SHORT, OLD]) {
      const groups = shape.exec(text)?.groups
      const found = groups && opened(groups)
      if (found) return found
    }
    return undefined
  },
}

function opened({
  entry = '',
  time = '',
  host = '-',
  app = '-',
}: Readonly<Record<string, string | undefined>>): Opened | undefined {
  if (!ENTRY.test(entry)) return undefined
  const collector = Object.entries({ host, app })
    .filter(([, value]) => value !== '-')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
  return { text: entry.trimEnd(), receivedUs: arrivalUs(time), collector }
}
