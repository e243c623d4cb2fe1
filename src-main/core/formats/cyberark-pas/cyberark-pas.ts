import { jsonFormat } from '../../entry/json-format.ts'
import { type JsonObject, objectAt, textAt } from '../../entry/json-object.ts'
import type { FormatAdapter } from '../format.ts'
import { readObject } from './read.ts'
import { showLine } from './show.ts'
import { parse, recordIn } from './syntax.ts'

/** Words typed by people, commands and keystrokes, and the record again as XML, in which both stand. */
const hidden: Readonly<Record<string, string>> = {
  Reason: 'reason',
  PvwaDetails: 'reason',
  ExtraDetails: 'details',
  raw: 'record',
}

const json = jsonFormat({
  id: 'cyberark-pas',
  title: 'CyberArk Digital Vault',
  integrity: [],
  blindSpots: [
    'Only the message codes that the Vault is set to send (`SyslogMessageCodeFilter`) are there: what was filtered out leaves no trace.',
    'Syslog over UDP may lose lines unseen, and the lines carry no number and no chain.',
    'What a person does with a password after it was retrieved is not logged, except in sessions through the PSM.',
    'A record through a gateway (PVWA, PSM) names the person as the gateway reports them.',
    'Lines in the legacy form have a time without year and zone: they cannot be placed.',
  ],
  isShaped,
  shape: 'an audit record of the vendor Cyber-Ark with a message code is there',
  parse,
  readObject,
  secret: (path) => {
    const name = path.split('.').find((one) => Object.hasOwn(hidden, one))
    return name === undefined ? undefined : hidden[name]
  },
})

/** CyberArk Digital Vault (PAM self-hosted) by syslog: the JSON of the `elastic` translator, its XML, CEF and LEEF lines. */
export const cyberarkPas: FormatAdapter = {
  ...json,
  show: (text, mask, table) => showLine(text, mask) ?? json.show(text, mask, table),
}

function isShaped(object: JsonObject): boolean {
  const record = recordIn(object)
  if (record === undefined) return /^cyber-?ark$/i.test(textAt(objectAt(object, 'syslog.monitor_record'), 'Vendor'))
  const ours = /^cyber-?ark$/i.test(textAt(record, 'Vendor')) && /^vault$/i.test(textAt(record, 'Product'))
  return ours && textAt(record, 'MessageID') !== ''
}
