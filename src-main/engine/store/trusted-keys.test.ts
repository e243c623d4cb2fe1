import Sqlite, { type Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Trusted } from '../crypto/trusted.ts'
import { vectorCase, vectorKinds, vectorCases } from '../proofs/testing/vector-cases.ts'
import { migrate } from './migrate.ts'
import { writeFirstMeta } from './meta.ts'
import { addTrusted, trustOf } from './trusted-keys.ts'

let db: Database
beforeEach(() => {
  db = new Sqlite(':memory:')
  migrate(db)
  writeFirstMeta(db, { auditor: 'A. Auditor' })
})
afterEach(() => db.close())

const vouched = { who: 'A. Auditor', how: 'read aloud' }
const shown = (keys: readonly Trusted[]) => keys.map(({ kind, name, fingerprint }) => ({ kind, name, fingerprint }))

test.each(vectorKinds)('keys of every kind that signs come back from the case as they went in: %s', (kind) => {
  const keys = vectorCases(kind).flatMap(({ trust }) => trust.keys)
  const once = [...new Map(keys.map((key) => [`${key.kind} ${key.material}`, key])).values()]
  addTrusted(db, keys, vouched)
  expect(shown(trustOf(db).keys)).toEqual(shown(once))
})

test('a key is pinned once, and a newer copy of it beside', () => {
  const { keys } = vectorCase('openpgp', 'armoured').trust
  addTrusted(db, [...keys, ...keys], vouched)
  addTrusted(db, keys, vouched)
  expect(trustOf(db).keys).toHaveLength(1)
  const revoked = vectorCase('openpgp', 'key-compromised').trust.keys
  expect(revoked[0]?.fingerprint).toBe(keys[0]?.fingerprint)
  addTrusted(db, revoked, vouched)
  expect(trustOf(db).keys).toHaveLength(2)
})
