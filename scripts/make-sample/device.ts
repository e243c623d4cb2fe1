import { createHmac } from 'node:crypto'
import type { Chance } from '../../bench/chance.ts'
import type { Identity } from './cast.ts'
import { type EpochNs, written } from './time.ts'

export const DENIED = '1 error occurred:\n\t* permission denied\n\n'
export const WRONG_LOGIN = '1 error occurred:\n\t* invalid request\n\n'

export interface Token {
  readonly holder: Identity
  readonly accessor: string
  readonly client: string
  readonly issued: EpochNs
  readonly ttlSeconds: number
}

/** One call to the server, as the audit device sees it. */
export interface Visit {
  readonly at: EpochNs
  readonly operation: string
  readonly path: string
  readonly address: string
  readonly port: number
  readonly agent: string
  readonly latency: EpochNs
  readonly token?: Token | undefined
  /** The token that a login hands out. */
  readonly granted?: Token | undefined
  readonly asked?: object | undefined
  readonly answered?: object | undefined
  readonly error?: string | undefined
  /** Which of the two lines never reached the log. */
  readonly lost?: 'request' | 'response' | undefined
  /** Name under which `truth.json` tells where it stands. */
  readonly mark?: string | undefined
  readonly id?: string | undefined
}

export interface Line {
  readonly at: EpochNs
  readonly id: string
  readonly type: 'request' | 'response'
  readonly text: string
  readonly visit: Visit
}

const MOUNTS = [
  ['secret/', 'kv', 'kv_6a1f93c2'],
  ['database/', 'database', 'database_0be7d41a'],
  ['transit/', 'transit', 'transit_93c05b7e'],
  ['pki/', 'pki', 'pki_5d20fa68'],
  ['auth/approle/', 'approle', 'auth_approle_71c4e09b'],
  ['auth/kubernetes/', 'kubernetes', 'auth_kubernetes_2f8ab6d3'],
  ['auth/oidc/', 'oidc', 'auth_oidc_c3590e14'],
  ['auth/userpass/', 'userpass', 'auth_userpass_8d17f2a5'],
  ['auth/token/', 'token', 'auth_token_40be6c97'],
  ['identity/', 'identity', 'identity_b6f3815c'],
  ['sys/', 'system', 'system_19ed70a4'],
] as const

function mountOf(path: string): (typeof MOUNTS)[number] {
  const mount = MOUNTS.find(([point]) => path.startsWith(point))
  if (!mount) throw new Error(`no mount holds ${path}`)
  return mount
}

export interface Device {
  /** What the device writes instead of a string: HMAC-SHA256 under its salt. */
  readonly masked: (value: string) => string
  readonly lines: (visit: Visit) => Line[]
}

/** A file audit device of Vault 1.15 with the salt given. `entityOf` gives the entity id of an identity. */
export function device(salt: string, random: Chance, entityOf: (identity: Identity) => string): Device {
  const masked = (value: string): string => `hmac-sha256:${createHmac('sha256', salt).update(value).digest('hex')}`
  return {
    masked,
    lines: (visit) => {
      const id = visit.id ?? random.uuid()
      const parts = { visit, request: requestPart(visit, id, entityOf), entityOf }
      const both = [requestLine(parts, id), responseLine(parts, id)]
      return both.filter(({ type }) => type !== visit.lost)
    },
  }
}

interface Parts {
  readonly visit: Visit
  readonly request: object
  readonly entityOf: (identity: Identity) => string
}

function requestPart({ token, ...visit }: Visit, id: string, entityOf: Parts['entityOf']): object {
  const [point, type, accessor] = mountOf(visit.path)
  return {
    id,
    ...(token && { client_id: entityOf(token.holder) }),
    operation: visit.operation,
    mount_point: point,
    mount_type: type,
    mount_accessor: accessor,
    ...(token && { client_token: token.client, client_token_accessor: token.accessor }),
    namespace: { id: 'root' },
    path: visit.path,
    ...(visit.asked && { data: visit.asked }),
    headers: { 'user-agent': [visit.agent] },
    remote_address: visit.address,
    remote_port: visit.port,
  }
}

function metadataOf({ method, name }: Identity): object {
  if (method === 'oidc') return { email: `${name}@northmoor.example`, role: 'staff' }
  if (method === 'userpass') return { username: name }
  if (method === 'approle') return { role_name: name }
  return { role: name, service_account_name: name, service_account_namespace: 'production' }
}

function authPart(token: Token | undefined, entityOf: Parts['entityOf']): object {
  if (!token) return { token_type: 'default' }
  const { holder } = token
  return {
    accessor: token.accessor,
    client_token: token.client,
    display_name: `${holder.method}-${holder.name}`,
    entity_id: entityOf(holder),
    metadata: metadataOf(holder),
    policies: holder.policies,
    token_issue_time: `${written(token.issued).slice(0, 19)}Z`,
    token_policies: holder.policies,
    token_ttl: token.ttlSeconds,
    token_type: 'service',
  }
}

const named = (visit: Visit): { error?: string } => (visit.error === undefined ? {} : { error: visit.error })

function requestLine({ visit, request, entityOf }: Parts, id: string): Line {
  // A wrong password is only known when the answer is: the line of the question has no error then.
  const error = visit.error === DENIED ? { error: 'permission denied' } : {}
  const entry = { time: written(visit.at), type: 'request', auth: authPart(visit.token, entityOf), request, ...error }
  return { at: visit.at, id, type: 'request', text: JSON.stringify(entry), visit }
}

function responseLine({ visit, request, entityOf }: Parts, id: string): Line {
  const at = visit.at + visit.latency
  const auth = authPart(visit.granted ?? visit.token, entityOf)
  const response = {
    ...(visit.granted && { auth }),
    mount_type: mountOf(visit.path)[1],
    ...(visit.answered && { data: visit.answered }),
  }
  const entry = { time: written(at), type: 'response', auth, request, response, ...named(visit) }
  return { at, id, type: 'response', text: JSON.stringify(entry), visit }
}
