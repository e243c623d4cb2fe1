import { namedSecret } from '../../mask/named-secret.ts'
import type { JsonFormat } from '../../entry/json-format.ts'
import { eventIn, isAuditEvent } from './event.ts'
import { readAudit } from './read.ts'

/** The Microsoft 365 unified audit log: CSV of Purview and Search-UnifiedAuditLog, Management Activity API, Graph, table OfficeActivity. */
export const m365Audit: JsonFormat = {
  id: 'm365-audit',
  title: 'Microsoft 365 unified audit log',
  integrity: [],
  blindSpots: [
    'The log must be switched on for the organisation; mailbox reads (MailItemsAccessed) depend on licence and mailbox settings, and are throttled beyond 1,000 in a day.',
    'Records are kept 180 days (one year with some licences): an older export cannot be fetched again for comparison.',
    'A search answers at most 50,000 records and repeats some of them; a record may arrive a day late, and order is not kept.',
    'Many records (SharePoint, Teams) name no result: what they tell took place, but a refused attempt may not be told at all.',
    'There is no sequence number, chain or signature: a record that was taken out leaves no trace.',
    'The address is that of the last hop the service saw: a proxy, or Microsoft itself for background work.',
  ],
  shape: 'an AuditData cell, or Operation with CreationTime and Workload are there',
  isShaped: isAuditEvent,
  readObject: (object, draft) => {
    const event = eventIn(object)
    return typeof event === 'string' ? event : readAudit(event, draft)
  },
  secret,
}

/** Names before a password in a command's parameters. */
const TYPED = /-\w{0,40}(?:password|secret|credential|passphrase)\w{0,40}[\s:=]+(\S{1,512})/i

/** A command's parameters as one text: what an administrator typed may hold a password. */
function secret(path: string, value: string): string | undefined {
  if (/(?:^|\.)(?:NonPII)?Parameters$/.test(path)) return TYPED.test(value) ? 'value' : 'show'
  if (!/\.value$/i.test(path)) return undefined
  const holder = path.slice(0, path.lastIndexOf('.'))
  return namedSecret(holder.slice(holder.lastIndexOf('.') + 1), value)
}
