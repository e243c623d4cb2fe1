import { expect, test } from 'vitest'
import { kindOf } from './kind.ts'

test.each([
  ['UserLoggedIn', 'login'],
  ['Set-AdminAuditLogConfig', 'configure-audit'],
  ['Get-UnifiedAuditLogRetentionPolicy', 'list'],
  ['Add-MailboxPermission', 'grant'],
  ['Remove-MailboxPermission', 'revoke'],
  ['Add member to role.', 'grant'],
  ['MailItemsAccessed', 'read'],
  ['FileDownloaded', 'export'],
  ['SoftDelete', 'delete'],
  ['New-InboxRule', 'write'],
  ['Set-TransportConfig', 'admin'],
  ['Update service principal.', 'write'],
  ['AlertTriggered', 'other'],
  ['toString', 'other'],
])('%s is %s', (operation, kind) => {
  expect(kindOf(operation)).toBe(kind)
})
