import { expect, test } from 'vitest'
import { senseOf } from './sense.ts'

test.each([
  ['update', 'auth/userpass', 'admin', 'other'],
  ['read', 'auth', 'read', 'other'],
  ['update', 'custom/encrypt/key', 'encrypt', 'key'],
  ['update', 'custom/decrypt/key', 'decrypt', 'key'],
  ['update', 'custom/issue/web', 'sign', 'role'],
  ['read', 'custom/creds/app', 'read', 'secret'],
  ['read', 'custom/other/app', 'read', 'secret'],
  ['update', 'aws-prod/creds/deploy', 'read', 'secret'],
  ['read', 'pki_int/cert/1', 'read', 'other'],
  ['read', 'custom/metadata/app', 'read', 'secret'],
])('where the log names no mount type, the path tells: %s %s', (operation, path, kind, targetType) => {
  expect(senseOf(operation, path, '', '')).toEqual({ kind, targetType, login: false })
})
