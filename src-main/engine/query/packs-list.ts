import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'

type Pack = Answer<'packs.list'>['packs'][number]
const LIST = `SELECT name, sha256, bytes, reason, scope AS "where", records, sealed_us AS sealedUs, signer, fingerprint FROM pack ORDER BY sealed_us`

/** The packs that this case sealed, oldest first. */
export const packsList = (db: Database): Answer<'packs.list'> => ({
  packs: db
    .prepare<[], Omit<Pack, 'sealed'> & { sealedUs: number }>(LIST)
    .all()
    .map(({ sealedUs, ...pack }) => ({ ...pack, sealed: new Date(sealedUs / 1000).toISOString() })),
})
