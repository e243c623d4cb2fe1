import { expect, test } from 'vitest'
import { actorKindOf, kindOf, objectName, outcomeOf } from './act.ts'

test.each([
  ['Retrieve password', 'read'],
  ['Retrieve File', 'read'],
  ['Use Password', 'read'],
  ['Open File', 'read'],
  ['CPM Verify Password', 'read'],
  ['Open File (Write Only)', 'write'],
  ['Store password', 'write'],
  ['Delete File Category', 'write'],
  ['CPM Reconcile Password Failed', 'rotate'],
  ['Reset User Password', 'rotate'],
  ['Update Owner', 'grant'],
  ['Add Group Member', 'grant'],
  ['Remove Group Member', 'revoke'],
  ['Delete Safe', 'delete'],
  ['Add User', 'admin'],
  ['CPM Disable Password', 'admin'],
  ['The component public key for JWT authentication was updated', 'admin'],
  ['Auto Clear Users History start', 'configure-audit'],
  ['User Authentication', 'login'],
  ['PSM Connect', 'login'],
  ['PSM Disconnect', 'logout'],
  ['Logoff', 'logout'],
  ["Get User's Details", 'list'],
  ['Old Backup Files Deletion End', 'other'],
  ['SQL Command', 'other'],
  ['', 'other'],
])('%s is %s', (action, kind) => {
  expect(kindOf(action)).toBe(kind)
})

test.each([
  ['Info', 'Logon', 'success'],
  ['Info', 'PSM Connect Failed', 'failure'],
  ['Error', 'PSM Connect Failed', 'failure'],
  ['Critical', 'Store File', 'failure'],
  ['Error', 'Undefined User Logon', 'denied'],
  ['Error', 'Delete Safe (Unauthorized)', 'denied'],
  ['Error', 'Security warning - old certificate', 'unknown'],
  ['Info', 'Monitor FW rules start', 'unknown'],
  ['', 'Logon', 'unknown'],
  ['Warning', 'Logon', 'unknown'],
])('%s of %s is %s', (severity, action, outcome) => {
  expect(outcomeOf(severity, action)).toBe(outcome)
})

test.each([
  ['PSMPApp_gate1', 'service'],
  ['PasswordManager', 'service'],
  ['Batch', 'system'],
  ['Administrator', 'unknown'],
  ['', 'unknown'],
])('%s is %s', (name, kind) => {
  expect(actorKindOf(name)).toBe(kind)
})

test('an object is named with its safe', () => {
  expect([objectName('S', 'Root\\a'), objectName('S', ''), objectName('', 'a')]).toEqual(['S\\Root\\a', 'S', 'a'])
})
