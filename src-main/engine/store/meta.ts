import type { Database } from 'better-sqlite3'
import { randomBytes, randomUUID } from 'node:crypto'

/** What a case says about itself. `maskKey` (32 random bytes) never leaves the case. */
export type MetaKey = 'caseId' | 'title' | 'auditor' | 'organisation' | 'from' | 'to' | 'zone' | 'created'

export const readMeta = (db: Database, key: MetaKey): string => {
  const row = db.prepare<[string], { value: unknown }>('SELECT value FROM meta WHERE key = ?').get(key)
  return typeof row?.value === 'string' ? row.value : ''
}

export const writeMeta = (db: Database, key: MetaKey, value: string): void => {
  db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(
    key,
    value,
  )
}

/** The random key under which hidden values get their eight hex digits; made with the case. */
export function maskKeyOf(db: Database): Buffer {
  const row = db.prepare<[], { value: unknown }>("SELECT value FROM meta WHERE key = 'maskKey'").get()
  if (Buffer.isBuffer(row?.value)) return row.value
  throw new Error('the case holds no mask key')
}

/** Identity of a new case. */
export function writeFirstMeta(db: Database, given: Partial<Record<MetaKey, string>>): void {
  db.prepare("INSERT INTO meta (key, value) VALUES ('maskKey', ?)").run(randomBytes(32))
  const whole: Record<MetaKey, string> = {
    caseId: randomUUID(),
    title: '',
    auditor: '',
    organisation: '',
    from: '',
    to: '',
    zone: 'UTC',
    created: new Date().toISOString(),
    ...given,
  }
  for (const [key, value] of Object.entries(whole)) writeMeta(db, key as MetaKey, value)
}
