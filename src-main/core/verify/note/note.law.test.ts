import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64 } from './base64.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { judgeNote } from './judge-note.ts'
import { parseNote } from './note.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { parseVerifierKey } from './verifier-key.ts'

const text = (path: string, member: string): string =>
  (JSON.parse(readFileSync(new URL(`vectors/${path}`, import.meta.url), 'utf8')) as Record<string, string>)[member] ??
  ''
const whole = [
  text('note/cosigned.json', 'note'),
  text('tlog-proof/extra.json', 'proof'),
  text('verifier-key/log.json', 'line'),
]

/** A sound text with a stretch of it replaced by anything. */
const mutated = fc
  .record({
    from: fc.constantFrom(...whole),
    at: fc.nat(),
    cut: fc.nat({ max: 40 }),
    put: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ from, at, cut, put }) => {
    const bytes = Buffer.from(from)
    const place = at % (bytes.length + 1)
    return new Uint8Array(Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)]))
  })

test('any bytes end in an answer', () =>
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated), (bytes) => {
      const note = parseNote(bytes)
      if (note.ok) judgeNote(note.value, [], () => false)
      parseTlogProof(bytes)
      const line = Buffer.from(bytes).toString('latin1')
      parseCheckpoint(line)
      const key = parseVerifierKey(line, (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest())
      expect(key === undefined || key.name.length > 0).toBe(true)
    }),
    { numRuns: 2000 },
  ))

test('a note that was read is written the same', () =>
  fc.assert(
    fc.property(mutated, (bytes) => {
      const note = parseNote(bytes)
      if (!note.ok) return
      const lines = note.value.signatures.map(
        ({ name, keyId, value }) =>
          `— ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), value]).toString('base64')}\n`,
      )
      expect(Buffer.from(`${note.value.text}\n${lines.join('')}`).equals(Buffer.from(bytes))).toBe(true)
    }),
    { numRuns: 2000 },
  ))

test('base64 gives back the bytes, and nothing that is written otherwise', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 20 }), (bytes, any) => {
      expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
      const read = fromBase64(any)
      expect(read === undefined || Buffer.from(read).toString('base64') === any).toBe(true)
    }),
  ))

test('long hostile texts are read in linear time', () => {
  for (const part of ['\n\n', '— a ', '\n— a AAAA', '+', 'A', ' ']) {
    const bytes = Buffer.from(part.repeat(Math.floor(1_000_000 / part.length)))
    expect(parseNote(bytes).ok).toBe(false)
    expect(parseTlogProof(bytes).ok).toBe(false)
  }
})
