import type { Kind } from '../../record/record.ts'

/** Calls whose name does not say by its first word what they do to a secret, key, identity or log; by service. */
const named: ReadonlyMap<string, Readonly<Record<string, Kind>>> = new Map(
  Object.entries<Readonly<Record<string, Kind>>>({
    secretsmanager: {
      GetSecretValue: 'read',
      BatchGetSecretValue: 'read',
      DescribeSecret: 'list',
      GetRandomPassword: 'other',
      RestoreSecret: 'write',
      CancelRotateSecret: 'admin',
      RotationStarted: 'rotate',
      RotationSucceeded: 'rotate',
      RotationFailed: 'rotate',
      RotationAbandoned: 'rotate',
      GetResourcePolicy: 'list',
      PutResourcePolicy: 'grant',
      DeleteResourcePolicy: 'revoke',
      StartSecretVersionDelete: 'delete',
      EndSecretVersionDelete: 'delete',
    },
    ssm: { StartSession: 'login', ResumeSession: 'login', TerminateSession: 'logout', SendCommand: 'admin' },
    kms: {
      Decrypt: 'decrypt',
      ReEncrypt: 'decrypt',
      Encrypt: 'encrypt',
      GenerateDataKey: 'encrypt',
      GenerateDataKeyWithoutPlaintext: 'encrypt',
      GenerateDataKeyPair: 'encrypt',
      GenerateDataKeyPairWithoutPlaintext: 'encrypt',
      Sign: 'sign',
      GenerateMac: 'sign',
      CreateGrant: 'grant',
      PutKeyPolicy: 'grant',
      RevokeGrant: 'revoke',
      RetireGrant: 'revoke',
      ScheduleKeyDeletion: 'delete',
      DeleteKey: 'delete',
      DisableKey: 'admin',
      EnableKey: 'admin',
      EnableKeyRotation: 'rotate',
      DisableKeyRotation: 'rotate',
      RotateKey: 'rotate',
      RotateKeyOnDemand: 'rotate',
      GetPublicKey: 'list',
      GetKeyPolicy: 'list',
      GetKeyRotationStatus: 'list',
    },
    sts: {
      AssumeRole: 'login',
      AssumeRoleWithSAML: 'login',
      AssumeRoleWithWebIdentity: 'login',
      AssumeRoot: 'login',
      GetSessionToken: 'login',
      GetFederationToken: 'login',
      GetCallerIdentity: 'other',
    },
    signin: {
      ConsoleLogin: 'login',
      CredentialChallenge: 'login',
      CredentialVerification: 'login',
      SwitchRole: 'login',
      RenewRole: 'login',
      CheckMfa: 'login',
      UserAuthentication: 'login',
      ExitRole: 'logout',
    },
    iam: {
      CreateAccessKey: 'grant',
      CreateLoginProfile: 'grant',
      UpdateAssumeRolePolicy: 'grant',
      AddUserToGroup: 'grant',
      AddRoleToInstanceProfile: 'grant',
      SetDefaultPolicyVersion: 'grant',
      CreatePolicyVersion: 'grant',
      RemoveUserFromGroup: 'revoke',
      RemoveRoleFromInstanceProfile: 'revoke',
      DeleteAccessKey: 'revoke',
      DeleteLoginProfile: 'revoke',
      DeactivateMFADevice: 'admin',
      EnableMFADevice: 'admin',
      UpdateAccessKey: 'admin',
      UpdateLoginProfile: 'admin',
      ChangePassword: 'rotate',
    },
    ec2: { GetPasswordData: 'read', AuthorizeSecurityGroupIngress: 'grant', RevokeSecurityGroupIngress: 'revoke' },
    s3: { GetObject: 'read', HeadObject: 'list', PutBucketPolicy: 'grant', PutBucketAcl: 'grant' },
  }),
)

/** Services in which every change is one of the log itself. */
const AUDIT = new Set(['cloudtrail'])
const AUDIT_CHANGE = /^(?:Start|Stop|Create|Update|Delete|Put|Remove|Add|Register|Deregister|Restore)/

/** First words of the names of calls (AWS API naming), in any service. */
const verbs: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:List|Describe|Lookup|Search|Query|Head|Select)/, 'list'],
  [/^(?:Get|BatchGet|Download|Retrieve)/, 'read'],
  [/^(?:Attach|Put)\w*Policy$|^Authorize|^Grant|^AddPermission/, 'grant'],
  [/^(?:Detach|Delete)\w*Policy$|^Revoke|^RemovePermission/, 'revoke'],
  [/^Rotate/, 'rotate'],
  [/^(?:Delete|BatchDelete|Terminate|Purge|Destroy|Remove|Deregister)/, 'delete'],
  [
    /^(?:Create|Put|Update|Modify|Set|Tag|Untag|Upload|Import|Replicate|Write|Copy|Associate|Disassociate|Add|Replace|Register)/,
    'write',
  ],
  [/^Export/, 'export'],
]

/** What a call did, by the first part of its event source and its name; versions in names (`20150331`) do not count. */
export function kindOf(service: string, action: string): Kind {
  const name = action.replace(/\d{8}(?:v\d)?$/, '')
  const own = named.get(service)
  const known = own !== undefined && Object.hasOwn(own, name) ? own[name] : undefined
  if (known !== undefined) return known
  if (AUDIT.has(service) && AUDIT_CHANGE.test(name)) return 'configure-audit'
  return verbs.find(([shape]) => shape.test(name))?.[1] ?? 'admin'
}
