import type { Database } from 'better-sqlite3'
import { userInfo } from 'node:os'
import { type CustodyEntry, nextEntry } from '../../core/custody/custody.ts'
import { sha256 } from '../crypto/digest.ts'
import { tool } from '../tool.ts'
import { readMeta } from './meta.ts'

const LAST = 'SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1'
const ADD = `INSERT INTO custody (seq, time, actor, event, detail, tool, prev_hash, hash)
             VALUES (:seq, :time, :actor, :event, :detail, :tool, :prev_hash, :hash)`

/** Appends one act to the case's chain and answers it as written; the caller's transaction makes it durable. */
export function appendCustody(
  db: Database,
  event: string,
  detail: Record<string, unknown>,
  now = new Date(),
): CustodyEntry {
  const last = db.prepare<[], { seq: number; hash: string }>(LAST).get()
  const actor = readMeta(db, 'auditor') || userName()
  const entry = nextEntry(last, { time: now.toISOString(), actor, event, detail, tool }, sha256)
  db.prepare(ADD).run({ ...entry, detail: JSON.stringify(detail) })
  return entry
}

/** The chain as it stands, oldest first. */
export function* readCustody(db: Database): Generator<CustodyEntry> {
  type Row = Omit<CustodyEntry, 'detail'> & { readonly detail: string }
  for (const row of db.prepare<[], Row>('SELECT * FROM custody ORDER BY seq').iterate()) {
    yield { ...row, detail: parseDetail(row.detail) }
  }
}

/** A hostile case may hold anything here; what is no object is kept as text, and then the hash tells. */
function parseDetail(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // falls through to the text itself
  }
  return { unreadable: text }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
