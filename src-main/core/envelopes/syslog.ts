import type { Envelope, Opened } from './envelope.ts'
import { arrivalUs } from './outer.ts'

/** RFC 5424, section 6: priority, version, time, host, application, process, message id, structured data. */
const NEW =
  /^(?:<\d{1,3}>)?1 (\S{10,35}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (?:-|(?:\[[^\]]{0,2000}\])+) ?(?:\ufeff)?([\s\S]*)$/
/** RFC 3164, section 4: an optional priority, `Mmm dd hh:mm:ss`, host, tag; some relays write an RFC 3339 time. */
const OLD =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d))) (\S{1,255}) (?:([\w./-]{1,64})(?:\[\d{1,10}\])?: )?([\s\S]*)$/
/** What is handed on must look like an entry: an object, an XML document or a known header. */
const ENTRY = /^\s*(?:[{<]|CEF:|LEEF:)/

/** Syslog headers in front of an entry; a time without year and zone is none that could be kept. */
export const syslog: Envelope = {
  id: 'syslog',
  title: 'a syslog line',
  open: (text, table) => (table !== undefined || text.startsWith('{') ? undefined : (fromNew(text) ?? fromOld(text))),
}

function fromNew(text: string): Opened | undefined {
  const [, time = '', host = '-', app = '-', , , entry = ''] = NEW.exec(text) ?? []
  return opened(entry, time, { host, app })
}

function fromOld(text: string): Opened | undefined {
  const [, time = '', host = '-', app = '-', entry = ''] = OLD.exec(text) ?? []
  return opened(entry, time, { host, app })
}

function opened(entry: string, time: string, named: Readonly<Record<string, string>>): Opened | undefined {
  if (!ENTRY.test(entry)) return undefined
  const collector = Object.entries(named)
    .filter(([, value]) => value !== '-')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
  return { text: entry.trimEnd(), receivedUs: arrivalUs(time), collector }
}
