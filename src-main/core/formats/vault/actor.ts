import type { ActorKind } from '../../record/record.ts'
import type { JsonObject } from '../../entry/json-object.ts'

/** Who acted, as far as one `auth` object says. */
export interface Actor {
  readonly name: string
  readonly display: string
  readonly kind: ActorKind
  /** Name and kind follow from the display name and the e-mail address, whatever else the metadata holds. */
  readonly fromName: boolean
}

/** Auth methods by the usual name of their mount, and who comes in through them: Vault docs, "Auth methods". */
const methods: ReadonlyMap<string, ActorKind> = new Map([
  ...['userpass', 'ldap', 'oidc', 'github', 'okta', 'radius', 'kerberos', 'saml'].map(
    (name) => [name, 'human'] as const,
  ),
  ...[
    'approle',
    'kubernetes',
    'aws',
    'azure',
    'gcp',
    'cert',
    'alicloud',
    'cf',
    'pcf',
    'oci',
    'app-id',
    'spiffe',
    'jwt',
  ].map((name) => [name, 'service'] as const),
  ['token', 'unknown'],
])
/** Members of `auth.metadata` that name the identity; the first that is there counts. */
const names = ['username', 'role_name', 'service_account_name', 'role', 'account_id', 'email', 'common_name'] as const

/**
 * Reads the actor out of the display name and metadata of an `auth` object. Vault makes that name from the mount and the name of
 * the identity (`approle-deploy-bot`): the actor is the latter, which is what people look for; the name in full (or the
 * e-mail address) is the display, so that `ldap-alice` and `userpass-alice` stay apart beside their entity ids.
 */
export function actorOf(displayName: string, metadata: JsonObject | undefined, batch: boolean): Actor {
  const [method, rest] = splitMethod(displayName)
  const email = textOf(metadata, 'email')
  const name = rest !== '' ? rest : nameWithin(displayName, method, metadata)
  const fromName = rest !== '' && method !== 'token'
  return { name, display: email || displayName, kind: kindOf(method, email, metadata, batch), fromName }
}

/** The usual mount a display name begins with, and what follows; ['', ''] when it begins with none. */
function splitMethod(displayName: string): readonly [string, string] {
  for (let dash = displayName.indexOf('-'); dash > 0; dash = displayName.indexOf('-', dash + 1)) {
    const head = displayName.slice(0, dash)
    if (methods.has(head)) return [head, displayName.slice(dash + 1)]
    if (dash > LONGEST_METHOD) break
  }
  return methods.has(displayName) ? [displayName, ''] : ['', '']
}

const LONGEST_METHOD = 10

/** A bare method name says nothing (AppRole): the metadata does. A mount of another name is cut where the metadata agrees. */
function nameWithin(displayName: string, method: string, metadata: JsonObject | undefined): string {
  for (const key of names) {
    const named = textOf(metadata, key)
    if (named === '') continue
    if (method !== '' && method !== 'token') return named
    if (displayName === '') return named
    if (displayName.length > named.length + 1 && displayName.endsWith(`-${named}`) && key !== 'service_account_name')
      return named
  }
  return displayName
}

function kindOf(method: string, email: string, metadata: JsonObject | undefined, batch: boolean): ActorKind {
  const known = methods.get(method) ?? 'unknown'
  if (method === 'jwt' && email !== '') return 'human'
  if (known !== 'unknown') return known
  if (textOf(metadata, 'username') !== '' || email !== '') return 'human'
  if (textOf(metadata, 'role_name') !== '' || batch) return 'service'
  return 'unknown'
}

const textOf = (object: JsonObject | undefined, key: string): string => {
  const value = object?.[key]
  return typeof value === 'string' ? value : ''
}
