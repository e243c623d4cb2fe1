import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'

type Key = Answer<'trust.list'>['keys'][number]
const LIST =
  'SELECT id, kind, name, fingerprint, who, how, added_us AS addedUs FROM trusted_key WHERE removed_us IS NULL ORDER BY id'

/** Keys and certificates that the auditor relies on, with who vouched for them and how. */
export const trustList = (db: Database): Answer<'trust.list'> => ({
  keys: db
    .prepare<[], Omit<Key, 'added'> & { addedUs: number }>(LIST)
    .all()
    .map(({ addedUs, ...key }) => ({ ...key, added: new Date(addedUs / 1000).toISOString() })),
})
