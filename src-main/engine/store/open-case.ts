import Sqlite, { type Database } from 'better-sqlite3'
import { chmodSync, closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { appendCustody } from './custody-log.ts'
import { APPLICATION_ID, isCaseHead } from './case-identity.ts'
import { lockCase } from './case-lock.ts'
import { type MetaKey, writeFirstMeta } from './meta.ts'
import { migrate } from './migrate.ts'
import { checkSchema } from './schema.ts'

/** An open case: the reading connection, held for one engine until `close`. */
export interface OpenCase {
  readonly path: string
  readonly db: Database
  readonly readOnly: boolean
  close(): void
}

/** Makes an empty case file, mode 0600; a file that exists already is never touched. */
export function createCase(path: string, given: Partial<Record<MetaKey, string>>): void {
  if (existsSync(path)) {
    throw new FaultError('case-exists', {
      message: `There is already a file ${path}.`,
      file: path,
      remedy: 'Open it, or choose another name.',
    })
  }
  try {
    closeSync(openSync(path, 'wx', 0o600))
    const db = new Sqlite(path)
    try {
      db.pragma('page_size = 8192')
      db.pragma(`application_id = ${APPLICATION_ID}`)
      migrate(db)
      db.transaction(() => {
        writeFirstMeta(db, given)
        appendCustody(db, 'case-opened', { made: true, title: given.title ?? '' })
      })()
    } finally {
      db.close()
    }
  } catch (error) {
    if (!(error instanceof FaultError && error.code === 'case-exists')) rmSync(path, { force: true })
    throw asFault(error, path)
  }
}

/** Opens an existing case for reading and takes its lock; writing jobs open their own connection (`openWriter`). */
export function openCase(path: string, readOnlyWanted = false): OpenCase {
  checkHeader(path)
  const lock = readOnlyWanted ? undefined : takeLock(path)
  const readOnly = !lock
  try {
    if (!readOnly) tryChmod(path)
    const db = readOnly ? openImmutable(path) : connect(path, false)
    return { path, db, readOnly, close: () => closeCase(db, path, readOnly, () => lock?.release()) }
  } catch (error) {
    lock?.release()
    throw withFile(asFault(error, path), path)
  }
}

function takeLock(path: string): ReturnType<typeof lockCase> {
  try {
    return lockCase(path)
  } catch (error) {
    throw asFault(error, path)
  }
}

/** Brings what was written into the case file itself, so that a copy of it taken now is whole; where a question is being read it is left. */
export function settleCase({ db, readOnly }: OpenCase): void {
  if (!readOnly && db.open) db.pragma('wal_checkpoint(TRUNCATE)')
}

/** The writing connection of one job. WAL with synchronous=NORMAL: a crash loses at most the last batch, never the file. */
export function openWriter(path: string): Database {
  try {
    const db = connect(path, false)
    db.pragma('cache_size = -65536')
    db.pragma('wal_autocheckpoint = 4000')
    return db
  } catch (error) {
    throw asFault(error, path)
  }
}

/** A second reading connection, for a job that only reads. */
export const openReader = (path: string): Database => connect(path, true)

function connect(path: string, readonly: boolean): Database {
  const db = new Sqlite(path, { readonly, fileMustExist: true, timeout: 5000 })
  try {
    db.pragma('trusted_schema = OFF')
    checkIdentity(db, path)
    checkSchema(db)
    if (!readonly) {
      migrate(db)
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = NORMAL')
      db.pragma('foreign_keys = ON')
    }
    if (readonly) db.pragma('mmap_size = 1073741824')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** On a medium that cannot be written, WAL cannot be opened either: the file is read as it stands. */
function openImmutable(path: string): Database {
  return connect(path, true)
}

function checkHeader(path: string): void {
  const head = Buffer.alloc(72)
  try {
    const file = openSync(path, 'r')
    try {
      readSync(file, head, 0, head.length, 0)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asFault(error, path)
  }
  if (!isCaseHead(head)) throw notACase(path)
}

function checkIdentity(db: Database, path: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw notACase(path)
}

const notACase = (path: string): FaultError =>
  new FaultError('not-a-case', {
    message: `${path} is not a Proofline case.`,
    file: path,
    remedy: 'Choose a file that Proofline made (NAME.proofline), or import this file into a case.',
  })

/** Back to one file: every other connection is closed by now, or SQLite refuses and the WAL stays beside the case. */
function closeCase(db: Database, path: string, readOnly: boolean, release: () => void): void {
  if (!db.open) return
  db.close()
  if (!readOnly) {
    const last = new Sqlite(path)
    try {
      last.pragma('wal_checkpoint(TRUNCATE)')
      last.pragma('journal_mode = DELETE')
    } catch {
      // another connection is still open; the next opening does it
    } finally {
      last.close()
    }
  }
  release()
}

function tryChmod(path: string): void {
  if (statSync(path).mode & 0o077) chmodSync(path, 0o600)
}

const faultOf: Readonly<Record<string, FaultError['code']>> = {
  ENOENT: 'file-missing',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  EISDIR: 'not-a-case',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  SQLITE_FULL: 'disk-full',
  SQLITE_NOTADB: 'case-corrupt',
  SQLITE_CORRUPT: 'case-corrupt',
  SQLITE_READONLY: 'case-read-only',
  SQLITE_CANTOPEN: 'no-permission',
  SQLITE_BUSY: 'case-in-use',
}

const sentences: Partial<Record<FaultError['code'], readonly [string, string]>> = {
  'file-missing': ['There is no such file.', 'Check the name, or make a case with "proofline new".'],
  'no-permission': ['It cannot be opened or written: no permission.', 'Change its rights, or choose another place.'],
  'not-a-case': ['It is a folder, not a case.', 'Choose a file that Proofline made (NAME.proofline).'],
  'disk-full': ['The disk is full.', 'Make room or choose another place; what was complete is untouched.'],
  'case-corrupt': [
    'The case file is damaged.',
    'Use a copy, or import the originals into a new case. Nothing was changed.',
  ],
  'case-read-only': ['The case cannot be written here.', 'Copy it to a place that can be written.'],
  'case-in-use': ['Another program holds the case file.', 'Close it there and try again.'],
}

/** A sentence about a case says which. */
function withFile(fault: unknown, path: string): unknown {
  if (!(fault instanceof FaultError) || fault.detail.file !== undefined) return fault
  const { message, ...detail } = fault.detail
  return new FaultError(fault.code, { ...detail, file: path, message: `${basename(path)}: ${message}` })
}

/** Turns what the system or SQLite threw into a fault with file and remedy; faults and our own bugs pass through. */
export function asFault(error: unknown, path: string): unknown {
  if (error instanceof FaultError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const found = Object.keys(faultOf).find((name) => code === name || code.startsWith(`${name}_`))
  const fault = found ? faultOf[found] : undefined
  if (!fault) return error
  const [message, remedy] = sentences[fault] ?? [error.message, undefined]
  return new FaultError(fault, { message: `${path}: ${message}`, file: path, remedy })
}
