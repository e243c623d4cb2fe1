import { monitorRecord } from '../../azure/monitor-record.ts'
import { azureSecret } from '../../azure/secret.ts'
import type { JsonFormat } from '../../entry/json-format.ts'
import { type JsonObject, textAt } from '../../entry/json-object.ts'
import { readEntra } from './read.ts'

/** Categories that Entra ID writes (Microsoft Learn, "Identity logs you can stream to an endpoint"). */
const CATEGORY =
  /^(?:auditlogs|adfssigninlogs|(?:noninteractiveuser|serviceprincipal|managedidentity|microsoftserviceprincipal)?signinlogs|provisioninglogs|risky(?:users|serviceprincipals)|(?:user|serviceprincipal)riskevents|microsoftgraphactivitylogs|b2crequestlogs)$/i
const DIRECTORY = /^\/tenants\/[^/]*\/providers\/microsoft\.aadiam/i

/** Microsoft Entra ID: sign-ins, directory audit, identity protection and Graph activity, as streams, Graph API, tables and CSV have them. */
export const entraId: JsonFormat = {
  id: 'entra-id',
  title: 'Microsoft Entra ID log',
  integrity: [],
  blindSpots: [
    'Reading the directory is not logged (only Microsoft Graph activity logs show it, where they are switched on).',
    'The portal keeps 7 days (free) or 30 days: an older export cannot be fetched again for comparison.',
    'A sign-in is written minutes late, and changed later when risk is found: two exports may hold the same id with other content.',
    'An interactive sign-in may give an interrupted record (50140, 50074, 50058 …) before the one that succeeds: both are there, as the source wrote them.',
    'Non-interactive sign-ins, service principals and managed identities are logs of their own: their absence says nothing.',
    'Managed identities sign in without an address.',
    'There is no sequence number, chain or signature: a record that was taken out leaves no trace.',
  ],
  shape: 'a category or the members of Entra ID are there',
  isShaped: (object) => {
    const record = monitorRecord(object)
    if (CATEGORY.test(textAt(record, 'category')) || DIRECTORY.test(textAt(record, 'resourceId')))
      return isNamed(record)
    return isAudit(record) || isSignIn(record) || isRisk(record) || isGraphCall(record)
  },
  readObject: (object, draft) => readEntra(monitorRecord(object), draft),
  secret: azureSecret,
}

const isNamed = (record: JsonObject): boolean =>
  'operationName' in record ||
  'activityDisplayName' in record ||
  isSignIn(record) ||
  isRisk(record) ||
  'requestUri' in record

/** A directory audit of Microsoft Graph (resource type directoryAudit), or the portal's CSV of them. */
const isAudit = (record: JsonObject): boolean =>
  'activityDisplayName' in record &&
  ('loggedByService' in record || 'initiatedBy' in record || 'targetResources' in record)

/** A sign-in of Microsoft Graph (resource type signIn), or the portal's CSV of them. */
const isSignIn = (record: JsonObject): boolean =>
  ('appId' in record || 'appDisplayName' in record) &&
  ('userPrincipalName' in record || 'servicePrincipalId' in record) &&
  ('conditionalAccessStatus' in record || 'clientAppUsed' in record || 'createdDateTime' in record)

/** A risky user or risk detection of Microsoft Graph. */
const isRisk = (record: JsonObject): boolean =>
  'riskState' in record && 'riskLevel' in record && ('riskDetail' in record || 'riskEventType' in record)

/** A row of the table MicrosoftGraphActivityLogs. */
const isGraphCall = (record: JsonObject): boolean =>
  'requestMethod' in record && 'requestUri' in record && 'responseStatusCode' in record && 'signInActivityId' in record
