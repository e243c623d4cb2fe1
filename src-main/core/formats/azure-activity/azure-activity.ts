import { monitorRecord, plainOrValue } from '../../azure/monitor-record.ts'
import { azureSecret } from '../../azure/secret.ts'
import type { JsonFormat } from '../../entry/json-format.ts'
import { isObject } from '../../entry/json-object.ts'
import { categoryOf, readActivity } from './read.ts'

/** Categories of the Activity log (Azure Monitor, "Azure activity log event schema"). */
const CATEGORIES = new Set([
  'administrative',
  'policy',
  'security',
  'servicehealth',
  'resourcehealth',
  'alert',
  'autoscale',
  'recommendation',
])

/** The Azure Activity log: streams, the REST answer and `az monitor activity-log list`, rows of AzureActivity, the portal's CSV. */
export const azureActivity: JsonFormat = {
  id: 'azure-activity',
  title: 'Azure Activity log',
  integrity: [],
  blindSpots: [
    'Reads are not logged: that somebody looked at a resource, its settings or access list leaves no record.',
    'The platform keeps 90 days: an older export cannot be fetched again for comparison.',
    'Data plane acts (reading a secret, a blob, a table) are not here but in the log of their own resource, if that is switched on.',
    'One act is several records of one correlation id (Start, Accept, then Success or Failure): the last one tells the result, and may lie beyond the end of the file.',
    'The record has no sequence number, chain or signature: one that was taken out leaves no trace.',
    'What an act changed is known only where the request body was logged.',
  ],
  shape: 'an operation of a category of the Activity log is named',
  isShaped: (object) => {
    const record = monitorRecord(object)
    if (isObject(record['operationName'])) return 'eventTimestamp' in record || 'caller' in record || 'status' in record
    const operation = plainOrValue(record, 'operationNameValue') || plainOrValue(record, 'operationName')
    if (operation === '' && !('evt' in record)) return false
    return CATEGORIES.has(categoryOf(record).replaceAll(' ', '').toLowerCase()) && isPlaced(record)
  },
  readObject: (object, draft) => readActivity(monitorRecord(object), draft),
  secret: azureSecret,
}

/** What only records of the Activity log have beside it: other sources name an operation and a category, too. */
const isPlaced = (record: Readonly<Record<string, unknown>>): boolean =>
  ['resourceId', 'resultType', 'properties', 'caller', 'status'].some((name) => name in record)
