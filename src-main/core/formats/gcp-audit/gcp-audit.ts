import { jsonFormat } from '../../entry/json-format.ts'
import { entryIn } from './entry.ts'
import { readEntry } from './read.ts'

/** Google Cloud audit logs: lines and arrays of LogEntry, from sinks, `gcloud logging read`, Pub/Sub and BigQuery (Google Cloud: "AuditLog", "LogEntry"). */
export const gcpAudit = jsonFormat({
  id: 'gcp-audit',
  title: 'Google Cloud audit log',
  integrity: [],
  blindSpots: [
    'Reads of secrets and uses of keys are data access, which is off by default: that no AccessSecretVersion stands in an export means "not logged" unless the audit configuration proves otherwise.',
    'The version `latest` does not tell which version was read.',
    'Entries of long operations come apart: the one with the result may name no actor.',
    'Principals of other organisations may be left out.',
    'Admin activity is kept 400 days, data access 30 days by default.',
    'There is no sequence number, chain or signature.',
  ],
  isShaped: (object) => entryIn(object) !== undefined,
  shape: 'protoPayload with methodName or serviceName is there',
  readObject: (object, draft) => readEntry(entryIn(object) ?? object, draft),
  secret: (path) => {
    if (/(?:^|\.)(?:privateKeyData|private_key_data|plaintext|payload\.data)$/.test(path)) return 'value'
    if (/(?:^|\.)metadata\.items\.value$/.test(path)) return 'value'
    return /(?:^|\.)(?:serviceAccountKeyName|secretId|resourceName)$/.test(path) ? 'show' : undefined
  },
})
