import type { Kind } from '../../record/record.ts'

/** What an operation on a path means: over all systems, and what kind of thing the path names. */
export interface Sense {
  readonly kind: Kind
  readonly targetType: TargetType
  /** The path is a way in: the actor is known only from the response. */
  readonly login: boolean
}
type TargetType = 'secret' | 'key' | 'policy' | 'role' | 'account' | 'log' | 'other'

/** What a rule says: a kind for each sort of operation, or one for all. */
type Verbs = Kind | { readonly change?: Kind; readonly remove?: Kind; readonly look?: Kind }
/** The path below the mount, what it names and what doing it means; the first that matches counts. */
type Rule = readonly [path: RegExp, targetType: TargetType, verbs?: Verbs]

const grants = { change: 'grant', remove: 'revoke' } as const
const admin = { change: 'admin', remove: 'admin' } as const
const audits = { change: 'configure-audit', remove: 'configure-audit' } as const

/** Below `sys/`: Vault HTTP API, "System backend". */
const sysRules: readonly Rule[] = [
  [/^audit-hash(\/|$)/, 'log', 'other'],
  [/^(audit|config\/auditing)(\/|$)/, 'log', audits],
  [/^polic(y|ies)(\/|$)/, 'policy', grants],
  [/^(leases\/revoke|revoke)/, 'secret', 'revoke'],
  [/^(leases\/renew|renew)(\/|$)/, 'secret', 'other'],
  [/^leases\/(lookup|count)/, 'secret', { change: 'read' }],
  [/^leases(\/|$)/, 'secret', admin],
  [/^(rotate|rekey|rekey-recovery-key)(\/|$)/, 'key', { change: 'rotate', remove: 'admin' }],
  [/^(capabilities|internal|key-status)/, 'other', { change: 'read' }],
  [/^wrapping\/unwrap$/, 'secret', 'read'],
  [/^wrapping\/lookup$/, 'secret', 'read'],
  [/^(wrapping|tools)(\/|$)/, 'other', 'other'],
  [/^storage\/raft\/snapshot/, 'other', { look: 'export', change: 'admin' }],
  [/^/, 'other', admin],
]

/** Below `auth/token/`: Vault HTTP API, "Token auth method". */
const tokenRules: readonly Rule[] = [
  [/^create/, 'account', 'grant'],
  [/^revoke-self$/, 'account', 'logout'],
  [/^revoke/, 'account', 'revoke'],
  [/^renew/, 'account', 'other'],
  [/^lookup/, 'account', 'read'],
  [/^roles?(\/|$)/, 'role', grants],
  [/^/, 'account', admin],
]

/** Below any other `auth/MOUNT/`. */
const authRules: readonly Rule[] = [
  [/^(login|oidc\/callback|callback)(\/|$)/, 'account', 'login'],
  [/\/login$/, 'account', 'login'],
  [/^oidc\/(auth_url|poll)$/, 'other', 'other'],
  [/^role\/[^/]+\/(custom-)?secret-id(-accessor)?\/destroy/, 'role', 'revoke'],
  [/^role\/[^/]+\/(custom-)?secret-id(-accessor)?\/lookup/, 'role', 'read'],
  [/^users\/[^/]+\/password$/, 'account', { change: 'rotate' }],
  [/^roles?(\/|$)/, 'role', grants],
  [/^(users?|groups?|map|certs|entit|crls)(\/|$)/, 'account', grants],
  [/^(config|tune|tidy)/, 'other', admin],
  [/^/, 'other', admin],
]

