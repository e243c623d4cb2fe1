import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkConsistency, checkInclusion, checkSubtreeConsistency, checkSubtreeInclusion } from './proof.ts'
import { treeOf } from './testing/tree-of.ts'
import { entryBundlePath, readEntryBundle } from './tiles.ts'
import { GrowingTree, leafHash, type Sha256 } from './tree.ts'

const sha256: Sha256 = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()

const MOST = 40
const leaves = Array.from({ length: MOST }, (_, at) => leafHash(Uint8Array.of(at), sha256))
const tree = treeOf(leaves, sha256)

const sizes = fc.integer({ min: 1, max: MOST })
const leafPlace = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }))
const growth = sizes.chain((newer) =>
  fc.record({ newer: fc.constant(newer), older: fc.integer({ min: 1, max: newer }) }),
)
/** Start, end and size of a subtree: the start is a multiple of its width rounded up to a power of two. */
const subtree = fc
  .record({ level: fc.nat({ max: 5 }), at: fc.nat({ max: 5 }), cut: fc.nat({ max: 31 }), more: fc.nat({ max: 30 }) })
  .map(({ level, at, cut, more }) => {
    const width = 2 ** level
    const start = at * width
    const end = Math.min(start + width - (cut % Math.max(1, width / 2)), MOST)
    return { start, end, size: Math.min(end + more, MOST) }
  })
  .filter(({ start, end }) => start < end)

const inclusion = (index: number, size: number) => ({
  index: BigInt(index),
  size: BigInt(size),
  leaf: leaves[index] ?? new Uint8Array(),
  root: tree.root(size),
  path: tree.inclusion(index, size),
})
const consistency = (older: number, newer: number) => ({
  older: { size: BigInt(older), root: tree.root(older) },
  newer: { size: BigInt(newer), root: tree.root(newer) },
  path: tree.consistency(older, newer),
})

test('a tree that grows leaf by leaf has the root that the definition gives, at every size', () => {
  const growing = new GrowingTree(sha256)
  for (let size = 0; size <= MOST; size += 1) {
    expect(growing.root()).toEqual(tree.root(size))
    const leaf = leaves[size]
    if (leaf) growing.add(leaf)
  }
})

test('every leaf of every tree proves', () => {
  for (let size = 1; size <= MOST; size += 1)
    for (let index = 0; index < size; index += 1)
      expect(checkInclusion(inclusion(index, size), sha256)).toEqual({ ok: true })
})

test('every tree is consistent with every larger one', () => {
  for (let newer = 1; newer <= MOST; newer += 1)
    for (let older = 1; older <= newer; older += 1)
      expect(checkConsistency(consistency(older, newer), sha256)).toEqual({ ok: true })
})

test('every subtree is in its tree, and each of its leaves in it', () =>
  fc.assert(
    fc.property(subtree, ({ start, end, size }) => {
      const span = { start: BigInt(start), end: BigInt(end) }
      const part = tree.root(end, start)
      const path = tree.consistency(end, size, start)
      expect(
        checkSubtreeConsistency({ ...span, size: BigInt(size), part, root: tree.root(size), path }, sha256).ok,
      ).toBe(true)
      const leaf = leaves[end - 1] ?? new Uint8Array()
      const inside = { ...span, index: BigInt(end - 1), leaf, root: part, path: tree.inclusion(end - 1, end, start) }
      expect(checkSubtreeInclusion(inside, sha256).ok).toBe(true)
    }),
  ))

/** The same bytes with one bit of one byte turned. */
const turned = (bytes: Uint8Array, at: number, bit: number): Uint8Array =>
  bytes.map((byte, place) => (place === at % bytes.length ? byte ^ (1 << bit) : byte))
const bitAt = fc.record({ at: fc.nat({ max: 31 }), bit: fc.nat({ max: 7 }), hash: fc.nat() })

