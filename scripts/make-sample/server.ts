import { chance, type Chance } from '../../bench/chance.ts'
import type { Identity } from './cast.ts'
import { device, DENIED, type Line, type Token, type Visit, WRONG_LOGIN } from './device.ts'
import { type EpochNs, SECOND } from './time.ts'

/** One act within a session: operation, path, and what deviates from the ordinary. */
export interface Step {
  readonly operation: 'create' | 'read' | 'update' | 'delete' | 'list'
  readonly path: string
  /** When; else some moments after the one before. */
  readonly at?: EpochNs
  readonly latency?: EpochNs
  readonly denied?: boolean
  readonly lost?: 'request' | 'response'
  readonly mark?: string
  readonly id?: string
}

export interface Session {
  readonly who: Identity
  readonly at: EpochNs
  readonly steps: readonly Step[]
  readonly address?: string
  readonly agent?: string
  readonly port?: number
  /** Between two acts at most; people think, services do not. */
  readonly pauseMs?: number
  /** Uses the token of the session before, if it has not run out. */
  readonly keepToken?: boolean
  /** Fails to log in this way and does nothing more. */
  readonly failure?: 'wrong' | 'denied'
  readonly mark?: string
}

export interface Server {
  readonly session: (session: Session) => void
  /** Gives somebody a token from before the log begins. */
  readonly hold: (who: Identity, issued: EpochNs) => void
  readonly lines: Line[]
}

/** Between two acts at most: people think, machines do not. */
const PAUSE_MS = { oidc: 45_000, userpass: 45_000, approle: 900, kubernetes: 900 } as const
/** Rotated in each of the three months: the night of 14 March reads version 14. */
const ROTATED = 'secret/data/production/db-password'
/** People hold a token for a working day, machines for Vault's default of 32 days. */
const TTL_SECONDS = { oidc: 32_400, userpass: 32_400, approle: 2_764_800, kubernetes: 2_764_800 } as const

interface State {
  readonly random: Chance
  readonly masked: (value: string) => string
  readonly versions: Map<string, number>
  readonly tokens: Map<string, Token>
  readonly written: (visit: Visit) => void
}

/** A Vault server whose whole life is its audit log. */
export function server(seed: number): Server {
  const random = chance(seed)
  const entities = new Map<string, string>()
  const entityOf = ({ name }: Identity): string => {
    const known = entities.get(name) ?? random.uuid()
    entities.set(name, known)
    return known
  }
  const audit = device(random.hex(64), random, entityOf)
  const lines: Line[] = []
  const versions = new Map([[ROTATED, 11]])
  const state: State = {
    random,
    masked: audit.masked,
    versions,
    tokens: new Map(),
    written: (visit) => void lines.push(...audit.lines(visit)),
  }
  return {
    session: (session) => runSession(state, session),
    hold: (who, issued) => void tokenFor(state, who, issued),
    lines,
  }
}

const versionOf = ({ versions }: State, path: string): number => versions.get(path) ?? 3 + (path.length % 5)

const between = (random: Chance, least: number, most: number): EpochNs =>
  BigInt(least + random.below(most - least)) * 1000n + BigInt(random.below(1000))

interface Place {
  readonly address: string
  readonly agent: string
  readonly port: number
}

function runSession(state: State, session: Session): void {
  const { who, steps } = session
  const place = placeOf(state.random, session)
  const kept = session.keepToken ? current(state, who, session.at) : undefined
  const token = kept ?? login(state, session, place)
  if (!token) return
  const pauseMs = session.pauseMs ?? PAUSE_MS[who.method]
  let at = kept ? session.at : session.at + between(state.random, 20_000, pauseMs * 600)
  for (const step of steps) {
    at = step.at ?? at
    state.written(visitOf(state, { step, at, token, place }))
    at += between(state.random, 15_000, pauseMs * 1000)
  }
}

const placeOf = (random: Chance, { who, address, agent, port }: Session): Place => ({
  address: address ?? random.pick(who.addresses),
  agent: agent ?? who.agent,
  port: port ?? 32_768 + random.below(28_000),
})

function current({ tokens }: State, { name }: Identity, at: EpochNs): Token | undefined {
  const token = tokens.get(name)
  return token && at < token.issued + BigInt(token.ttlSeconds) * SECOND ? token : undefined
}

