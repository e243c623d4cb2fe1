import type { Kind } from '../../record/record.ts'

/** What an operation names, and what it means. */
export interface Operation {
  readonly kind: Kind
  readonly targetType: string
}

const NAME =
  /^(Secret|Key|Certificate|Vault|ManagedHsm|Storage|Sas|RoleAssignment|RoleDefinition|SecurityDomain|Backup|Restore|Authentication)([A-Z]\w{0,80})?$/

/** Verbs as they stand in an operation's name behind what it is done to, the first that is found counts. */
const verbs: readonly (readonly [verb: RegExp, kind: Kind])[] = [
  [/EventGrid|Expir/, 'other'],
  [/^List|List$|List(?:Versions|Deleted)|sList/, 'list'],
  [/Rotat(?:e|ion)(?!Policy)/, 'rotate'],
  [/Regenerate/, 'rotate'],
  [/Backup|Release|Download/, 'export'],
  [/Get|Read/, 'read'],
  [/Delete|Purge/, 'delete'],
  [/Encrypt|^Wrap/, 'encrypt'],
  [/Decrypt|Unwrap/, 'decrypt'],
  [/^Sign/, 'sign'],
  [/Set|Put|Patch|Create|Import|Update|Recover|Restore|Merge|Upload/, 'write'],
]

const types: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    Secret: 'secret',
    Key: 'key',
    Certificate: 'key',
    Storage: 'key',
    Sas: 'key',
    RoleAssignment: 'role',
    RoleDefinition: 'role',
  }),
)

/** Whether a name is one of Key Vault's operations (Microsoft Learn, "Azure Key Vault logging", operation names). */
export const isVaultOperation = (name: string): boolean => NAME.test(name)

/** What an operation of Key Vault or Managed HSM means; one that is not known is 'other'. */
export function operationOf(name: string): Operation {
  const [, on = '', act = ''] = NAME.exec(name) ?? []
  const kind = verbs.find(([verb]) => verb.test(act))?.[1] ?? 'other'
  return { kind: kindOn(on, kind), targetType: types.get(on) ?? 'other' }
}

/** Changing the vault itself is administration, changing who may what is granting. */
function kindOn(on: string, kind: Kind): Kind {
  if (on === 'Authentication') return 'login'
  if (on === 'Backup') return 'export'
  if (on.startsWith('Role')) return kind === 'write' ? 'grant' : kind === 'delete' ? 'revoke' : kind
  return (on === 'Vault' || on === 'ManagedHsm') && kind === 'write' ? 'admin' : kind
}
