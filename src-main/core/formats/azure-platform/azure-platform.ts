import { monitorRecord } from '../../azure/monitor-record.ts'
import { azureSecret } from '../../azure/secret.ts'
import type { JsonFormat } from '../../entry/json-format.ts'
import { type JsonObject, firstText, textAt } from '../../entry/json-object.ts'
import { readPlatform } from './read.ts'

const RESOURCE = /^\/(?:subscriptions|tenants|providers)\//i

/** Resource logs of Azure Monitor that no other format of the family knows: storage, Event Hub, SQL, AKS and all others. */
export const azurePlatform: JsonFormat = {
  id: 'azure-platform',
  title: 'Azure resource log',
  integrity: [],
  blindSpots: [
    'Nothing is logged before a diagnostic setting sends a category somewhere, nor while it is off: switching it stands in the Activity log only.',
    'Each resource has categories of its own: that a category is missing from an export does not say that nothing happened.',
    'Delivery is at best effort and may be late; records have no sequence number, chain or signature, so one that was taken out leaves no trace.',
    'A call with an account key or a shared access signature names the key, never the person.',
    'Long texts of AKS are cut at 16 kB and go on in another record.',
  ],
  shape: 'resource id, category or operation of Azure Monitor are there',
  most: 0.9,
  isShaped: (object) => {
    const record = monitorRecord(object)
    const operation = firstText(record, 'operationName', 'eventName')
    if (RESOURCE.test(textAt(record, 'resourceId'))) return operation !== '' || 'category' in record
    return operation !== '' && textAt(record, 'category') !== '' && isMonitored(record)
  },
  readObject: (object, draft) => readPlatform(monitorRecord(object), draft),
  secret: azureSecret,
}

/** Without a resource id: a caller's address and properties under the names of Azure Monitor. */
const isMonitored = (record: JsonObject): boolean =>
  'callerIpAddress' in record && ('properties' in record || 'uri' in record || 'resultType' in record)
