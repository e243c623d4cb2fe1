import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { chance, type Chance } from './chance.ts'

/** A log as a busy Vault writes it, for measuring alone: some lines of each kind, nothing planted. */
export interface Generated {
  readonly lines: number
  readonly bytes: number
  readonly sha256: string
}

const ACTORS = 500
const SECRETS = 2_400
const DAYS = 30
const START_MS = Date.UTC(2026, 2, 2)
const CHUNK_CHARS = 1 << 20
const TEAMS = ['ads', 'billing', 'core', 'depot', 'edge', 'fraud', 'growth', 'hiring'] as const
const LEAVES = ['api-key', 'db-password', 'kafka-sasl', 'session-key', 'signing-key', 'smtp-relay'] as const
const STAGES = ['production', 'staging', 'test', 'sandbox', 'preview'] as const
const DENIED = '1 error occurred:\n\t* permission denied\n\n'

interface Actor {
  readonly address: string
  readonly team: number
  readonly human: boolean
  readonly auth: string
  readonly accessor: string
}

interface Secret {
  readonly path: string
  /** Its value and when it was made, as the device writes them: the same each time it is read. */
  readonly value: string
  readonly made: string
}

interface Act {
  readonly operation: string
  readonly path: string
  readonly mount: string
  readonly point: string
  readonly asked?: string
  readonly answered: string
  readonly error?: string
}

interface World {
  readonly random: Chance
  readonly actors: Actor[]
  readonly secrets: Secret[]
  readonly undeleted: string
  readonly mounts: string[]
}

/** Some of many far more often than others: the index of one, low ones hot. */
const skewed = ({ share }: Chance, count: number): number => Math.floor(count * share() ** 3)
const masked = ({ hex }: Chance): string => `"hmac-sha256:${hex(64)}"`

function actorOf(random: Chance, index: number): Actor {
  const team = index % TEAMS.length
  const human = index % 3 === 0
  const name = human ? `person-${index}` : `svc-${TEAMS[team]}-${index}`
  const method = human ? 'oidc' : 'approle'
  const accessor = masked(random)
  const policies = JSON.stringify(['default', `${TEAMS[team]}-${human ? 'reader' : 'app'}`])
  const metadata = JSON.stringify(human ? { email: `${name}@example.test`, role: 'staff' } : { role_name: name })
  const issued = new Date(START_MS - random.below(3_600_000)).toISOString().slice(0, 19)
  return {
    address: `10.${human ? 20 : 42}.${random.below(250)}.${1 + random.below(250)}`,
    team,
    human,
    accessor,
    auth:
      `{"accessor":${accessor},"display_name":"${method}-${name}","entity_id":"${random.uuid()}","metadata":${metadata},` +
      `"policies":${policies},"policy_results":{"allowed":ALLOWED},"token_issue_time":"${issued}Z","token_ttl":3600,` +
      `"token_type":"${human ? 'service' : 'batch'}"}`,
  }
}

function world(seed: number): World {
  const random = chance(seed)
  const secretAt = (index: number): Secret => ({
    path: `secret/data/${TEAMS[index % TEAMS.length]}/${STAGES[index % STAGES.length]}/${LEAVES[index % LEAVES.length]}-${index}`,
    value: masked(random),
    made: masked(random),
  })
  return {
    random,
    actors: Array.from({ length: ACTORS }, (_, index) => actorOf(random, index)),
    secrets: Array.from({ length: SECRETS }, (_, index) => secretAt(index)),
    undeleted: masked(random),
    mounts: Array.from({ length: 16 }, () => `kv_${random.hex(8)}`),
  }
}

const KV = { mount: 'kv', point: 'secret/' } as const

function read({ undeleted }: World, { path, value, made }: Secret): Act {
  const metadata =
    `{"created_time":${made},"custom_metadata":null,"deletion_time":${undeleted},` +
    `"destroyed":false,"version":${1 + (path.length % 9)}}`
  return { ...KV, operation: 'read', path, answered: `{"data":{"value":${value}},"metadata":${metadata}}` }
}

function listed({ undeleted }: World, { path, value }: Secret): Act {
  const folder = path.replace('/data/', '/metadata/').replace(/[^/]+$/, '')
  return { ...KV, operation: 'list', path: folder, answered: `{"keys":[${value},${undeleted}]}` }
}

function updated({ random }: World, { path }: Secret): Act {
  const asked = `{"data":{"value":${masked(random)}},"options":{"cas":${random.below(9)}}}`
  return { ...KV, operation: 'update', path, asked, answered: `{"created_time":${masked(random)},"version":2}` }
}

