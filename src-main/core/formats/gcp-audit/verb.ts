import { before } from '../../entry/before.ts'
import type { Kind } from '../../record/record.ts'

/** Methods by their last part: services, versions and packages before it vary (`v1`, `v1beta2`, `google.cloud.…`). */
const named: readonly (readonly [RegExp, Kind])[] = [
  [/^AccessSecretVersion$/, 'read'],
  [/^(?:GetSecret|GetSecretVersion|ListSecrets|ListSecretVersions)$/, 'list'],
  [/^(?:AddSecretVersion|CreateSecret|UpdateSecret|EnableSecretVersion)$/, 'write'],
  [/^(?:DestroySecretVersion|DeleteSecret|DisableSecretVersion|DestroyCryptoKeyVersion)$/, 'delete'],
  [/^(?:Decrypt|AsymmetricDecrypt|RawDecrypt)$/, 'decrypt'],
  [/^(?:Encrypt|RawEncrypt)$/, 'encrypt'],
  [/^(?:AsymmetricSign|MacSign|SignBlob|SignJwt)$/, 'sign'],
  [/^(?:UpdateCryptoKeyPrimaryVersion|CreateCryptoKeyVersion)$/, 'rotate'],
  [/^(?:GenerateAccessToken|GenerateIdToken|CreateServiceAccountKey|UploadServiceAccountKey)$/, 'grant'],
  [/^(?:DeleteServiceAccountKey|DisableServiceAccount|DisableServiceAccountKey)$/, 'revoke'],
  [/^(?:SetIamPolicy|setIamPermissions|AddBindings|CreateRole|UpdateRole|UndeleteRole)$/i, 'grant'],
  [
    /^(?:UpdateSink|DeleteSink|CreateSink|CreateExclusion|UpdateExclusion|DeleteLog|UpdateBucket|UpdateSettings|SetOrgPolicy)$/,
    'configure-audit',
  ],
  [/login|signin|2sv|AuthorizeUser|ExchangeToken/i, 'login'],
]

/** First words of a method's last part (Google: "API design guide", standard methods; Compute writes them small). */
const verbs: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:list|aggregatedList|search|query|batchGet|testIamPermissions|describe|watch|getIamPolicy)/i, 'list'],
  [/^(?:get|read|fetch|download|access)/i, 'read'],
  [/^(?:delete|destroy|purge|remove|undeploy)/i, 'delete'],
  [/^(?:create|insert|update|patch|set|add|attach|import|write|upload|replace|enable|put|bulkInsert|deploy)/i, 'write'],
  [/^export/i, 'export'],
  [/^rotate/i, 'rotate'],
  [/^revoke/i, 'revoke'],
  [/^grant/i, 'grant'],
]

/** What a call did; of Kubernetes methods (`io.k8s.core.v1.secrets.get`) the resource counts too. */
export function kindOf(method: string, service: string): Kind {
  const last = method.slice(method.lastIndexOf('.') + 1)
  const known = named.find(([shape]) => shape.test(last))?.[1]
  if (known !== undefined) return known
  const kind = verbs.find(([shape]) => shape.test(last))?.[1] ?? 'admin'
  if (service !== 'k8s.io') return kind
  if (/secrets\.(?:list|watch)$/.test(method)) return 'read'
  return /role(?:binding)?s\.(?:create|update|patch)$/.test(method) ? 'grant' : kind
}

const types: readonly (readonly [RegExp, string])[] = [
  [/\/secrets\//, 'secret'],
  [/\/cryptoKeys\/|\/keyRings\//, 'key'],
  [/\/serviceAccounts\/.*\/keys\//, 'credential'],
  [/\/serviceAccounts\//, 'account'],
  [/\/roles\//, 'role'],
  [/\/sinks\/|\/logs\//, 'log'],
  [/\/buckets\//, 'bucket'],
  [/\/instances\//, 'instance'],
]

/** What a resource name is the name of; else the service. */
export const targetTypeOf = (name: string, service: string): string =>
  types.find(([shape]) => shape.test(name))?.[1] ?? before(service, '.')
