import { expect, test } from 'vitest'
import { directoryKind } from './directory-kind.ts'

test.each([
  ['Sign-in activity', 'login'],
  ['Add member to role', 'grant'],
  ['Add eligible member to role in PIM completed (permanent)', 'grant'],
  ['Remove member from role', 'revoke'],
  ['Consent to application', 'grant'],
  ['Add delegated permission grant', 'grant'],
  ['Remove app role assignment from service principal', 'revoke'],
  ['Add service principal credentials', 'write'],
  ['Update application – Certificates and secrets management', 'write'],
  ['Remove service principal credentials', 'revoke'],
  ['Reset user password', 'rotate'],
  ['Recover device local administrator password', 'read'],
  ['Read BitLocker key', 'read'],
  ['Revoke sign in sessions', 'revoke'],
  ['Update conditional access policy', 'admin'],
  ['Delete conditional access policy', 'admin'],
  ['Set domain authentication', 'admin'],
  ['Hard Delete user', 'delete'],
  ['Add user', 'write'],
  ['User Risk Detection', 'other'],
  ['Frobnicate', 'other'],
  ['constructor', 'other'],
  ['', 'other'],
])('"%s" is %s', (action, kind) => {
  expect(directoryKind(action)).toBe(kind)
})