test('any turned bit of leaf, root or path is seen', () =>
  fc.assert(
    fc.property(leafPlace, bitAt, ({ size, index }, { at, bit, hash }) => {
      const proof = inclusion(index, size)
      expect(checkInclusion({ ...proof, leaf: turned(proof.leaf, at, bit) }, sha256).ok).toBe(false)
      expect(checkInclusion({ ...proof, root: turned(proof.root, at, bit) }, sha256).ok).toBe(false)
      if (proof.path.length === 0) return
      const path = proof.path.map((one, step) => (step === hash % proof.path.length ? turned(one, at, bit) : one))
      expect(checkInclusion({ ...proof, path }, sha256).ok).toBe(false)
    }),
  ))

test('any turned bit of either root or of the path between them is seen', () =>
  fc.assert(
    fc.property(growth, bitAt, (span, { at, bit, hash }) => {
      const proof = consistency(span.older, span.newer)
      const { older, newer } = proof
      expect(checkConsistency({ ...proof, older: { ...older, root: turned(older.root, at, bit) } }, sha256).ok).toBe(
        false,
      )
      expect(checkConsistency({ ...proof, newer: { ...newer, root: turned(newer.root, at, bit) } }, sha256).ok).toBe(
        false,
      )
      if (proof.path.length === 0) return
      const path = proof.path.map((one, step) => (step === hash % proof.path.length ? turned(one, at, bit) : one))
      expect(checkConsistency({ ...proof, path }, sha256).ok).toBe(false)
    }),
  ))

test('a leaf proves at no other place, and a path with a hash more or less at none', () =>
  fc.assert(
    fc.property(leafPlace, sizes, ({ size, index }, other) => {
      const proof = inclusion(index, size)
      expect(checkInclusion({ ...proof, index: BigInt(other - 1) }, sha256).ok).toBe(other - 1 === index)
      expect(checkInclusion({ ...proof, path: [...proof.path, proof.root] }, sha256).ok).toBe(false)
      const shorter = checkInclusion({ ...proof, path: proof.path.slice(1) }, sha256)
      expect(shorter.ok).toBe(proof.path.length === 0)
    }),
  ))

test('numbers and hashes of any kind end in an answer', () =>
  fc.assert(
    fc.property(
      fc.bigInt(),
      fc.bigInt(),
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 80 }),
      (a, b, path) => {
        const root = leaves[0] ?? new Uint8Array()
        expect(checkInclusion({ index: a, size: b, leaf: root, root, path }, sha256).ok).toBe(
          b === 1n && a === 0n && path.length === 0,
        )
        expect(typeof checkConsistency({ older: { size: a, root }, newer: { size: b, root }, path }, sha256).ok).toBe(
          'boolean',
        )
        expect(
          typeof checkSubtreeConsistency({ start: a, end: b, size: a + b, part: root, root, path }, sha256).ok,
        ).toBe('boolean')
      },
    ),
  ))

test('a bundle of entries gives back the entries, and what is none gives nothing', () =>
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 40 }), (entries) => {
      const coded = Uint8Array.from(entries.flatMap((entry) => [entry.length >> 8, entry.length & 0xff, ...entry]))
      expect(readEntryBundle(coded)).toEqual(entries)
      expect(readEntryBundle(Uint8Array.from([...coded, 0]))).toBeUndefined()
    }),
  ))

test('a bundle of more than 256 entries is none', () => {
  expect(readEntryBundle(new Uint8Array(2 * 256))?.length).toBe(256)
  expect(readEntryBundle(new Uint8Array(2 * 257))).toBeUndefined()
})

test.each([
  [0, 256, 'tile/entries/000'],
  [0, 3, 'tile/entries/000.p/3'],
  [273, 256, 'tile/entries/273'],
  [1_234_067, 256, 'tile/entries/x001/x234/067'],
  [1000, 7, 'tile/entries/x001/000.p/7'],
])('bundle %i of width %i lies at %s', (number, width, path) => {
  expect(entryBundlePath(number, width)).toBe(path)
})
