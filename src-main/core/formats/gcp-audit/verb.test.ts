import { expect, test } from 'vitest'
import { kindOf, targetTypeOf } from './verb.ts'

test.each([
  ['io.k8s.core.v1.secrets.list', 'read'],
  ['io.k8s.core.v1.secrets.watch', 'read'],
  ['io.k8s.core.v1.configmaps.list', 'list'],
  ['io.k8s.authorization.rbac.v1.rolebindings.create', 'grant'],
  ['io.k8s.authorization.rbac.v1.clusterroles.patch', 'grant'],
  ['io.k8s.authorization.rbac.v1.roles.get', 'read'],
  ['io.k8s.core.v1.pods.create', 'write'],
])('%s of a cluster is %s', (method, kind) => {
  expect(kindOf(method, 'k8s.io')).toBe(kind)
})

test('what is told apart in a cluster is not so elsewhere', () => {
  expect(kindOf('x.secrets.list', 'other.googleapis.com')).toBe('list')
  expect(kindOf('Frobnicate', 'other.googleapis.com')).toBe('admin')
})

test.each([
  ['projects/7/secrets/db', 'secretmanager.googleapis.com', 'secret'],
  ['projects/7/serviceAccounts/a/keys/1', 'iam.googleapis.com', 'credential'],
  ['', 'compute.googleapis.com', 'compute'],
  ['', '', ''],
])('%s of %s is a %s', (name, service, type) => {
  expect(targetTypeOf(name, service)).toBe(type)
})
