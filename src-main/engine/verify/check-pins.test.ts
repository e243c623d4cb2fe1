import Sqlite, { type Database } from 'better-sqlite3'
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Trusted, readTrusted } from '../crypto/trusted.ts'
import { vectorCase } from '../proofs/testing/vector-cases.ts'
import { appendCustody, readCustody } from '../store/custody-log.ts'
import { writeFirstMeta } from '../store/meta.ts'
import { migrate } from '../store/migrate.ts'
import type { Check } from '../../core/verify/check.ts'
import { addTrusted, removeTrusted } from '../store/trusted-keys.ts'
import { checkPins } from './check-pins.ts'

const newKey = (): readonly Trusted[] =>
  readTrusted(Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })))
const [one, two, stranger] = [newKey(), newKey(), newKey()]
const plain = vectorCase('openpgp', 'armoured').trust.keys
const revoked = vectorCase('openpgp', 'key-compromised').trust.keys
const vouched = { who: 'A. Auditor', how: 'read aloud' }

let db: Database
beforeEach(() => {
  db = new Sqlite(':memory:')
  migrate(db)
  writeFirstMeta(db, { auditor: 'A. Auditor' })
  addTrusted(db, [...one, ...two, ...plain], vouched)
  addTrusted(db, revoked, { who: 'B. Auditor', how: 'new copy' })
  removeTrusted(db, 2)
})
afterEach(() => db.close())

/** Rows: 1 one, 2 two (removed), 3 an OpenPGP key, 4 a newer copy of it that takes it back. */
const found = (): string[] => [...checkPins(db, [...readCustody(db)])].map(told)
const told = ({ verdict, kind, seq, message }: Check): string => `${verdict} ${kind ?? '-'} ${seq ?? '-'} ${message}`

describe('keys that were pinned and removed', () => {
  test('hold against the chain of acts', () => expect(found()).toEqual([]))

  test('and pinned again after they were removed', () => {
    addTrusted(db, two, vouched)
    removeTrusted(db, 1)
    addTrusted(db, one, { who: 'C. Auditor', how: 'by letter' })
    expect(found()).toEqual([])
  })

  test('are none in a case that never pinned any', () => {
    db.exec('DELETE FROM trusted_key')
    expect(checkPins(db, []).next().done).toBe(true)
  })
})

const { kind, name, fingerprint, material } = stranger[0] ?? { kind: '', name: '', fingerprint: '', material: '' }
const inserted = `INSERT INTO trusted_key (kind, name, fingerprint, material, who, how, added_us)
                  VALUES ('${kind}', '${name}', '${fingerprint}', '${material}', 'A. Auditor', 'read aloud', 1)`

test.each([
  ['a key put in', inserted, ['inserted -']],
  ['a key taken out', 'DELETE FROM trusted_key WHERE id = 1', ['removed 1']],
  ['another who', "UPDATE trusted_key SET who = 'Mallory' WHERE id = 1", ['edited 1']],
  ['another how', "UPDATE trusted_key SET how = 'compared in person' WHERE id = 3", ['edited 3']],
  ['another name', "UPDATE trusted_key SET name = 'Head office' WHERE id = 1", ['edited 1']],
  ['another fingerprint', "UPDATE trusted_key SET fingerprint = 'x' WHERE id = 1", ['removed 1', 'inserted -']],
  ['another kind', "UPDATE trusted_key SET kind = 'jwk' WHERE id = 1", ['removed 1', 'inserted -']],
  [
    'another key under the fingerprint that was pinned',
    `UPDATE trusted_key SET material = '${material}' WHERE id = 1`,
    ['removed 1', 'inserted -'],
  ],
  [
    'the copy that takes a key back, put back to the one before',
    'UPDATE trusted_key SET material = (SELECT material FROM trusted_key WHERE id = 3) WHERE id = 4',
    ['removed 4', 'inserted -'],
  ],
  ['a removed key relied on again', 'UPDATE trusted_key SET removed_us = NULL WHERE id = 2', ['edited 5']],
  ['a pinned key taken off', 'UPDATE trusted_key SET removed_us = 1 WHERE id = 4', ['edited -']],
  ['a removed key deleted', 'DELETE FROM trusted_key WHERE id = 2', ['removed 2']],
])('%s is found', (_what, sql, want) => {
  db.exec(sql)
  expect(found().map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual(want)
  expect(found().every((line) => line.startsWith('failed'))).toBe(true)
})

test('an act that says nothing of its key, and one that removes what was never pinned', () => {
  appendCustody(db, 'key-pinned', { kind: 'spki' })
  appendCustody(db, 'key-removed', { kind, name, fingerprint })
  expect(found().map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'failed malformed 6',
    'failed malformed 7',
  ])
})

describe('acts that keep no digest of the key', () => {
  beforeEach(() => {
    db.exec('DELETE FROM trusted_key')
    db.exec('DROP TRIGGER custody_is_kept; DELETE FROM custody')
    addTrusted(db, [...one, ...two], vouched)
    db.exec("DROP TRIGGER custody_stays; UPDATE custody SET detail = json_remove(detail, '$.material_sha256')")
  })

  test('are told, since only the fingerprint is held against them', () => {
    expect(found()).toEqual([expect.stringMatching(/^not-verifiable - - 2 keys /)])
    expect([...checkPins(db, [...readCustody(db)])][0]?.level).toBe('observation')
  })

  test('still find a key that is not the one of its fingerprint', () => {
    db.exec(`UPDATE trusted_key SET material = '${material}' WHERE fingerprint = '${one[0]?.fingerprint}'`)
    expect(found()[0]).toMatch(/^failed edited 1 /)
  })

  test('and material that is no key at all', () => {
    db.exec(`UPDATE trusted_key SET material = 'x' WHERE fingerprint = '${two[0]?.fingerprint}'`)
    expect(found()[0]).toMatch(/^failed edited 2 /)
  })
})
