import { jsonFormat } from '../../entry/json-format.ts'
import type { JsonObject } from '../../entry/json-object.ts'
import type { Table } from '../format.ts'
import { readObject } from './read.ts'

/** CyberArk Identity Security Platform, Audit service: events of Privilege Cloud, Identity and the other services, as JSON. */
export const cyberarkAudit = jsonFormat({
  id: 'cyberark-audit',
  title: 'CyberArk Audit service',
  integrity: [],
  blindSpots: [
    'What a person does with a password after it was retrieved is not logged, except in recorded sessions.',
    'Events of the Vault name the part through which they came (PVWA) and not the address of the person.',
    'Only the services that are connected to the Audit service write into it.',
    'The export carries no number and no chain: an event that is missing leaves no trace.',
  ],
  isShaped,
  shape: 'tenantId, applicationCode, auditCode and action are there',
  readObject,
  // what was typed as a reason stands in `message`, which of other services holds the action's name alone
  secret: (path, value) => {
    if (path === 'command') return 'command'
    return path === 'message' && !/^[\w.:-]{0,120}$/.test(value) ? 'reason' : undefined
  },
})

function isShaped(object: JsonObject, table?: Table): boolean {
  if (!('tenantId' in object) && table?.columns.includes('tenantId') !== true) return false
  const coded = typeof object['auditCode'] === 'string' && typeof object['applicationCode'] === 'string'
  return coded && typeof object['action'] === 'string'
}
