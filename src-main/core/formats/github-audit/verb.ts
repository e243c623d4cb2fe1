import type { Kind } from '../../record/record.ts'

/** What an action did, by its words (GitHub docs: "Audit log events"); the vocabulary grows. */
const shapes: readonly (readonly [RegExp, Kind])[] = [
  [/^git\.(?:clone|fetch)$/, 'read'],
  [/^git\.push$/, 'write'],
  [/audit_log_(?:export|git_event_export)|^org\.audit_log_export|\.export|download/, 'export'],
  [
    /audit_log_stream|^audit_log_streaming|^enterprise\.config.*audit|^business\.audit|^hook\.(?:create|destroy|config_changed)/,
    'configure-audit',
  ],
  [/^user\.(?:login|failed_login|sign_in)|sso_response|saml.*(?:login|success)|^org\.sso_response/, 'login'],
  [/^user\.logout|^user\.sign_out/, 'logout'],
  [/rotate|regenerate/, 'rotate'],
  [
    /revoke|remove_member|remove_billing|remove_outside|\.remove$|remove_self_hosted|credential_deauthorized|block_user|(?:member|collaborator|user)_removed|destroy_token/,
    'revoke',
  ],
  [
    /add_member|invite_member|\.add_|grant|access_granted|update_member|credential_authorized|unblock_user|role|permission|\.access$/,
    'grant',
  ],
  [/delete|destroy|remove/, 'delete'],
  [/create|update|add|publish|rename|transfer|change|modify|import|upload/, 'write'],
]

const byOperation: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    create: 'write',
    modify: 'write',
    remove: 'delete',
    restore: 'write',
    transfer: 'write',
    access: 'read',
    authentication: 'login',
  }),
)

/** By the action's own words, else by the kind of operation that GitHub gives. */
export const kindOf = (action: string, operation: string): Kind =>
  shapes.find(([shape]) => shape.test(action))?.[1] ?? byOperation.get(operation) ?? 'admin'
