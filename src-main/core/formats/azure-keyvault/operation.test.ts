import { expect, test } from 'vitest'
import { isVaultOperation, operationOf } from './operation.ts'

test.each([
  ['SecretGet', 'read', 'secret'],
  ['SecretGetDeleted', 'read', 'secret'],
  ['SecretList', 'list', 'secret'],
  ['SecretListVersions', 'list', 'secret'],
  ['SecretListDeleted', 'list', 'secret'],
  ['SecretSet', 'write', 'secret'],
  ['SecretPurge', 'delete', 'secret'],
  ['SecretBackup', 'export', 'secret'],
  ['SecretNearExpiryEventGridNotification', 'other', 'secret'],
  ['KeyDecrypt', 'decrypt', 'key'],
  ['KeyUnwrap', 'decrypt', 'key'],
  ['KeyWrap', 'encrypt', 'key'],
  ['KeyEncrypt', 'encrypt', 'key'],
  ['KeySign', 'sign', 'key'],
  ['KeyVerify', 'other', 'key'],
  ['KeyRotate', 'rotate', 'key'],
  ['KeyUpdateRotationPolicy', 'write', 'key'],
  ['KeyGetRotationPolicy', 'read', 'key'],
  ['KeyRelease', 'export', 'key'],
  ['CertificateImport', 'write', 'key'],
  ['CertificateIssuersList', 'list', 'key'],
  ['VaultGet', 'read', 'other'],
  ['VaultPut', 'admin', 'other'],
  ['VaultDelete', 'delete', 'other'],
  ['RoleAssignmentCreate', 'grant', 'role'],
  ['RoleAssignmentDelete', 'revoke', 'role'],
  ['RoleAssignmentGet', 'read', 'role'],
  ['RoleDefinitionList', 'list', 'role'],
  ['Backup', 'export', 'other'],
  ['ManagedHsmUpdate', 'admin', 'other'],
  ['Authentication', 'login', 'other'],
  ['Frobnicate', 'other', 'other'],
  ['constructor', 'other', 'other'],
  ['', 'other', 'other'],
])('%s is %s of a %s', (name, kind, targetType) => {
  expect(operationOf(name)).toEqual({ kind, targetType })
})

test.each(['secretget', 'Secrets', 'AwsSecretGet', 'Microsoft.KeyVault/vaults/write', ''])(
  '%s is none of its operations',
  (name) => {
    expect(isVaultOperation(name)).toBe(false)
  },
)