function transit({ random }: World, { team }: Actor): Act {
  return {
    operation: 'update',
    path: `transit/${random.pick(['encrypt', 'decrypt', 'sign'])}/${TEAMS[team]}-key`,
    mount: 'transit',
    point: 'transit/',
    asked: `{"plaintext":${masked(random)}}`,
    answered: `{"ciphertext":${masked(random)},"key_version":3}`,
  }
}

const RENEW: Act = {
  operation: 'update',
  path: 'auth/token/renew-self',
  mount: 'token',
  point: 'auth/token/',
  asked: '{"increment":3600}',
  answered: '{"renewable":true}',
}

/** Two in three acts read a secret, mostly of the own team; some try one of another's. */
function act(scene: World, actor: Actor): Act {
  const { random } = scene
  const draw = random.share()
  if (draw < 0.64) return read(scene, ownSecret(scene, actor))
  if (draw < 0.72) return listed(scene, ownSecret(scene, actor))
  if (draw < 0.77) return updated(scene, ownSecret(scene, actor))
  if (draw < 0.9) return transit(scene, actor)
  if (draw < 0.98) return RENEW
  return { ...read(scene, secretOf(scene, random.below(SECRETS))), error: DENIED }
}

function secretOf({ secrets }: World, index: number): Secret {
  const secret = secrets[index]
  if (!secret) throw new Error(`there is no secret ${index}`)
  return secret
}

const ownSecret = (scene: World, { team }: Actor): Secret =>
  secretOf(scene, skewed(scene.random, SECRETS / TEAMS.length) * TEAMS.length + team)

/** Nanoseconds as Go writes them: without trailing zeros. */
function time(milliseconds: number, nanoseconds: number): string {
  const seconds = new Date(milliseconds).toISOString().slice(0, 20)
  const fraction = String((milliseconds % 1000) * 1_000_000 + nanoseconds).padStart(9, '0')
  return `${seconds}${fraction.replace(/0+$/, '') || '0'}Z`
}

function pair(scene: World, atMs: number): string {
  const { random, actors, mounts } = scene
  const actor = actors[skewed(random, ACTORS)] ?? actors[0]
  if (!actor) throw new Error('nobody acts')
  const { operation, path, mount, point, asked, answered, error } = act(scene, actor)
  const nanoseconds = random.below(1_000_000)
  const auth = actor.auth.replace('ALLOWED', String(error === undefined))
  const agent = actor.human
    ? ''
    : `"headers":{"user-agent":["vault-agent/1.17.2"],"x-forwarded-for":["${actor.address}"]},`
  const request =
    `{"id":"${random.uuid()}","operation":"${operation}","mount_point":"${point}","mount_type":"${mount}",` +
    `"mount_accessor":"${mounts[path.length % 16]}","client_token_accessor":${actor.accessor},"namespace":{"id":"root"},` +
    `"path":"${path}",${asked ? `"data":${asked},` : ''}${agent}"remote_address":"${actor.address}",` +
    `"remote_port":${30_000 + random.below(30_000)}}`
  const failed = error === undefined ? '' : `,"error":${JSON.stringify(error)}`
  const response = `{"mount_type":"${mount}"${error === undefined ? `,"data":${answered}` : ''}}`
  const begun = time(atMs, nanoseconds)
  const ended = time(atMs + 1 + random.below(9), nanoseconds)
  return (
    `{"auth":${auth},"request":${request},"time":"${begun}","type":"request"${failed}}\n` +
    `{"auth":${auth},"request":${request},"response":${response},"time":"${ended}","type":"response"${failed}}\n`
  )
}

/** Writes `count` lines (an even number) to `file`; the same seed gives the same bytes. */
export function generate(file: string, count: number, seed = 1): Generated {
  const scene = world(seed)
  const pairs = Math.ceil(count / 2)
  const stepMs = (DAYS * 86_400_000) / pairs
  const out = openSync(file, 'w')
  const digest = createHash('sha256')
  let [pending, bytes] = ['', 0]
  const flush = (): void => {
    const block = Buffer.from(pending, 'latin1')
    digest.update(block)
    for (let done = 0; done < block.length;) done += writeSync(out, block, done)
    bytes += block.length
    pending = ''
  }
  try {
    for (let index = 0; index < pairs; index++) {
      pending += pair(scene, START_MS + Math.floor(index * stepMs))
      if (pending.length > CHUNK_CHARS) flush()
    }
    flush()
  } finally {
    closeSync(out)
  }
  return { lines: pairs * 2, bytes, sha256: digest.digest('hex') }
}
