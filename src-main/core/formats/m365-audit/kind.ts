import { directoryKind } from '../../azure/directory-kind.ts'
import type { Kind } from '../../record/record.ts'

type Rule = readonly [operation: RegExp, kind: Kind]

/** Operations of Exchange, SharePoint, Teams and Purview (Microsoft Learn, "Audit log activities"); the first that matches counts. */
const rules: readonly Rule[] = [
  [/^(?:UserLoggedIn|UserLoginFailed|MailboxLogin|TeamsSessionStarted|SignInEvent)/, 'login'],
  [/^(?:UserSignedOut|UserLoggedOff)/, 'logout'],
  [/^(?!Get-)[A-Z][a-z]+-.*(?:AdminAuditLog|UnifiedAuditLog|MailboxAudit|AuditConfig)/, 'configure-audit'],
  [
    /^(?:Add|New|Enable)-.*(?:Permission|RoleGroupMember|RoleAssignment|DelegatedAccess|RoleAssignee)|Added(?:To|Perm)|SharingSet|SecureLinkCreated|CompanyLinkCreated|AnonymousLinkCreated|AddFolderPermissions|ModifyFolderPermissions|MemberAdded|MemberRoleChanged/,
    'grant',
  ],
  [
    /^(?:Remove|Disable)-.*(?:Permission|RoleGroupMember|RoleAssignment|RoleAssignee)|Sharing(?:Revoked|InvitationRevoked)|LinkRemoved|RemoveFolderPermissions|MemberRemoved|RemovedFrom/,
    'revoke',
  ],
  [/Export|Downloaded|FileSyncDownloaded/, 'export'],
  [/^(?:Get|Search|Aggregate|List|Find|Validate)/, 'list'],
  [/Accessed|Viewed|Previewed|MessageBind|FolderBind/, 'read'],
  [/Delete|MoveToDeletedItems|Recycled|^Remove-/, 'delete'],
  [/^(?:New-InboxRule|Set-InboxRule|Send|Create$|Update$|Move|Copy|File|Folder|Message|Page|List)/, 'write'],
  [/^(?:Set|New|Enable|Disable|Install|Start|Stop|Update|Add)-/, 'admin'],
]

/** What an operation of Microsoft 365 means; acts on the directory are named there with a full stop behind. */
export const kindOf = (operation: string): Kind =>
  rules.find(([pattern]) => pattern.test(operation))?.[1] ?? directoryKind(operation.replace(/\.$/, ''))