const identityRules: readonly Rule[] = [
  [/^lookup\//, 'account', 'read'],
  [/^(entity|group|persona|alias)/, 'account', grants],
  [/^oidc\/key\/[^/]+\/rotate$/, 'key', 'rotate'],
  [/^oidc\/token\//, 'secret', 'sign'],
  [/^/, 'other', admin],
]

const kvRules: readonly Rule[] = [
  [/^config$/, 'other', admin],
  [/^undelete\//, 'secret', 'write'],
  [/^(delete|destroy)\//, 'secret', { change: 'delete' }],
  [/^/, 'secret'],
]

const transitRules: readonly Rule[] = [
  [/^(encrypt|rewrap|datakey)\//, 'key', 'encrypt'],
  [/^decrypt\//, 'key', 'decrypt'],
  [/^(sign|hmac)\//, 'key', 'sign'],
  [/^keys\/[^/]+\/rotate$/, 'key', 'rotate'],
  [/^keys\/[^/]+\/(config|trim)$/, 'key', 'admin'],
  [/^(export|backup|byok-export)\//, 'key', 'export'],
  [/^(keys|restore)(\/|$)/, 'key'],
  [/^(verify|random|hash)(\/|$)/, 'key', 'other'],
  [/^/, 'other', admin],
]

const pkiRules: readonly Rule[] = [
  [/^(root|intermediate)\/rotate/, 'key', 'rotate'],
  [/^(issue|sign|sign-verbatim)(\/|$)/, 'role', 'sign'],
  [/^(root|intermediate|issuers?|keys?)(\/.*)?\/(sign|issue|cross-sign)/, 'key', 'sign'],
  [/^revoke/, 'other', 'revoke'],
  [/^roles(\/|$)/, 'role', admin],
  [/^(root|intermediate|keys?|issuers?|ca)(\/|$)/, 'key', admin],
  [/^/, 'other', admin],
]

/** Engines that make credentials: database, aws, gcp, azure, consul, rabbitmq, ssh, totp, ldap, kubernetes, ... */
const engineRules: readonly Rule[] = [
  [/^(rotate-root|rotate-role|config\/rotate|config\/[^/]+\/rotate|rotate)(\/|$|-)/, 'role', 'rotate'],
  [/^(static-)?creds?(\/|$)/, 'secret', 'read'],
  [/^(sts|token|key|code)(\/|$)/, 'secret', { look: 'read', change: 'read' }],
  [/^(sign|issue)(\/|$)/, 'role', 'sign'],
  [/^(static-)?roles?(\/|$)/, 'role', admin],
  [/^keys(\/|$)/, 'key'],
  [/^(config|reset|library)(\/|$)/, 'other', admin],
  [/^/, 'secret'],
]

const engines: ReadonlyMap<string, readonly Rule[]> = new Map([
  ['kv', kvRules],
  ['generic', kvRules],
  ['cubbyhole', kvRules],
  ['transit', transitRules],
  ['pki', pkiRules],
  ['identity', identityRules],
  ...['database', 'aws', 'gcp', 'azure', 'ssh', 'totp', 'consul', 'nomad', 'rabbitmq', 'ldap', 'ad', 'kubernetes'].map(
    (type) => [type, engineRules] as const,
  ),
  ...['alicloud', 'openldap', 'mongodbatlas', 'terraform', 'gcpkms', 'kmip'].map(
    (type) => [type, engineRules] as const,
  ),
])

/** Operations as the log names them: Vault SDK, logical.Operation; `scan` is OpenBao's recursive list. */
const operations: ReadonlyMap<string, { readonly sort: 'change' | 'remove' | 'look' | 'own'; readonly kind: Kind }> =
  new Map([
    ['create', { sort: 'change', kind: 'write' }],
    ['update', { sort: 'change', kind: 'write' }],
    ['patch', { sort: 'change', kind: 'write' }],
    ['delete', { sort: 'remove', kind: 'delete' }],
    ['read', { sort: 'look', kind: 'read' }],
    ['list', { sort: 'own', kind: 'list' }],
    ['scan', { sort: 'own', kind: 'list' }],
    ['revoke', { sort: 'own', kind: 'revoke' }],
  ] as const)

/** Works out what `operation` on `path` means; mount type and mount point are '' where the version does not log them. */
export function senseOf(operation: string, path: string, mountType: string, mountPoint: string): Sense {
  const [rules, below] = rulesFor(path, mountType, mountPoint)
  const rule = rules.find(([shape]) => shape.test(below))
  const { sort, kind } = operations.get(operation) ?? { sort: 'own', kind: 'other' }
  const verbs = rule?.[2]
  const said = typeof verbs === 'string' ? verbs : sort === 'own' ? undefined : verbs?.[sort]
  const fixed = sort === 'own' ? undefined : said
  return { kind: fixed ?? kind, targetType: rule?.[1] ?? 'other', login: fixed === 'login' }
}

function rulesFor(path: string, mountType: string, mountPoint: string): readonly [readonly Rule[], string] {
  const slash = path.indexOf('/')
  const first = slash < 0 ? path : path.slice(0, slash)
  if (first === 'sys') return [sysRules, path.slice(4)]
  if (first === 'identity') return [identityRules, path.slice(9)]
  if (first === 'auth') return authRulesFor(path, mountPoint)
  const mount = mountPoint !== '' && path.startsWith(mountPoint) ? mountPoint.length : slash + 1
  const below = slash < 0 ? '' : path.slice(mount)
  return [engines.get(mountType) ?? guess(first, below), below]
}

function authRulesFor(path: string, mountPoint: string): readonly [readonly Rule[], string] {
  const known = mountPoint.startsWith('auth/') && path.startsWith(mountPoint)
  const mountEnd = known ? mountPoint.length : path.indexOf('/', 5) + 1
  const below = mountEnd <= 5 ? '' : path.slice(mountEnd)
  return [path.startsWith('auth/token/') ? tokenRules : authRules, below]
}

/** Versions before 1.10 do not log the mount type: by the usual name of the mount, else by what only one engine has. */
function guess(mount: string, below: string): readonly Rule[] {
  if (/^(kv|secrets?|generic|cubbyhole)([-_].*)?$/.test(mount) || /^(data|metadata)\//.test(below)) return kvRules
  for (const [type, rules] of engines)
    if (mount === type || mount.startsWith(`${type}_`) || mount.startsWith(`${type}-`)) return rules
  if (/^(encrypt|decrypt|rewrap|datakey|hmac)\/[^/]+$/.test(below)) return transitRules
  if (/^(issue|sign-verbatim|root\/|intermediate\/)/.test(below)) return pkiRules
  return /^((static-)?creds|roles|config)(\/|$)/.test(below) ? engineRules : kvRules
}
