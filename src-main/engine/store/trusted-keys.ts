import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import { sha256 } from '../crypto/digest.ts'
import { type Trust, type Trusted, joinTrust, readTrust } from '../crypto/trusted.ts'
import { appendCustody } from './custody-log.ts'

/**
 * Pins keys in the case, with who vouched for them and how; one that is there already is not pinned twice. A newer copy of a key
 * is another: it may take the key back, or end it.
 */
export function addTrusted(
  db: Database,
  keys: readonly Trusted[],
  { who, how }: { readonly who: string; readonly how: string },
): void {
  const held = db.prepare<[string, string, string], { id: number }>(
    'SELECT id FROM trusted_key WHERE kind = ? AND fingerprint = ? AND material = ? AND removed_us IS NULL',
  )
  const add = db.prepare(
    'INSERT INTO trusted_key (kind, name, fingerprint, material, who, how, added_us) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  for (const { kind, name, fingerprint, material } of keys) {
    if (held.get(kind, fingerprint, material)) continue
    add.run(kind, name, fingerprint, material, who, how, Date.now() * 1000)
    appendCustody(db, 'key-pinned', { kind, name, fingerprint, material_sha256: sha256(material), who, how })
  }
}

/** A key taken off the list is kept with the time it was removed: earlier verdicts relied on it. */
export function removeTrusted(db: Database, id: number): void {
  type Row = { readonly kind: string; readonly name: string; readonly fingerprint: string; readonly material: string }
  const key = db
    .prepare<[number], Row>(
      'SELECT kind, name, fingerprint, material FROM trusted_key WHERE id = ? AND removed_us IS NULL',
    )
    .get(id)
  if (!key) throw new FaultError('not-found', `The case trusts no key ${id}.`)
  db.prepare('UPDATE trusted_key SET removed_us = ? WHERE id = ?').run(Date.now() * 1000, id)
  const { material, ...named } = key
  appendCustody(db, 'key-removed', { ...named, material_sha256: sha256(material) })
}

/** All keys that the case trusts now. */
export function trustOf(db: Database): Trust {
  const materials = db
    .prepare<[], string>('SELECT material FROM trusted_key WHERE removed_us IS NULL ORDER BY id')
    .pluck()
    .all()
  return joinTrust(materials.map((material) => readTrust(Buffer.from(material))))
}
