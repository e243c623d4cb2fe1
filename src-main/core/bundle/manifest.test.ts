import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readManifest, writeManifest } from './manifest.ts'
import { wrongPath } from './relative-path.ts'

interface Vector {
  readonly text: string
  readonly digests: Record<string, string>
  readonly wrong: number[]
}
const vectors = new URL('vectors/', import.meta.url)
const read = (name: string): Vector => JSON.parse(readFileSync(new URL(name, vectors), 'utf8'))

test.each(readdirSync(vectors).map((name) => [name, read(name)] as const))('%s', (_, { text, digests, wrong }) => {
  const manifest = readManifest(text)
  expect(Object.fromEntries(manifest.digests)).toEqual(digests)
  expect(manifest.wrong.map(({ line }) => line)).toEqual(wrong)
})

test('a manifest full of nonsense names a hundred lines and counts the rest', () => {
  const { wrong } = readManifest('x\n'.repeat(1000))
  expect(wrong.length).toBe(101)
  expect(wrong.at(-1)).toEqual({ line: 0, reason: '900 further lines are wrong' })
})

test('a path with a line separator of Unicode is one path', () => {
  const digests = new Map([['a\u2028b\u2029', '0'.repeat(64)]])
  expect(readManifest(writeManifest(digests))).toEqual({ digests, wrong: [] })
})

test('written and read again it is the same', () => {
  const digest = fc.stringMatching(/^[0-9a-f]{64}$/)
  const path = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => wrongPath(text) === undefined && !/^[\s*]/.test(text))
  fc.assert(
    fc.property(fc.dictionary(path, digest), (entries) => {
      const digests = new Map(Object.entries(entries))
      const manifest = readManifest(writeManifest(digests))
      expect(manifest.wrong).toEqual([])
      expect(new Map([...manifest.digests].toSorted())).toEqual(new Map([...digests].toSorted()))
    }),
  )
})
