import { readCef } from '../../entry/cef.ts'
import { readFlatXml } from '../../entry/flat-xml.ts'
import { type JsonObject, firstText, objectAt, textAt } from '../../entry/json-object.ts'
import { readLeef } from '../../entry/leef.ts'
import { syslog } from '../../envelopes/syslog.ts'

/** Longest that may stand before a record in its line. Provisional: syslog headers are shorter. */
const MOST_BEFORE = 4096

/** Members of an audit record, and what the two translators that CyberArk ships call them (`Arcsight.sample.xsl`, the LEEF one). */
const CEF: Readonly<Record<string, readonly string[]>> = {
  Vendor: ['deviceVendor'],
  Product: ['deviceProduct'],
  MessageID: ['signatureId'],
  Action: ['act', 'name'],
  Severity: ['severity'],
  Issuer: ['suser'],
  File: ['fname'],
  Station: ['shost', 'src'],
  SourceUser: ['"Affected User Name"', 'Affected User Name'],
  Safe: ['"Safe Name"', 'Safe Name'],
  RequestId: ['"Request Id"', 'Request Id'],
  Reason: ['reason', 'msg', '"Ticket Id"', 'Ticket Id'],
  Session: ['externalId'],
  Program: ['app'],
  EventTime: ['rt'],
}
const LEEF: Readonly<Record<string, readonly string[]>> = {
  Vendor: ['deviceVendor'],
  Product: ['deviceProduct'],
  MessageID: ['eventId'],
  Action: ['Action', 'EventMessage'],
  Severity: ['sev'],
  Issuer: ['usrName'],
  File: ['File'],
  Station: ['src'],
  SourceUser: ['SourceUser'],
  TargetUser: ['TargetUser'],
  Safe: ['Safe'],
  RequestId: ['RequestId'],
  Reason: ['Reason', 'reason'],
  ExtraDetails: ['ExtraDetails'],
  GatewayStation: ['GatewayStation'],
  Session: ['externalId'],
  Program: ['app'],
  EventTime: ['devTime'],
}

/** A line that is no JSON as the object that its JSON would be, with its syslog header; undefined where it is JSON. Never throws. */
export function parse(text: string): JsonObject | string | undefined {
  const form = /CEF:\d|LEEF:\d|<audit_record>|\{/.exec(text.slice(0, MOST_BEFORE))?.[0]
  if (form === undefined || form === '{') return undefined
  const record = form.startsWith('<') ? readFlatXml(text, 'audit_record') : translated(text, form)
  if (typeof record === 'string') return record
  const header = syslog.open(text, undefined)
  return { syslog: { audit_record: record }, header: { sentUs: header?.receivedUs, collector: header?.collector } }
}

function translated(text: string, form: string): JsonObject | string {
  const isCef = form.startsWith('CEF')
  const line = isCef ? readCef(text) : readLeef(text)
  if (typeof line === 'string') return line
  const names = Object.entries(isCef ? CEF : LEEF)
  const record = Object.fromEntries(names.map(([name, from]) => [name, unquoted(firstText(line, ...from))]))
  return { ...record, Severity: severityWord(textAt(record, 'Severity')) }
}

/** `Arcsight.sample.xsl` puts texts in quotes. */
const unquoted = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1) : text)

/** Both scales go to ten; the translators write 5 or 6 for Info, 7 and above for Error and Critical. */
function severityWord(severity: string): string {
  if (!/^(?:\d|10)$/.test(severity)) return severity
  return Number(severity) >= 7 ? 'Error' : 'Info'
}

/** The audit record of a parsed line: of one that holds its XML alone, read from that; undefined where there is none. */
export function recordIn(object: JsonObject): JsonObject | undefined {
  const record = objectAt(object, 'syslog.audit_record') ?? objectAt(object, 'audit_record')
  const raw = record === undefined ? object['raw'] : undefined
  if (typeof raw !== 'string' || !raw.includes('<audit_record>')) return record
  const read = readFlatXml(raw, 'audit_record')
  return typeof read === 'string' ? undefined : read
}

/** The pairs of `ExtraDetails` (`Name=text;`, with `\;` and `\=` written in texts); a name that stands twice is left out. */
export function detailsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (let from = 0; from < text.length;) {
    const end = endOfPair(text, from)
    const pair = text.slice(from, end)
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0)).trim()
    if (found.has(name)) twice.add(name)
    found.set(name, pair.slice(equals + 1).replaceAll(/\\([;=\\])/g, '$1'))
    from = end + 1
  }
  for (const name of twice) found.delete(name)
  return found
}

function endOfPair(text: string, from: number): number {
  let end = from
  while (end < text.length && text[end] !== ';') end += text[end] === '\\' ? 2 : 1
  return Math.min(end, text.length)
}
