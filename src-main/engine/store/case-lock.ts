import Sqlite, { type Database } from 'better-sqlite3'
import { existsSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { FaultError } from '../../contract/fault.ts'

/** Holds a case for one engine; the system frees it when the process dies. */
export interface CaseLock {
  release(): void
}

type Holder = { readonly pid: number; readonly host: string; readonly since: string }

/**
 * Takes `NAME.proofline-lock`: a small SQLite file on which this process keeps a write transaction open.
 * Throws `case-in-use` with process, host and since when. Undefined: the medium cannot be written.
 */
export function lockCase(casePath: string): CaseLock | undefined {
  const path = `${casePath}-lock`
  let db: Database
  try {
    db = new Sqlite(path, { timeout: 0 })
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (isCode(error, 'SQLITE_BUSY')) throw inUse(casePath, undefined)
    return undefined
  }
  try {
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL) STRICT')
    db.exec('BEGIN IMMEDIATE')
    db.exec('DELETE FROM holder')
    db.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(process.pid, hostname(), new Date().toISOString())
    db.exec('COMMIT; BEGIN IMMEDIATE')
  } catch (error) {
    const holder = isCode(error, 'SQLITE_BUSY') ? readHolder(db) : undefined
    db.close()
    if (isCode(error, 'SQLITE_BUSY')) throw inUse(casePath, holder)
    if (isCode(error, 'SQLITE_FULL')) throw error // a full disk is no medium that cannot be written
    return undefined
  }
  return { release: () => letGo(db, path) }
}

function letGo(db: Database, path: string): void {
  if (!db.open) return
  db.exec('ROLLBACK')
  db.close()
  if (existsSync(path)) rmSync(path, { force: true })
}

function readHolder(db: Database): Holder | undefined {
  try {
    return db.prepare<[], Holder>('SELECT pid, host, since FROM holder').get()
  } catch {
    return undefined
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith(code)

function inUse(casePath: string, holder: Holder | undefined): FaultError {
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : ''
  return new FaultError('case-in-use', {
    message: `The case is open in another Proofline${who}.`,
    file: casePath,
    remedy: 'Close it there first. A copy made while it is open may lack what was written last.',
  })
}
