/** Names as the streams of Azure Monitor and Microsoft Graph write them. */
const NAMES =
  `time eventTimestamp createdDateTime activityDateTime detectedDateTime riskLastUpdatedDateTime eventTimeString
submissionTimestamp resourceId resourceProvider resourceGroup resource operationName operationNameValue operationId category
categoryValue eventCategory tenantId resultType resultSignature resultDescription result resultReason status subStatus
callerIpAddress ipAddress correlationId identity level location region properties uri statusCode statusText caller claims
authorization httpRequest eventDataId eventName activityId requestUri httpStatusCode clientInfo id isAccessPolicyMatch
isRbacAuthorized activityDisplayName loggedByService operationType initiatedBy targetResources additionalDetails
userPrincipalName userDisplayName userId userAgent appId appDisplayName clientAppUsed servicePrincipalId servicePrincipalName
resourceDisplayName conditionalAccessStatus sessionId uniqueTokenIdentifier riskState riskLevel riskDetail riskEventType
deviceDetail requestId requestMethod responseStatusCode signInActivityId actorUserPrincipalName actorDisplayName actorObjectId
actorServicePrincipalId actorServicePrincipalName target1DisplayName target1ObjectId target1UserPrincipalName target1Type
objectKey accountName userAgentHeader requesterUpn requesterObjectId requesterAppId authenticationType log`.split(/\s+/)

const CLAIM = 'http_schemas_xmlsoap_org_ws_2005_05_identity_claims'
const OBJECT_ID = 'http_schemas_microsoft_com_identity_claims_objectidentifier'

/** Names by which tables and portals call the same: Log Analytics ("AzureDiagnostics", "AzureActivity", "SigninLogs"), CSV downloads. */
const OTHERS: Readonly<Record<string, string>> = {
  timegenerated: 'time',
  'timegenerated [utc]': 'time',
  'date (utc)': 'time',
  date: 'time',
  _resourceid: 'resourceId',
  'operation name': 'operationName',
  'event category': 'category',
  'correlation id': 'correlationId',
  'event initiated by': 'caller',
  'resource group': 'resourceGroup',
  activitystatusvalue: 'resultType',
  activitystatus: 'status',
  activitysubstatusvalue: 'resultSignature',
  activitysubstatus: 'subStatus',
  eventsubmissiontimestamp: 'submissionTimestamp',
  service: 'loggedByService',
  activity: 'activityDisplayName',
  username: 'userPrincipalName',
  user: 'userDisplayName',
  'user id': 'userId',
  'user agent': 'userAgent',
  application: 'appDisplayName',
  'application id': 'appId',
  'ip address': 'ipAddress',
  'request id': 'id',
  'session id': 'sessionId',
  'client app': 'clientAppUsed',
  'conditional access': 'conditionalAccessStatus',
  'service principal id': 'servicePrincipalId',
  'service principal name': 'servicePrincipalName',
  'sign-in error code': 'resultType',
  'failure reason': 'resultDescription',
  'unique token identifier': 'uniqueTokenIdentifier',
  identity_claim_upn: 'identity.claim.upn',
  identity_claim_unique_name: 'identity.claim.unique_name',
  identity_claim_oid: 'identity.claim.oid',
  identity_claim_appid: 'identity.claim.appid',
  identity_claim_uti: 'identity.claim.uti',
  identity_claim_xms_mirid: 'identity.claim.xms_mirid',
  [`identity_claim_${CLAIM}_upn`]: 'identity.claim.upn',
  [`identity_claim_${CLAIM}_name`]: 'identity.claim.name',
  [`identity_claim_${OBJECT_ID}`]: 'identity.claim.oid',
}

/** From a name in lower case to the one under which it is read. */
const known: ReadonlyMap<string, string> = new Map([
  ...NAMES.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(OTHERS),
])

/** The type that AzureDiagnostics hangs on a column: text, number, GUID, truth, time. */
const COLUMN_TYPE = /_[sdgbt]$/

/** Names met before: records of one stream repeat theirs. Bounded, as a hostile file never does. */
const met = new Map<string, string | undefined>()
const MOST_MET = 4096

/** The name under which a member is read, whatever the case, table or portal it comes from; undefined for a name of no interest. */
export function monitorName(name: string): string | undefined {
  const read = met.get(name)
  if (read !== undefined || met.has(name)) return read
  const lower = name.trim().toLowerCase()
  const found = known.get(lower) ?? known.get(lower.replace(COLUMN_TYPE, ''))
  if (met.size < MOST_MET && name.length <= LONGEST_NAME) met.set(name, found)
  return found
}

const LONGEST_NAME = 200
