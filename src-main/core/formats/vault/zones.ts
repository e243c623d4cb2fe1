import { isSecretName } from '../../mask/named-secret.ts'

/**
 * A part of an entry, by what may stand in it in clear: `open` shows all but what the name of a secret stands
 * before, `loose` all but what a secret-like name stands before, `data` only what a harmless name stands before, `hidden` nothing.
 */
export type Zone = 'top' | 'auth' | 'request' | 'response' | 'wrap' | 'headers' | 'open' | 'loose' | 'data' | 'hidden'

/** What becomes of one value: shown (detectors still apply), masked as a kind, or masked like a path. */
export type Fate = 'show' | 'path' | 'vault-token' | 'accessor' | 'value'

/** What the line says about itself that decides on harmless names. */
export interface Context {
  /** Path below `sys/`, `auth/` or `identity/`: bodies are settings, not secrets of users. */
  readonly settings: boolean
  readonly listing: boolean
}

const insides: Readonly<Record<Zone, Readonly<Record<string, Zone>>>> = {
  top: { auth: 'auth', request: 'request', response: 'response' },
  auth: {
    policies: 'open',
    token_policies: 'open',
    identity_policies: 'open',
    external_namespace_policies: 'open',
    policy_results: 'open',
    metadata: 'loose',
  },
  request: { data: 'data', headers: 'headers', namespace: 'open' },
  response: { auth: 'auth', data: 'data', wrap_info: 'wrap', secret: 'open', headers: 'headers', warnings: 'open' },
  wrap: {},
  headers: {},
  open: {},
  loose: {},
  data: { data: 'hidden', custom_metadata: 'hidden', secret: 'hidden' },
  hidden: {},
}

const shown = (...names: readonly string[]) => names.map((name) => [name, 'show'] as const)

const fates: ReadonlyMap<Zone, ReadonlyMap<string, Fate>> = new Map<Zone, ReadonlyMap<string, Fate>>([
  [
    'auth',
    new Map<string, Fate>([
      ['client_token', 'vault-token'],
      ['accessor', 'accessor'],
      ...shown('display_name', 'entity_id', 'entity_created', 'token_type', 'token_ttl', 'token_issue_time'),
      ...shown('num_uses', 'remaining_uses', 'no_default_policy'),
    ]),
  ],
  [
    'request',
    new Map<string, Fate>([
      ['client_token', 'vault-token'],
      ['client_token_accessor', 'accessor'],
      ['path', 'path'],
      ...shown('mount_accessor'),
    ]),
  ],
  ['response', new Map<string, Fate>(shown('mount_accessor'))],
  [
    'wrap',
    new Map<string, Fate>([
      ['token', 'vault-token'],
      ['accessor', 'accessor'],
      ['wrapped_accessor', 'accessor'],
      ['creation_path', 'path'],
    ]),
  ],
])

/** The names that secrets go by in headers, metadata and in fields this program does not know. */
const SECRET_NAME =
  /token|accessor|passw|passphrase|secret|credential|private|api[-_]?key|access[-_]?key|authorization|cookie|signature|^jwt$|^key$|^pin$|^otp$/i

/** The zone inside an object or array that stands under `key` in `zone`. */
export function inside(zone: Zone, key: string): Zone {
  const named = Object.hasOwn(insides[zone], key) ? insides[zone][key] : undefined
  if (named !== undefined) return named
  if (zone === 'auth' || zone === 'hidden') return 'hidden'
  if (zone === 'open') return isSecretName(key) ? 'hidden' : 'open'
  if (zone === 'data') return zone
  return SECRET_NAME.test(key) ? 'hidden' : 'loose'
}

/** What becomes of a text or number that stands under `key` in `zone`. */
export function fateOf(zone: Zone, key: string, value: string | number, context: Context): Fate {
  if (zone === 'hidden') return 'value'
  if (zone === 'open') return isSecretName(key) ? 'value' : 'show'
  if (zone === 'data') return dataFate(key, value, context)
  const named = fates.get(zone)?.get(key)
  if (named !== undefined) return named
  return zone === 'auth' || SECRET_NAME.test(key) ? 'value' : 'show'
}

const ACCESSOR_NAMES: ReadonlySet<string> = new Set(['accessor', 'secret_id_accessor'])
/** Numbers that Vault itself puts in bodies: versions and durations in seconds. */
const NUMBER_NAMES =
  /^(?:version|current_version|oldest_version|latest_version|max_versions|min_\w+_version|key_version|cas|lease_duration|(?:\w+_)?ttl|increment|period|num_uses|secret_id_num_uses|token_num_uses|http_status_code)$/
const TIME_NAMES =
  /^(?:created_time|updated_time|deletion_time|creation_time|expire_time|issue_time|last_rotation_time)$/
const SETTING_NAMES =
  /^(?:type|path|plugin_name|policies|allowed_policies|token_policies|identity_policies|display_name|entity_id|name|token_type|capabilities|hmac_accessor|log_raw|file_path|db_name|format)$/
const TIME = /^\d{4}-\d\d-\d\d[Tt][0-9:.]{8,18}(?:[Zz]|[+-]\d\d:\d\d)$/

/** Seconds since 1970 in answers about tokens and certificates. */
const EPOCH_NAMES = /^(?:creation_time|expiration|not_after|not_before)$/
/** The year 2128. */
const LAST_EPOCH_S = 5_000_000_000
/** Largest number shown: ten years in seconds; an account number or a time-based secret is longer. */
const MOST_SHOWN = 315_576_000

function dataFate(key: string, value: string | number, context: Context): Fate {
  if (typeof value === 'number') return shownNumber(key, value, context.listing) ? 'show' : 'value'
  if (ACCESSOR_NAMES.has(key)) return 'accessor'
  if (context.listing && key === 'keys') return 'path'
  if (TIME_NAMES.test(key) && TIME.test(value)) return 'show'
  return context.settings && SETTING_NAMES.test(key) ? 'path' : 'value'
}

function shownNumber(key: string, value: number, listing: boolean): boolean {
  if (!Number.isInteger(value)) return false
  if (EPOCH_NAMES.test(key)) return value >= 0 && value <= LAST_EPOCH_S
  const known = NUMBER_NAMES.test(key) || (listing && (key === 'keys' || key === 'key_info'))
  return known && Math.abs(value) <= MOST_SHOWN
}
