import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { joinTrust, readTrust } from '../crypto/trusted.ts'
import { memoryBeside, proofChecks, speaking } from './testing/beside.ts'

type Text = string | { readonly base64: string }
interface Vector {
  readonly why: string
  readonly want: string
  readonly proof: string
  readonly files: Readonly<Record<string, Text>>
  readonly trust: readonly Text[]
}

const folder = new URL('vectors/', import.meta.url)
const now = new Date('2026-12-01T00:00:00Z')
const kinds = ['minisign', 'openpgp', 'sshsig', 'jws', 'dsse', 'raw']
const bytesOf = (text: Text) =>
  typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(Buffer.from(text.base64, 'base64'))

describe.each(kinds)('%s', (kind) => {
  const cases = readdirSync(new URL(`${kind}/`, folder)).map((name) => {
    const vector = JSON.parse(readFileSync(new URL(`${kind}/${name}`, folder), 'utf8')) as Vector
    return { ...vector, name: name.replace('.json', '') }
  })

  test.each(cases)('$name: $why', async ({ want, proof, files, trust }) => {
    const held = new Map(Object.entries(files).map(([path, text]) => [path, bytesOf(text)]))
    const bytes = held.get(proof) ?? new Uint8Array()
    const deps = { trust: joinTrust(trust.map((text) => readTrust(bytesOf(text)))), now }
    const found = await proofChecks(proof, memoryBeside(held, 17), bytes, deps)
    const { verdict, state, kind: failure, message = '', settles } = speaking(found.checks) ?? {}
    expect([found.kind, [verdict, state, failure].filter(Boolean).join(' ')], message).toEqual([kind, want])
    expect(verdict === 'not-verifiable' && settles === undefined && state === 'trust-unknown').toBe(false)
  })

  test('more cases must fail than pass', () => {
    const good = cases.filter(({ want }) => want.startsWith('verified')).length
    expect(cases.length - good).toBeGreaterThan(good)
  })
})
