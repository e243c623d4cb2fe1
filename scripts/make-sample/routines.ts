import { type Identity, people, services } from './cast.ts'
import type { Session, Step } from './server.ts'

/** What somebody does again and again. */
export interface Routine {
  readonly who: Identity
  readonly steps: readonly Step[]
  /** Hours and minutes UTC at which it runs, `HH:MM`. */
  readonly at: readonly string[]
  /** How late it may be; services keep the minute, people do not. */
  readonly lateSeconds: number
  readonly days: 'all' | 'working' | 'saturday' | readonly number[]
  /** Share of those days on which it happens. */
  readonly share: number
  readonly from?: string
  readonly until?: string
  readonly more?: Pick<Session, 'keepToken' | 'pauseMs'>
}

const read = (path: string): Step => ({ operation: 'read', path })
const update = (path: string): Step => ({ operation: 'update', path })
const list = (path: string): Step => ({ operation: 'list', path })
const denied = (step: Step): Step => ({ ...step, denied: true })

const production = (name: string): string => `secret/data/production/${name}`
const staging = (name: string): string => `secret/data/staging/${name}`
const RENEW = update('auth/token/renew-self')
const REVOKE = update('auth/token/revoke-self')
const TUESDAY_AND_THURSDAY = [1, 3]

const machines: readonly Routine[] = [
  {
    who: services.backup,
    steps: [read(production('backup/repo-password')), REVOKE],
    at: ['02:00'],
    lateSeconds: 1,
    days: 'all',
    share: 1,
  },
  {
    who: services.web,
    steps: [read(production('web/session-key'))],
    at: ['02:38', '10:38', '18:38'],
    lateSeconds: 20,
    days: 'all',
    share: 0.74,
    more: { keepToken: true },
  },
  {
    who: services.orders,
    steps: [read('database/creds/orders-ro'), read(production('orders/kafka-sasl'))],
    at: ['02:15', '02:45'],
    lateSeconds: 1,
    days: 'all',
    share: 0.7,
    more: { keepToken: true, pauseMs: 700 },
  },
  {
    who: services.billing,
    steps: [read('database/creds/billing-rw'), read(production('billing/sepa-key'))],
    at: ['02:11'],
    lateSeconds: 40,
    days: 'working',
    share: 1,
    more: { keepToken: true },
  },
  {
    who: services.deploy,
    steps: [
      read(production('db-password')),
      read(production('smtp-relay')),
      update('transit/sign/release-key'),
      RENEW,
      REVOKE,
    ],
    at: ['13:05'],
    lateSeconds: 5400,
    days: TUESDAY_AND_THURSDAY,
    share: 0.9,
  },
  {
    who: services.preview,
    steps: [read(staging('db-password')), read(staging('stripe-api-key')), REVOKE],
    at: ['10:20', '15:40'],
    lateSeconds: 3600,
    days: 'working',
    share: 0.3,
  },
  {
    who: services.ci,
    steps: [read(staging('registry-token')), update('transit/sign/artifact-key'), REVOKE],
    at: ['09:10', '13:30', '16:15'],
    lateSeconds: 3000,
    days: 'working',
    share: 0.26,
  },
  {
    who: services.scanner,
    steps: [read(production('depot/scanner-api-key'))],
    at: ['05:00', '13:00'],
    lateSeconds: 2,
    days: 'all',
    share: 0.6,
    more: { keepToken: true },
  },
  {
    who: services.tracking,
    steps: [read('database/creds/tracking-rw'), read(production('tracking/maps-api-key'))],
    at: ['06:00'],
    lateSeconds: 1,
    days: 'all',
    share: 0.7,
    more: { keepToken: true, pauseMs: 300 },
  },
  {
    who: services.customs,
    steps: [read(production('customs/signing-cert')), update('transit/sign/customs-key')],
    at: ['06:00'],
    lateSeconds: 1,
    days: 'working',
    share: 0.8,
    more: { keepToken: true, pauseMs: 300 },
  },
  {
    who: services.notifier,
    steps: [read(production('smtp-relay'))],
    at: ['06:00'],
    lateSeconds: 1,
    days: 'working',
    share: 0.9,
    more: { keepToken: true, pauseMs: 300 },
  },
  {
    who: services.planner,
    steps: [read('database/creds/planner-ro'), update('pki/issue/internal')],
    at: ['04:30'],
    lateSeconds: 30,
    days: [0],
    share: 1,
  },
]

const STAFF = { at: ['08:40', '14:10'], lateSeconds: 9000, days: 'working' } as const

const staff: readonly Routine[] = [
  {
    ...STAFF,
    who: people.okafor,
    steps: [list('sys/policies/acl'), read('sys/policies/acl/orders-app'), read(production('db-password'))],
    share: 0.16,
  },
  {
    ...STAFF,
    who: people.lindqvist,
    steps: [list('secret/metadata/production/'), read(production('web/session-key')), read('sys/mounts')],
    share: 0.2,
  },
  {
    ...STAFF,
    who: people.achterberg,
    steps: [list('auth/token/accessors'), read('sys/audit'), read('identity/entity/id')],
    share: 0.12,
  },
  {
    ...STAFF,
    who: people.haddad,
    steps: [read('database/config/orders'), read('database/creds/orders-admin')],
    share: 0.22,
  },
  {
    ...STAFF,
    who: people.dvorak,
    steps: [
      list('secret/metadata/staging/'),
      read(staging('orders/kafka-sasl')),
      read(production('orders/kafka-sasl')),
    ],
    share: 0.24,
  },
  {
    ...STAFF,
    who: people.moreau,
    steps: [read(staging('orders/kafka-sasl')), update(staging('orders/feature-key'))],
    share: 0.2,
  },
  {
    ...STAFF,
    who: people.tanaka,
    steps: [read(staging('stripe-api-key')), denied(read(production('stripe-api-key')))],
    share: 0.07,
  },
  { ...STAFF, who: people.tanaka, steps: [read(staging('web/session-key'))], share: 0.2 },
  {
    ...STAFF,
    who: people.castellanos,
    steps: [read(staging('billing/sepa-key')), read('database/creds/billing-ro')],
    share: 0.18,
  },
  { ...STAFF, who: people.whitcombe, steps: [read('database/creds/tracking-ro'), REVOKE], share: 0.26 },
  {
    ...STAFF,
    who: people.osei,
    steps: [list('secret/metadata/staging/'), denied(list('secret/metadata/production/'))],
    share: 0.05,
    from: '2025-02-03',
  },
  {
    ...STAFF,
    who: people.osei,
    steps: [read(staging('web/session-key')), update(staging('web/test-key'))],
    share: 0.14,
    from: '2025-02-03',
  },
  {
    ...STAFF,
    who: people.nakamura,
    steps: [read(staging('billing/sepa-key')), read(production('billing/sepa-key'))],
    share: 0.2,
    until: '2025-02-14',
  },
  {
    ...STAFF,
    who: people.kowalczyk,
    steps: [read(staging('depot/scanner-api-key'))],
    share: 0.18,
    from: '2025-01-20',
    until: '2025-03-22',
  },
]

const depot: readonly Routine[] = [people.ferreira, people.brandt].map((who, index) => ({
  who,
  steps: [read(production('depot/scanner-api-key')), read('database/creds/depot-ro')],
  at: [index === 0 ? '05:20' : '17:30'],
  lateSeconds: 2400,
  days: index === 0 ? 'working' : 'saturday',
  share: 0.35,
}))

/** The ordinary days and nights of Northmoor Freight. */
export const routines: readonly Routine[] = [...machines, ...staff, ...depot]
