import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { assert, asyncProperty, constantFrom, uint8Array, array, integer, string, tuple, uniqueArray } from 'fast-check'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FaultError } from '../../contract/fault.ts'
import { OpenStream, forwardSource } from './forward-source.ts'
import { takeOff } from './layers.ts'
import type { StreamLayer } from './layers.ts'
import { intakeLimits } from './limits.ts'
import { memorySource } from './source.ts'
import type { Chunks } from './source.ts'
import { readTarDirectory } from './tar-directory.ts'
import { faultOf, listAll } from './testing/listed.ts'
import { TAR_END, packTar, rawTarEntry } from './testing/tar-bytes.ts'
import { zipBytes } from './testing/zip-bytes.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'proofline-law-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function* inSizes(bytes: Uint8Array, sizes: readonly number[]): Chunks {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length
    yield new Uint8Array(bytes.subarray(at, at + size))
    at += size
  }
}

/** All bytes, or the code of the fault. */
async function outcomeOf(chunks: Chunks): Promise<string> {
  const parts: Uint8Array[] = []
  try {
    for await (const chunk of chunks) parts.push(chunk)
    return Buffer.concat(parts).toString('base64')
  } catch (error) {
    if (error instanceof FaultError) return error.code
    throw error
  }
}

const text = 'data;ação;João\n'.repeat(60)
const packed: Readonly<Record<StreamLayer, Uint8Array>> = {
  gzip: Buffer.concat([gzipSync(text), gzipSync(text)]),
  zstd: Buffer.concat([zstdCompressSync(text), Buffer.from('502a4d180100000000', 'hex'), zstdCompressSync(text)]),
  'utf-16le': Buffer.from(`\ufeff${text}🔑`, 'utf16le'),
  'utf-16be': Buffer.from(`\ufeff${text}🔑`, 'utf16le').swap16(),
  'windows-1252': Buffer.from(text, 'latin1'),
}
const layers = constantFrom(...(Object.keys(packed) as StreamLayer[]))

test('a layer gives the same text, or the same fault, however its bytes arrive', async () => {
  const cut = integer({ min: 0, max: 400 })
  const change = tuple(integer({ min: 0, max: 10_000 }), integer({ min: 0, max: 255 }))
  await assert(
    asyncProperty(
      layers,
      cut,
      array(change, { maxLength: 2 }),
      array(integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
      async (layer, less, changes, sizes) => {
        const bytes = new Uint8Array(packed[layer].subarray(0, packed[layer].length - (less > 200 ? 0 : less)))
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        const whole = await outcomeOf(takeOff(inSizes(bytes, [bytes.length]), [layer], 'in', intakeLimits))
        expect(await outcomeOf(takeOff(inSizes(bytes, sizes), [layer], 'in', intakeLimits))).toBe(whole)
      },
    ),
    { numRuns: 150 },
  )
})

test('a tar archive has the entries that another program finds in it', async () => {
  const names = uniqueArray(
    string({ minLength: 1, maxLength: 120, unit: constantFrom('a', 'b', 'é', '/', '.', 'ß') }).filter(
      (name) => !name.endsWith('/'), // a folder's, and a folder holds no bytes
    ),
    { maxLength: 6 },
  )
  await assert(
    asyncProperty(names, integer({ min: 0, max: 1500 }), async (all, size) => {
      const bytes = await packTar(all.map((name, at) => ({ name, body: 'x'.repeat((size * at) % 1500) })))
      const listed = await readTarDirectory(memorySource(new Uint8Array(bytes)), 'in', intakeLimits)
      const ours = listed.flatMap((one) =>
        'entry' in one ? [[one.entry.name, one.entry.start, one.entry.sizeBytes]] : [],
      )
      const found = extract()
      found.end(bytes)
      const theirs: unknown[][] = []
      for await (const entry of found) {
        const { name, size: sizeBytes, byteOffset } = entry.header as typeof entry.header & { byteOffset: number }
        theirs.push([name.replace(/^(?:\.\/)+/, ''), byteOffset, sizeBytes])
        entry.resume()
      }
      expect(theirs).toEqual(expect.arrayContaining(ours))
      expect(listed.length).toBeLessThanOrEqual(theirs.length)
    }),
    { numRuns: 100 },
  )
})

test('a forward source gives what memory gives, in any order and for parts read at once', async () => {
  const bytes = Uint8Array.from({ length: 9_000_000 }, (_, at) => (at >> 12) & 0xff)
  const held = new OpenStream()
  const source = forwardSource(() => inSizes(bytes, [300_000, 7]), held)
  const span = tuple(integer({ min: 0, max: 9_100_000 }), integer({ min: 0, max: 500_000 }))
  const read = async (from: number, length: number): Promise<Buffer> => {
    const parts: Uint8Array[] = []
    for await (const part of source.read({ start: from, end: from + length })) parts.push(part)
    return Buffer.concat(parts)
  }
  await assert(
    asyncProperty(array(span, { minLength: 1, maxLength: 4 }), async (spans) => {
      const parts = await Promise.all(spans.map(([from, length]) => read(from, length)))
      for (const [at, [from, length]] of spans.entries())
        expect(parts[at]?.equals(bytes.subarray(from, from + length))).toBe(true)
    }),
    { numRuns: 30 },
  )
})

const seeds = [
  () => gzipSync(text),
  () => packed.zstd,
  () =>
    zipBytes([
      { name: 'a', body: text },
      { name: 'b/c', body: 'x' },
    ]),
  () => Buffer.concat([rawTarEntry('a', text), rawTarEntry('p', '11 path=ab\n', 'x'), rawTarEntry('b', 'x'), TAR_END]),
  () => packed['utf-16le'],
  () => Buffer.alloc(0),
]
test('whatever the bytes are, listing and reading them ends, in text or in a fault of ours', async () => {
  const change = tuple(integer({ min: 0, max: 3000 }), uint8Array({ maxLength: 4 }))
  await assert(
    asyncProperty(
      constantFrom(...seeds),
      array(change, { maxLength: 4 }),
      integer({ min: 0, max: 3000 }),
      async (seed, changes, length) => {
        const bytes = Buffer.from(seed())
        for (const [at, with_] of changes)
          bytes.set(with_.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length))
        const path = join(folder, 'in')
        writeFileSync(path, bytes.subarray(0, length))
        for (const member of await listAll([path]))
          expect(await faultOf(member)).toMatch(/^(?:read$|limit: |malformed: |unsupported: )/)
      },
    ),
    { numRuns: 250 },
  )
})
