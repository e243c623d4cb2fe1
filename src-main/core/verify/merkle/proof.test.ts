import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  checkConsistency,
  checkInclusion,
  checkSubtreeConsistency,
  checkSubtreeInclusion,
  type ProofAnswer,
} from './proof.ts'
import type { Sha256 } from './tree.ts'

const sha256: Sha256 = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()

type Names = 'index' | 'size' | 'size1' | 'size2' | 'start' | 'end' | 'leaf' | 'part' | 'root' | 'root1' | 'root2'
type Numbers = Readonly<Partial<Record<Names, string>>>

/** Numbers in decimal, hashes in hex. */
interface Vector {
  readonly why: string
  readonly kind: keyof typeof kinds
  readonly proof: Numbers & { readonly path: readonly string[] }
  readonly want: string
}

const bytes = (hex = ''): Uint8Array => Buffer.from(hex, 'hex')
const number = (text = ''): bigint => BigInt(text)

const kinds = {
  inclusion: ({ index, size, leaf, root, path }: Vector['proof']) =>
    checkInclusion(
      { index: number(index), size: number(size), leaf: bytes(leaf), root: bytes(root), path: path.map(bytes) },
      sha256,
    ),
  consistency: ({ size1, root1, size2, root2, path }: Vector['proof']) =>
    checkConsistency(
      {
        older: { size: number(size1), root: bytes(root1) },
        newer: { size: number(size2), root: bytes(root2) },
        path: path.map(bytes),
      },
      sha256,
    ),
  'subtree-inclusion': ({ index, start, end, leaf, root, path }: Vector['proof']) =>
    checkSubtreeInclusion(
      {
        index: number(index),
        start: number(start),
        end: number(end),
        leaf: bytes(leaf),
        root: bytes(root),
        path: path.map(bytes),
      },
      sha256,
    ),
  'subtree-consistency': ({ start, end, size, part, root, path }: Vector['proof']) =>
    checkSubtreeConsistency(
      {
        start: number(start),
        end: number(end),
        size: number(size),
        part: bytes(part),
        root: bytes(root),
        path: path.map(bytes),
      },
      sha256,
    ),
}

const vectors = new URL('vectors/', import.meta.url)
const read = (name: string): Vector => JSON.parse(readFileSync(new URL(name, vectors), 'utf8'))
const told = (answer: ProofAnswer): string => (answer.ok ? 'ok' : answer.fault)

test.each(readdirSync(vectors).map((name) => [name, read(name)] as const))('%s', (_, { kind, proof, want }) => {
  expect(told(kinds[kind](proof))).toBe(want)
})

test('a wrong root is told with the one the path leads to', () => {
  const { proof } = read('other-root.json')
  const right = read('leaf-in-tree.json').proof.root
  const answer = kinds.inclusion(proof)
  expect(answer).toMatchObject({ ok: false, expected: bytes(proof.root), found: bytes(right) })
})

test('a path of a hundred thousand hashes ends at once', () => {
  const { proof } = read('leaf-in-tree.json')
  const path = Array.from({ length: 100_000 }, () => proof.root ?? '')
  expect(told(kinds.inclusion({ ...proof, path }))).toBe('length')
})
