import { createHash } from 'node:crypto'
import { people, services } from './cast.ts'
import { type Log, type LogLine, textOf } from './logs.ts'
import type { Forgery } from './tamper.ts'
import { written } from './time.ts'

interface Placed extends LogLine {
  readonly file: string
}

/** What the planted marks mean, in the order of time. */
const STORY: Readonly<Record<string, string>> = {
  'device-enabled': 'the audit device is enabled: a response whose request no device could write',
  'month-boundary': 'a call asked in the last moment of January and answered in February, in two files',
  'leaver-token': 'the token of a person who leaves is revoked',
  'leaver-role': 'the role of a person who leaves is deleted',
  'restart-orders': 'the server is restarted: this request has no response',
  'restart-web': 'the server is restarted: nor has this one',
  'policy-change': 'p.okafor widens the policy of deploy-bot on a Saturday',
  'night-login-denied': 'a login from an address never seen before is denied; its actor is unknown',
  'night-login': 'deploy-bot logs in from that address',
  'night-read': 'deploy-bot reads the production database password, version 14',
  'night-stripe-denied': 'deploy-bot is denied the neighbouring secret',
  'night-list-denied': 'deploy-bot is denied the list of production secrets',
  'night-smtp-read': 'deploy-bot reads a secret that it reads by day as well',
  'night-revoke': 'deploy-bot revokes its own token',
}

function planted(all: readonly Placed[]): object[] {
  return Object.entries(STORY).map(([mark, what]) => {
    const lines = all.filter(({ visit }) => visit.mark === mark)
    const [first] = lines
    if (!first) throw new Error(`nothing is marked ${mark}`)
    const { visit } = first
    const holder = (visit.token ?? visit.granted)?.holder.name
    return {
      mark,
      what,
      time: written(visit.at),
      ...(holder !== undefined && { actor: holder }),
      operation: visit.operation,
      path: visit.path,
      ip: visit.address,
      lines: lines.map(({ file, number, type }) => ({ file, line: number, type })),
    }
  })
}

function count(all: readonly Placed[]): object {
  const requests = all.filter(({ type }) => type === 'request')
  const responses = all.filter(({ type }) => type === 'response')
  const asked = new Set(requests.map(({ id }) => id))
  const pairs = responses.filter(({ id }) => asked.has(id)).length
  return {
    lines: all.length,
    requests: requests.length,
    responses: responses.length,
    pairs,
    records: all.length - pairs,
    withoutResponse: requests.length - pairs,
    withoutRequest: responses.length - pairs,
    deniedOrFailed: responses.filter(({ visit }) => visit.error !== undefined).length,
    late: all.filter(({ late }) => late).length,
    identities: new Set(all.flatMap(({ visit }) => (visit.token ?? visit.granted)?.holder.name ?? [])).size,
    secrets: new Set(all.flatMap(({ visit }) => (visit.path.startsWith('secret/data/') ? [visit.path] : []))).size,
    fromTheNightAddress: requests.filter(({ visit }) => visit.mark?.startsWith('night-')).length,
  }
}

function fileTruth({ name, lines }: Log): object {
  const bytes = Buffer.from(textOf(lines))
  const times = lines.map(({ at }) => at).toSorted((a, b) => (a < b ? -1 : Number(a > b)))
  const [first, last] = [times[0], times.at(-1)]
  return {
    path: `data/${name}`,
    lines: lines.length,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(first !== undefined && last !== undefined && { first: written(first), last: written(last) }),
  }
}

export interface Signer {
  readonly name: string
  readonly fingerprint: string
}

/** What is known of the sample because it was made so; tests hold what the program finds against it. */
export function truth(
  whole: readonly Log[],
  copy: readonly Log[],
  forgeries: readonly Forgery[],
  signer: Signer,
): object {
  const all = whole.flatMap(({ name, lines }) => lines.map((line) => ({ ...line, file: `data/${name}` })))
  return {
    organisation: 'Northmoor Freight Ltd (invented)',
    period: { from: '2025-01-01T00:00:00Z', to: '2025-04-01T00:00:00Z' },
    signer: { file: 'northmoor-export.pem', ...signer },
    people: Object.values(people).map(({ name }) => name),
    services: Object.values(services).map(({ name }) => name),
    totals: count(all),
    late: all.filter(({ late }) => late).map(({ file, number }) => ({ file, line: number })),
    planted: planted(all),
    bundles: [
      {
        file: 'northmoor-vault-2025q1.zip',
        files: whole.map(fileTruth),
        verdict: 'verified',
        verdictWithoutTheKey: 'not-verifiable',
        findings: [],
      },
      {
        file: 'northmoor-vault-2025q1-tampered.zip',
        files: copy.map(fileTruth),
        verdict: 'failed',
        verdictWithoutTheKey: 'failed',
        findings: forgeries,
      },
    ],
  }
}
