import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verdicts } from '../../core/verify/check.ts'
import { FaultError } from '../../contract/fault.ts'
import { readTrust } from '../crypto/trusted.ts'
import { proofKinds } from './index.ts'
import { memoryBeside, proofChecks, speaking } from './testing/beside.ts'
import { vectorCases, vectorKinds, vectorNow as now } from './testing/vector-cases.ts'

/** Anything but a reason for people is a fault of ours. */
function readOrRefuse(bytes: Uint8Array): boolean {
  try {
    return readTrust(bytes).keys.length >= 0
  } catch (error) {
    return error instanceof FaultError
  }
}

/** Places are fractions of the length, so that one mutation fits every file. */
const place = fc.double({ min: 0, max: 1, noNaN: true })
type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut' | 'twice'; readonly at: number; readonly to: number }
  | { readonly kind: 'put'; readonly at: number; readonly bytes: Uint8Array }

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('twice' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('put' as const), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
)

function mutated(bytes: Uint8Array, change: Mutation): Uint8Array<ArrayBuffer> {
  const index = (at: number) => Math.floor(at * bytes.length)
  const at = index(change.at)
  if (change.kind === 'flip')
    return Uint8Array.from(bytes, (byte, here) => (here === at ? byte ^ (1 << change.bit) : byte))
  if (change.kind === 'put')
    return new Uint8Array(Buffer.concat([bytes.subarray(0, at), change.bytes, bytes.subarray(at)]))
  const [from, to] = [Math.min(at, index(change.to)), Math.max(at, index(change.to))]
  const middle = change.kind === 'cut' ? [] : [bytes.subarray(from, to), bytes.subarray(from, to)]
  return new Uint8Array(Buffer.concat([bytes.subarray(0, from), ...middle, bytes.subarray(to)]))
}

describe.each(vectorKinds)('%s', (kind) => {
  const cases = vectorCases(kind)
  const good = cases.filter(({ want, files }) => want.startsWith('verified') && files.has('LIST'))

  test('a mutated signature file never throws and always has a verdict', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        async (one, all) => {
          const bytes = all.reduce((last, change) => mutated(last, change), one.bytes)
          const own = proofKinds.filter(({ id }) => id === kind)
          for (const { check } of own) {
            const checks = []
            const deps = { trust: one.trust, now }
            for await (const found of check({ path: one.proof, bytes }, memoryBeside(one.files), deps))
              checks.push(found)
            expect(verdicts).toContain(speaking(checks)?.verdict)
            expect(checks.every(({ message }) => message !== '')).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a changed letter of the signed file is never verified', async () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...good),
        fc.nat(),
        letter,
        async ({ files, proof, bytes, trust }, pick, put) => {
          const text = Buffer.from(files.get('LIST') ?? []).toString('latin1')
          const letters = [...text.matchAll(/[a-z0-9]/g)].map(({ index }) => index)
          const at = letters[pick % letters.length] ?? 0
          fc.pre(text[at] !== put)
          const changed = new TextEncoder().encode(text.slice(0, at) + put + text.slice(at + 1))
          const beside = memoryBeside(new Map([...files, ['LIST', changed]]))
          const { checks } = await proofChecks(proof, beside, bytes, { trust, now })
          expect(speaking(checks)?.verdict).not.toBe('verified')
        },
      ),
      { numRuns: 100 },
    )
  })
})

/** The same laws, for the keys by which the proofs are judged. */
describe.each(vectorKinds)('keys of %s', (kind) => {
  const cases = vectorCases(kind)

  test('a mutated key file is read, or refused with a reason', () => {
    const keyFiles = cases.flatMap((one) => one.keyFiles)
    fc.assert(
      fc.property(fc.constantFrom(...keyFiles), mutation, (bytes, change) => {
        expect(readOrRefuse(mutated(bytes, change))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('without trust nothing is verified, whatever lies beside', async () => {
    for (const { files, proof, bytes, keyFiles } of cases) {
      const keys = keyFiles.map((key, order) => [`keys/${order}.pub`, key] as const)
      const beside = memoryBeside(new Map([...files, ...keys]))
      const deps = { trust: { keys: [], lists: [] }, now }
      const { checks } = await proofChecks(proof, beside, bytes, deps)
      expect(checks.some(({ verdict }) => verdict === 'verified')).toBe(false)
    }
  })
})
