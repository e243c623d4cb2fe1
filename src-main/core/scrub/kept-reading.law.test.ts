import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Draft, newDraft } from '../formats/format.ts'
import { vault } from '../formats/vault/vault.ts'
import { keepReading, readKeptReading, restoreReading } from './kept-reading.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`
const how = { mask, sha256: (text: string) => text.length.toString(16).padStart(64, '0') }
const token = 'hvs.CAESIAb3dEf6hIj9lMn2pQr5tUv8x'

const line = fc.record({
  time: fc.constant('2025-03-14T02:34:07.918Z'),
  type: fc.constantFrom('request', 'response'),
  auth: fc.record({ display_name: fc.string(), token_type: fc.constantFrom('service', 'batch') }),
  request: fc.record({
    id: fc.oneof(fc.uuid(), fc.string()),
    operation: fc.constantFrom('read', 'update', 'list'),
    path: fc.oneof(fc.constant('secret/data/a'), fc.constant(`auth/token/${token}`), fc.string()),
    remote_address: fc.ipV4(),
  }),
})

function read(text: string): { draft: Draft; reason: string | undefined } {
  const draft = newDraft()
  return { reason: vault.read(text, draft, mask), draft }
}

test('what is kept gives back what reading gave, through JSON', () => {
  fc.assert(
    fc.property(line, (one) => {
      const { draft, reason } = read(JSON.stringify(one))
      const kept = readKeptReading(JSON.stringify(keepReading(draft, reason, how)))
      if (kept === undefined) throw new Error('unreadable')
      const restored = newDraft()
      expect(restoreReading(kept, restored)).toBe(reason)
      if (reason !== undefined) return
      // what was masked or is a digest alone is compared by others
      const { requestId: _id, duplicateKey: _key, flags: _flags, ...rest } = draft
      expect(restored).toMatchObject(rest)
    }),
  )
})

test('no secret is kept, and that one was masked is', () => {
  const draft: Draft = { ...newDraft(), actor: `bot ${token}`, requestId: token, duplicateKey: token, action: 'read' }
  const kept = keepReading(draft, undefined, how)
  expect(JSON.stringify(kept)).not.toContain(token)
  expect(kept).toMatchObject({ members: { actor: 'bot [masked:vault-token:00000000]' } })
  const restored = newDraft()
  restoreReading(kept, restored)
  expect(restored.flags).not.toBe(0)
  expect(keepReading(newDraft(), `no ${token}`, how)).toEqual({ reason: 'no [masked:vault-token:00000000]' })
})

test.each(['', '{}', '[]', '{"members":[]}', '{"members":{"a":{}}}', '{"members":{},"keySha256":"x"}', '{"reason":1}'])(
  'a case may hold anything: %s',
  (text) => {
    expect(readKeptReading(text)).toBeUndefined()
  },
)

test('members that are none of a draft, or of another type, are left out', () => {
  const draft = newDraft()
  const members = { __proto__x: 'y', zone: 'Z', table: 'T', port: 'no', actor: 7, target: 'a' }
  expect(restoreReading({ members }, draft)).toBeUndefined()
  expect(draft).toEqual({ ...newDraft(), target: 'a' })
})
