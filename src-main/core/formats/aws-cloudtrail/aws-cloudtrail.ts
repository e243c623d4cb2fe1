import { jsonFormat } from '../../entry/json-format.ts'
import { isShaped } from './event.ts'
import { readObject } from './read.ts'

/** AWS CloudTrail events: as delivered to S3, from `lookup-events`, as arrays, lines and tables (AWS: "CloudTrail record contents"). */
export const awsCloudtrail = jsonFormat({
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail',
  integrity: ['digest files: signed, chained hour by hour, with the hash of every log file'],
  blindSpots: [
    'Data events (reading an S3 object, invoking a function) are logged only where the trail asks for them; reading a secret or parameter is a management event and logged by default.',
    'A trail with event selectors may leave out read-only events or whole services (KMS, RDS Data API): ask for its configuration.',
    'Events of global services (IAM, STS, sign-in) stand in one region only, by default us-east-1.',
    'Event history and lookup-events reach back 90 days and leave out data events.',
    'Delivery takes about five minutes and may come twice or late: the last minutes before an export may be missing.',
    'Behind a service the address is that of the service, and the caller is told only by its identity.',
    'What was done with a secret after it was read happens outside AWS.',
  ],
  isShaped,
  shape: 'eventName and eventSource, an insight, or a looked-up event are there',
  readObject,
  secret: (path) => {
    if (/(?:^|\.)credentials\.sessionToken$/.test(path)) return 'aws-session-token'
    if (/(?:^|\.)(?:userData|masterUserPassword|password|secretString|secretBinary|secretAccessKey)$/i.test(path))
      return 'value'
    if (/(?:^|\.)environment\.variables\./.test(path)) return 'value'
    return /(?:^|\.)(?:secretId|clientRequestToken|accessKeyId|nextToken)$/.test(path) ? 'show' : undefined
  },
})
