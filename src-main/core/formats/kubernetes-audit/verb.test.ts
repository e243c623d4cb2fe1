import { expect, test } from 'vitest'
import { kindOf } from './verb.ts'

test.each([
  ['get', 'secrets', '', 'read'],
  ['list', 'secrets', '', 'read'],
  ['watch', 'secrets', '', 'read'],
  ['list', 'pods', '', 'list'],
  ['create', 'pods', 'exec', 'admin'],
  ['create', 'serviceaccounts', 'token', 'grant'],
  ['create', 'tokenreviews', '', 'other'],
  ['create', 'selfsubjectaccessreviews', '', 'other'],
  ['delete', 'auditsinks', '', 'configure-audit'],
  ['patch', 'auditsinks', '', 'configure-audit'],
  ['get', 'auditsinks', '', 'read'],
  ['create', 'clusterrolebindings', '', 'grant'],
  ['patch', 'roles', '', 'grant'],
  ['deletecollection', 'rolebindings', '', 'revoke'],
  ['list', 'clusterroles', '', 'list'],
  ['approve', 'certificatesigningrequests', '', 'grant'],
  ['PUT', 'pods', '', 'write'],
  ['frobnicate', 'secrets', '', 'other'],
  ['constructor', 'secrets', 'constructor', 'other'],
])('%s of %s/%s is %s', (verb, resource, subresource, kind) => {
  expect(kindOf(verb, resource, subresource)).toBe(kind)
})
