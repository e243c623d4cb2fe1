import { people, services, STRANGER } from './cast.ts'
import type { Session, Step } from './server.ts'
import { instant } from './time.ts'

const read = (path: string): Step => ({ operation: 'read', path })
const update = (path: string): Step => ({ operation: 'update', path })

/** Changes that a reviewer expects in a quarter: rotations, policies, a leaver, certificates. */
const changes: readonly Session[] = [
  {
    who: people.okafor,
    at: instant('2025-01-01T00:00:04.5Z'),
    address: '10.20.30.12',
    keepToken: true,
    steps: [{ operation: 'update', path: 'sys/audit/file', lost: 'request', mark: 'device-enabled' }],
  },
  ...['2025-01-02', '2025-02-03', '2025-03-03'].map((day) => ({
    who: people.haddad,
    at: instant(`${day}T09:30:12.25Z`),
    steps: [update('database/rotate-root/orders'), update('database/rotate-root/billing')],
  })),
  ...['2025-01-07', '2025-02-04', '2025-03-04'].map((day) => ({
    who: people.lindqvist,
    at: instant(`${day}T10:02:44.128401Z`),
    steps: [update('secret/data/production/db-password')],
  })),
  { who: people.okafor, at: instant('2025-01-14T15:11:09.771204118Z'), steps: [update('sys/policies/acl/orders-app')] },
  { who: people.okafor, at: instant('2025-02-03T08:55:31.4Z'), steps: [update('sys/policies/acl/web-dev')] },
  {
    who: people.achterberg,
    at: instant('2025-02-14T17:02:18.093411702Z'),
    steps: [
      { ...update('auth/token/revoke-accessor'), mark: 'leaver-token' },
      { operation: 'delete', path: 'auth/oidc/role/h.nakamura', mark: 'leaver-role' },
    ],
  },
  {
    who: people.lindqvist,
    at: instant('2025-02-26T14:21:50Z'),
    steps: [update('secret/data/production/stripe-api-key'), update('secret/data/production/smtp-relay')],
  },
]

/** The week-end change without which the night of 14 March would not have been possible. */
const policy: Session = {
  who: people.okafor,
  at: instant('2025-03-08T13:19:58.340117205Z'),
  address: '10.20.30.12',
  steps: [
    { ...read('sys/policies/acl/deploy-prod'), at: instant('2025-03-08T13:20:21.604883019Z') },
    {
      ...update('sys/policies/acl/deploy-prod'),
      at: instant('2025-03-08T13:20:44.117052386Z'),
      mark: 'policy-change',
    },
  ],
}

const NIGHT = { who: services.deploy, address: STRANGER, agent: 'python-requests/2.31.0' } as const

/** The night of 14 March 2025, in the order it happened. */
const night: readonly Session[] = [
  {
    ...NIGHT,
    at: instant('2025-03-14T02:33:51.660284517Z'),
    port: 51_870,
    failure: 'denied',
    steps: [],
    mark: 'night-login-denied',
  },
  {
    ...NIGHT,
    at: instant('2025-03-14T02:33:58.140956032Z'),
    port: 51_884,
    mark: 'night-login',
    steps: [
      {
        ...read('secret/data/production/db-password'),
        at: instant('2025-03-14T02:34:07.918364205Z'),
        latency: 2_112_526n,
        id: 'c2f0a6d1-7e0b-4c1e-9a53-1f2d40b7e9f8',
        mark: 'night-read',
      },
      {
        ...read('secret/data/production/stripe-api-key'),
        at: instant('2025-03-14T02:34:09.275530148Z'),
        denied: true,
        mark: 'night-stripe-denied',
      },
      {
        operation: 'list',
        path: 'secret/metadata/production/',
        at: instant('2025-03-14T02:34:11.083419966Z'),
        denied: true,
        mark: 'night-list-denied',
      },
      {
        ...read('secret/data/production/smtp-relay'),
        at: instant('2025-03-14T02:34:12.50187739Z'),
        mark: 'night-smtp-read',
      },
      {
        ...update('auth/token/revoke-self'),
        at: instant('2025-03-14T02:35:02.719003856Z'),
        mark: 'night-revoke',
      },
    ],
  },
]

/** The node is restarted while two calls run: their answers never reach the log. */
const restart: readonly Session[] = [
  {
    who: services.orders,
    at: instant('2025-02-19T11:42:07.331790042Z'),
    keepToken: true,
    steps: [{ ...read('database/creds/orders-ro'), lost: 'response', mark: 'restart-orders' }],
  },
  {
    who: services.web,
    at: instant('2025-02-19T11:42:07.360118277Z'),
    keepToken: true,
    steps: [{ ...read('secret/data/production/web/session-key'), lost: 'response', mark: 'restart-web' }],
  },
]

/** A call that begins in one month's file and is answered in the next. */
const boundary: Session = {
  who: services.web,
  at: instant('2025-01-31T23:59:59.998204611Z'),
  keepToken: true,
  steps: [{ ...read('secret/data/production/web/session-key'), latency: 2_900_417n, mark: 'month-boundary' }],
}

/** What happens once. */
export const events: readonly Session[] = [...changes, policy, ...night, ...restart, boundary]
