/** Everybody and everything that holds a token at Northmoor Freight Ltd. The company and its people are invented. */
export interface Identity {
  readonly name: string
  readonly method: 'oidc' | 'userpass' | 'approle' | 'kubernetes'
  readonly policies: readonly string[]
  readonly addresses: readonly [string, ...string[]]
  readonly agent: string
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:134.0) Gecko/20100101 Firefox/134.0'
const CLI = 'vault/1.15.6'
const AGENT = 'Vault Agent/1.15.6'

const person = (name: string, policy: string, host: number): Identity => ({
  name,
  method: 'oidc',
  policies: ['default', policy],
  addresses: [`10.20.30.${host}`],
  agent: host % 3 === 0 ? BROWSER : CLI,
})

const local = (name: string, policy: string, host: number): Identity => ({
  ...person(name, policy, host),
  method: 'userpass',
})

const role = (name: string, policy: string, addresses: Identity['addresses'], agent = AGENT): Identity => ({
  name,
  method: 'approle',
  policies: ['default', policy],
  addresses,
  agent,
})

const pod = (name: string, policy: string, host: number): Identity => ({
  name,
  method: 'kubernetes',
  policies: ['default', policy],
  addresses: [`10.42.${host}.11`, `10.42.${host}.12`],
  agent: 'Go-http-client/1.1',
})

export const people = {
  okafor: person('p.okafor', 'platform-admin', 12),
  lindqvist: person('i.lindqvist', 'platform-admin', 15),
  achterberg: person('n.achterberg', 'security', 18),
  haddad: person('a.haddad', 'dba', 21),
  dvorak: person('marek.dvorak', 'orders-dev', 22),
  moreau: person('s.moreau', 'orders-dev', 25),
  tanaka: person('j.tanaka', 'web-dev', 27),
  castellanos: person('r.castellanos', 'billing-dev', 28),
  whitcombe: person('l.whitcombe', 'support', 33),
  osei: person('t.osei', 'web-dev', 36),
  nakamura: person('h.nakamura', 'billing-dev', 39),
  kowalczyk: local('d.kowalczyk', 'contractor', 71),
  ferreira: local('b.ferreira', 'depot-ops', 72),
  brandt: local('k.brandt', 'depot-ops', 74),
} as const satisfies Record<string, Identity>

export const services = {
  deploy: role('deploy-bot', 'deploy-prod', ['10.20.4.8'], 'Go-http-client/1.1'),
  preview: role('deploy-preview', 'deploy-staging', ['10.20.4.9'], 'Go-http-client/1.1'),
  backup: role('backup-operator', 'backup', ['10.20.6.5'], 'restic-hook/2.1'),
  web: role('vault-agent-web', 'web-app', ['10.20.1.31', '10.20.1.32']),
  orders: role('svc-orders', 'orders-app', ['10.20.2.17']),
  billing: role('svc-billing', 'billing-app', ['10.20.2.14']),
  scanner: role('svc-depot-scanner', 'depot-app', ['10.20.8.40', '10.20.8.41', '10.20.8.42'], 'depot-scanner/4.2'),
  ci: role('ci-runner', 'ci', ['10.20.4.20', '10.20.4.21'], 'hvac/2.1.0'),
  tracking: pod('tracking-api', 'tracking-app', 3),
  customs: pod('customs-gateway', 'customs-app', 4),
  notifier: pod('notifier', 'notifier-app', 5),
  planner: pod('route-planner', 'planner-app', 6),
} as const satisfies Record<string, Identity>

/** The address of the night of 14 March, in no other record of the quarter (RFC 5737, TEST-NET-3). */
export const STRANGER = '203.0.113.47'