function loginPath({ method, name }: Identity): string {
  if (method === 'oidc') return 'auth/oidc/oidc/callback'
  return method === 'userpass' ? `auth/userpass/login/${name}` : `auth/${method}/login`
}

function tokenFor({ random, masked, tokens }: State, holder: Identity, issued: EpochNs): Token {
  const accessor = masked(random.hex(24))
  const token = { holder, accessor, client: masked(random.hex(24)), issued, ttlSeconds: TTL_SECONDS[holder.method] }
  tokens.set(holder.name, token)
  return token
}

function login(state: State, { who, at, failure, mark }: Session, place: Place): Token | undefined {
  const { random, masked } = state
  const granted = failure ? undefined : tokenFor(state, who, at)
  state.written({
    at,
    ...place,
    operation: who.method === 'oidc' ? 'read' : 'update',
    path: loginPath(who),
    latency: between(random, 2_000, 60_000),
    asked: credentials(who, masked, random),
    granted,
    error: failure && (failure === 'denied' ? DENIED : WRONG_LOGIN),
    mark,
  })
  return granted
}

function credentials({ method, name }: Identity, masked: State['masked'], random: Chance): object {
  if (method === 'approle') return { role_id: masked(`role of ${name}`), secret_id: masked(`secret of ${name}`) }
  if (method === 'kubernetes') return { jwt: masked(random.hex(16)), role: masked(name) }
  if (method === 'userpass') return { password: masked(`password of ${name}`) }
  return { code: masked(random.hex(16)), state: masked(`st_${name}`) }
}

interface Act {
  readonly step: Step
  readonly at: EpochNs
  readonly token: Token
  readonly place: Place
}

function visitOf(state: State, { step, at, token, place }: Act): Visit {
  const { operation, path, denied } = step
  const writes = operation === 'update' || operation === 'create'
  if (writes && !denied && path.startsWith('secret/data/')) state.versions.set(path, versionOf(state, path) + 1)
  return {
    at,
    ...place,
    operation,
    path,
    token,
    latency: step.latency ?? between(state.random, 400, 9_000),
    asked: writes ? question(state, path) : undefined,
    answered: denied ? undefined : answer(state, step),
    error: denied ? DENIED : undefined,
    lost: step.lost,
    mark: step.mark,
    id: step.id,
  }
}

function question(state: State, path: string): object {
  const { masked } = state
  if (path.startsWith('secret/data/')) {
    const version = versionOf(state, path)
    return { data: { value: masked(`${path} ${version}`) }, options: { cas: version - 1 } }
  }
  if (path.startsWith('transit/decrypt')) return { ciphertext: masked(state.random.hex(8)) }
  if (path.startsWith('transit/')) return { input: masked(state.random.hex(8)) }
  if (path.startsWith('sys/policies/')) return { policy: masked(state.random.hex(8)) }
  if (path.startsWith('pki/issue/')) return { common_name: masked(`${path}.northmoor.example`), ttl: masked('720h') }
  if (path.includes('renew')) return { increment: 0 }
  if (path.endsWith('-accessor')) return { accessor: masked(state.random.hex(8)) }
  return {}
}

function answer(state: State, { operation, path }: Step): object | undefined {
  const { masked, random } = state
  if (operation === 'list') return { keys: ['db-password', 'smtp-relay', 'stripe-api-key'].map(masked) }
  if (path.startsWith('secret/data/')) return secret(state, operation, path)
  if (path.startsWith('database/creds/')) return { password: masked(random.hex(8)), username: masked(random.hex(8)) }
  if (path.startsWith('transit/decrypt')) return { plaintext: masked(random.hex(8)) }
  if (path.startsWith('transit/')) return { signature: masked(random.hex(8)) }
  if (path.startsWith('pki/issue/')) return { certificate: masked(random.hex(8)), serial_number: masked(random.hex(8)) }
  return undefined
}

function secret(state: State, operation: string, path: string): object | undefined {
  const { masked } = state
  if (operation === 'delete') return undefined
  const version = versionOf(state, path)
  const metadata = {
    created_time: masked(`${path} made ${version}`),
    custom_metadata: null,
    deletion_time: masked(''),
    destroyed: false,
    version,
  }
  return operation === 'read' ? { data: { value: masked(`${path} ${version}`) }, metadata } : metadata
}
