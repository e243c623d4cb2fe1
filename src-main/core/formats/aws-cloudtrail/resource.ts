import { type JsonObject, firstText, isObject, listAt, objectAt, textAt, textOf } from '../../entry/json-object.ts'

/** What a call was about: its kind in our words, and its name: the same whether the call gave name or ARN. */
export interface Resource {
  readonly type: string
  readonly name: string
}

/** Most names of a call over several things; the original has all. */
const MOST_NAMES = 20

/** A secret's ARN ends with a dash and six random characters that its name lacks (AWS Secrets Manager, "Secret ARN"). */
const SECRET_ARN = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(.+?)(?:-[A-Za-z0-9]{6})?$/
const PARAMETER_ARN = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/.+)$/
const OTHER_ARN = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/

/** The name of a secret, parameter, key or other resource, out of its ARN or as it stands. */
export function nameOf(text: string): string {
  const parameter = PARAMETER_ARN.exec(text)?.[1]
  // a parameter without folders has no slash in its name, but one in its ARN
  if (parameter !== undefined) return parameter.indexOf('/', 1) < 0 ? parameter.slice(1) : parameter
  return SECRET_ARN.exec(text)?.[1] ?? OTHER_ARN.exec(text)?.[1] ?? text
}

/** Where each service names what a call is about, the most telling first; texts, or lists of texts. */
const places: ReadonlyMap<string, readonly [string, readonly string[]]> = new Map(
  Object.entries<readonly [string, readonly string[]]>({
    secretsmanager: [
      'secret',
      [
        'requestParameters.secretId',
        'requestParameters.name',
        'responseElements.arn',
        'responseElements.aRN',
        'additionalEventData.SecretId',
        'requestParameters.secretIdList',
      ],
    ],
    ssm: [
      'parameter',
      [
        'requestParameters.name',
        'requestParameters.names',
        'requestParameters.path',
        'requestParameters.resourceId',
        'requestParameters.documentName',
        'requestParameters.target',
      ],
    ],
    kms: ['key', ['requestParameters.keyId', 'resources', 'requestParameters.aliasName', 'responseElements.keyId']],
    iam: [
      'identity',
      [
        'requestParameters.userName',
        'requestParameters.roleName',
        'requestParameters.groupName',
        'requestParameters.policyArn',
        'requestParameters.policyName',
        'requestParameters.instanceProfileName',
        'requestParameters.virtualMFADeviceName',
        'requestParameters.serialNumber',
      ],
    ],
    sts: ['role', ['requestParameters.roleArn', 'requestParameters.name', 'resources']],
    cloudtrail: ['log', ['requestParameters.name', 'requestParameters.trailName', 'requestParameters.eventDataStore']],
    logs: ['log', ['requestParameters.logGroupName']],
    s3: ['bucket', ['requestParameters.bucketName', 'resources']],
    lambda: ['function', ['requestParameters.functionName']],
    rds: [
      'database',
      [
        'requestParameters.dBInstanceIdentifier',
        'requestParameters.dBClusterIdentifier',
        'requestParameters.dBSnapshotIdentifier',
      ],
    ],
    signin: ['account', ['userIdentity.accountId', 'recipientAccountId']],
  }),
)

const anywhere = [
  'requestParameters.name',
  'requestParameters.resourceArn',
  'resources',
  'requestParameters.instanceId',
  'requestParameters.instanceIds',
  'requestParameters.instancesSet.items',
  'requestParameters.groupId',
]

/** What the call was about; `service` is the first part of the event source. */
export function resourceOf(event: JsonObject, service: string): Resource {
  const [type, own] = places.get(service) ?? [service, anywhere]
  for (const place of own === anywhere ? own : [...own, ...anywhere]) {
    const name = namesAt(event, place)
    if (name !== '') return { type: typeOf(type, service, name), name: withObjectKey(event, service, name) }
  }
  return { type, name: '' }
}

function namesAt(event: JsonObject, place: string): string {
  const text = textAt(event, place)
  if (text !== '') return nameOf(text)
  const names = listAt(event, place)
    .slice(0, MOST_NAMES)
    .map((one) => nameOf(isObject(one) ? firstText(one, 'ARN', 'instanceId', 'name') : textOf(one)))
  return names.filter((name) => name !== '').join(', ')
}

function typeOf(type: string, service: string, name: string): string {
  if (service === 'iam' && name.startsWith('policy/')) return 'policy'
  return type
}

function withObjectKey(event: JsonObject, service: string, name: string): string {
  const key = service === 's3' ? textAt(event, 'requestParameters.key') : ''
  return key === '' ? name : `${name}/${key}`
}

/**
 * What joins one reading with the decryption that a service made for it: the secret's name and the second of both. The key's
 * encryption context names the secret (AWS KMS, "Encryption context"; Secrets Manager and Parameter Store set it).
 */
export function linkOf(event: JsonObject, service: string, resource: Resource): string {
  const context = objectAt(event, 'requestParameters.encryptionContext')
  const encrypted = service === 'kms' ? firstText(context, 'SecretARN', 'aws:secretsmanager:arn', 'PARAMETER_ARN') : ''
  const named = encrypted === '' ? readName(event, service, resource) : nameOf(encrypted)
  return named === '' ? '' : `${named}@${textAt(event, 'eventTime')}`
}

function readName(event: JsonObject, service: string, { name }: Resource): string {
  const action = textAt(event, 'eventName')
  const reads =
    service === 'secretsmanager' ? action === 'GetSecretValue' : service === 'ssm' && action.startsWith('GetParameter')
  return reads ? name : ''
}
