import { readFileSync } from 'node:fs'
import { firstMapping, withField } from '../first-mapping.ts'
import type { MappedSource, Mapping } from '../mapping.ts'
import { type Column, type Usual, suggest, usualOf } from '../suggest.ts'
import { profileIn } from './profile-in.ts'

const folder = new URL('../../../../resources/profiles/', import.meta.url)
/** The usual names and words, as the shipped profiles have them. */
export const usual: Usual = usualOf(
  ['activity-log-csv', 'activity-log-json'].map((id) => profileIn(readFileSync(new URL(`${id}.json`, folder), 'utf8'))),
)

/** A column with its texts. */
export const column = (name: string, ...values: readonly string[]): Column => ({ name, values })
/** A log of our own, whose names say little. */
export const checkouts: readonly Column[] = [
  column('id', '8812', '8813', '8814'),
  column('moment', '14.03.2025 03:31:07', '14.03.2025 03:58:40', '14.03.2025 08:12:15'),
  column('person', 'okafor.p', 'okafor.p', 'tan.a'),
  column('safe', 'PROD-DB', 'PROD-DB', 'PROD-MAIL'),
  column('item', 'orders', 'orders', 'relay'),
  column('op', 'VIEW', 'EXTEND', 'VIEW'),
  column('ok', '1', '0', 'success'),
  column('src', '10.20.8.40', '10.20.8.40', '2001:db8::1'),
]
/** What is known of a source with these columns. */
export const sourceOf = (columns: readonly Column[], taken: readonly string[] = []): MappedSource => ({
  columns: suggest(columns, usual),
  taken,
})

/** The log as it was looked at, and what is proposed for it. */
export const source = sourceOf(checkouts)
export const first = withField(firstMapping(source, 'box/Checkouts Q1.csv'), source, 'ok', 'outcome')

const targets = withField(withField(first, source, 'person', 'actor'), source, 'safe', 'target')
/** All that a person says of it. */
export const mapped: Mapping = {
  ...targets,
  outcomes: [
    ['1', 'success'],
    ['0', 'denied'],
    ['success', 'success'],
  ],
  actorKind: 'human',
  constants: [['application', 'pam']],
  mask: ['item'],
  unique: ['id'],
}
