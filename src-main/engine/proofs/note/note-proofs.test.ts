import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { treeOf } from '../../../core/verify/merkle/testing/tree-of.ts'
import { leafHash } from '../../../core/verify/merkle/tree.ts'
import { sha256Bytes } from '../../crypto/digest.ts'
import { joinTrust, readTrust } from '../../crypto/trusted.ts'
import { checksOf, told, type Files } from '../testing/files-beside.ts'
import { signedNote } from './signed-note.ts'
import { tlogConsistency } from './tlog-consistency.ts'
import { tlogProof } from './tlog-proof.ts'

const ORIGIN = 'log.example/audit'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const typed = Buffer.concat([Buffer.of(1), Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')])
const keyId = createHash('sha256').update(`${ORIGIN}\n`).update(typed).digest().subarray(0, 4)
const trust = readTrust(Buffer.from(`${ORIGIN}+${keyId.toString('hex')}+${typed.toString('base64')}\n`))
const nobody = joinTrust([])

const COUNT = 300
const entries = Array.from({ length: COUNT }, (_, at) => Buffer.from(`{"read":${at}}`))
const tree = treeOf(
  entries.map((entry) => leafHash(entry, sha256Bytes)),
  sha256Bytes,
)
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

function checkpoint(size: number, root = tree.root(size)): string {
  const text = `${ORIGIN}\n${size}\n${base64(root)}\n`
  return `${text}\n\u2014 ${ORIGIN} ${base64(Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]))}\n`
}

const bundle = (from: number, to: number): Buffer =>
  Buffer.concat(entries.slice(from, to).flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 0xff), entry]))
const tiles = (size: number, below = ''): Files => ({
  [`${below}tile/entries/000`]: bundle(0, 256),
  [`${below}tile/entries/001.p/${size - 256}`]: bundle(256, size),
})

const note = async (path: string, files: Files, by = trust) => told(await checksOf(signedNote, path, files, by))

test('a signed note and a checkpoint alone', async () => {
  expect(await note('log/checkpoint', { 'log/checkpoint': checkpoint(300) })).toEqual([
    'verified',
    'signature.note verified verified',
  ])
})

const messages = async (files: Files) =>
  (await checksOf(signedNote, 'checkpoint', files, trust))?.map(({ message }) => message).join()

test('a checkpoint without entries says that it ties no record; with them, or where it does not hold, it does not say so', async () => {
  const alone = 'It says nothing about any record here'
  expect(await messages({ checkpoint: checkpoint(300) })).toContain(alone)
  expect(await messages({ checkpoint: checkpoint(300), ...tiles(300) })).not.toContain(alone)
  expect(await messages({ checkpoint: checkpoint(300).replace('300', '301') })).not.toContain(alone)
})

test('a checkpoint over the entries beside it, however they are cut into bundles', async () => {
  const held = ['verified', 'signature.note verified verified', 'merkle.root verified verified']
  expect(await note('checkpoint', { checkpoint: checkpoint(300), ...tiles(300) })).toEqual(held)
  expect(await note('log/checkpoint', { 'log/checkpoint': checkpoint(300), ...tiles(300, 'log/') })).toEqual(held)
  expect(await note('checkpoint', { checkpoint: checkpoint(270), ...tiles(300) })).toEqual(held)
  expect(await note('checkpoint', { checkpoint: checkpoint(7), ...tiles(300) })).toEqual(held)
})

test('one byte of one entry changed', async () => {
  const bytes = bundle(0, 256)
  bytes[700] = (bytes[700] ?? 0) ^ 1
  const files = { checkpoint: checkpoint(300), ...tiles(300), 'tile/entries/000': bytes }
  expect(await note('checkpoint', files)).toEqual([
    'failed',
    'signature.note verified verified',
    'merkle.root failed edited',
  ])
})

test('entries cut short, and entries that are not there', async () => {
  const cut = { checkpoint: checkpoint(300), ...tiles(300), 'tile/entries/000': bundle(0, 255) }
  expect(await note('checkpoint', cut)).toEqual([
    'failed',
    'signature.note verified verified',
    'merkle.root failed malformed',
  ])
  const { 'tile/entries/000': first = '' } = tiles(300)
  const half = { checkpoint: checkpoint(300), 'tile/entries/000': first }
  expect(await note('checkpoint', half)).toEqual([
    'not-verifiable',
    'signature.note verified verified',
    'merkle.root not-verifiable unverifiable',
  ])
})

test('entries under a head that nobody trusts prove nothing', async () => {
  expect(await note('checkpoint', { checkpoint: checkpoint(300), ...tiles(300) }, nobody)).toEqual([
    'not-verifiable',
    'signature.note not-verifiable unverifiable',
    'merkle.root not-verifiable unverifiable',
  ])
})

test('two roots for one size are one fork, told by the later file', async () => {
  const files = { 'a/checkpoint': checkpoint(300), 'b/checkpoint': checkpoint(300, tree.root(299)) }
  expect(await note('a/checkpoint', files)).toEqual(['verified', 'signature.note verified verified'])
  expect(await note('b/checkpoint', files)).toEqual([
    'failed',
    'signature.note verified verified',
    'checkpoint.fork failed forked',
  ])
})

test('a fork with a signature that is not proved is seen, and not laid to the log', async () => {
  const other = checkpoint(300, tree.root(299))
  const forged = other.replace(/(\u2014 \S+ ....)..../, '$1AAAA')
  expect(await note('b', { a: forged, b: checkpoint(300) })).toEqual([
    'not-verifiable',
    'signature.note verified verified',
    'checkpoint.fork not-verifiable unverifiable',
  ])
  expect(await note('b', { a: other, b: checkpoint(300) }, nobody)).toContain(
    'checkpoint.fork not-verifiable unverifiable',
  )
})

test('an altered checkpoint is one finding', async () => {
  const altered = checkpoint(300).replace('\n300\n', '\n299\n')
  expect(await note('checkpoint', { checkpoint: altered, ...tiles(300) })).toEqual([
    'failed',
    'signature.note failed edited',
  ])
})

test('line ends of another system break a note', async () => {
  expect(await note('n', { n: checkpoint(300).replaceAll('\n', '\r\n') })).toEqual([
    'failed',
    'signature.note failed malformed',
  ])
})

test.each(['', 'plain text\n', '\u2014 a dash\n\n\u2014 and another\n', '{"a":1}'])(
  '%j is no signed note',
  async (text) => {
    expect(await note('n', { n: text })).toEqual(['not this kind'])
  },
)

const proofOf = (index: number, size: number, path = tree.inclusion(index, size)): string =>
  ['c2sp.org/tlog-proof@v1', `index ${index}`, ...path.map(base64), '', checkpoint(size)].join('\n')
const inclusion = async (files: Files, by = trust) => told(await checksOf(tlogProof, 'e.json.tlog-proof', files, by))

test('a file that is an entry of the log', async () => {
  const files = { 'e.json': entries[7] ?? '', 'e.json.tlog-proof': proofOf(7, 300) }
  expect(await inclusion(files)).toEqual([
    'verified',
    'signature.note verified verified',
    'merkle.inclusion verified verified',
  ])
  expect(await inclusion(files, nobody)).toContain('merkle.inclusion not-verifiable unverifiable')
})

test.each([
  ['another file', { 'e.json': entries[8] ?? '', 'e.json.tlog-proof': proofOf(7, 300) }, 'failed edited'],
  ['no file', { 'e.json.tlog-proof': proofOf(7, 300) }, 'not-verifiable unverifiable'],
  [
    'a path cut short',
    { 'e.json': entries[7] ?? '', 'e.json.tlog-proof': proofOf(7, 300, tree.inclusion(7, 300).slice(1)) },
    'failed malformed',
  ],
  ['a path cut short and no file', { 'e.json.tlog-proof': proofOf(7, 300, []) }, 'failed malformed'],
  [
    'a place outside the log',
    { 'e.json': entries[7] ?? '', 'e.json.tlog-proof': proofOf(7, 300).replace('index 7', 'index 300') },
    'failed malformed',
  ],
  [
    'another place',
    { 'e.json': entries[7] ?? '', 'e.json.tlog-proof': proofOf(7, 300).replace('index 7', 'index 6') },
    'failed edited',
  ],
  [
    'no index',
    { 'e.json': entries[7] ?? '', 'e.json.tlog-proof': proofOf(7, 300).replace('index 7\n', '') },
    'failed malformed',
  ],
  [
    'an altered checkpoint',
    { 'e.json': entries[7] ?? '', 'e.json.tlog-proof': proofOf(7, 300).replace('\n300\n', '\n299\n') },
    'not-verifiable unverifiable',
  ],
] as const)('%s', async (_, files, want) => {
  expect((await inclusion(files)).at(-1)).toBe(`merkle.inclusion ${want}`)
})

const growth = (older: number, newer: number) => ({
  size1: older,
  root1: base64(tree.root(older)),
  size2: newer,
  root2: base64(tree.root(newer)),
  proof: tree.consistency(older, newer).map(base64),
})
const consistency = async (proof: unknown, files: Files = {}, by = trust) =>
  told(await checksOf(tlogConsistency, 'p.json', { 'p.json': JSON.stringify(proof), ...files }, by))

test('one head continues another', async () => {
  const heads = { old: checkpoint(100), new: checkpoint(300) }
  expect(await consistency(growth(100, 300), heads)).toEqual(['verified', 'merkle.consistency verified verified'])
  expect(await consistency([growth(100, 300), growth(100, 100)], heads)).toEqual([
    'verified',
    'merkle.consistency verified verified',
    'merkle.consistency verified verified',
  ])
})

test.each([
  ['only one head beside it', growth(100, 300), { old: checkpoint(100) }, 'not-verifiable unverifiable'],
  ['no head beside it', growth(100, 300), {}, 'not-verifiable unverifiable'],
  [
    'another root',
    { ...growth(100, 300), root2: base64(tree.root(299)) },
    { old: checkpoint(100), new: checkpoint(300) },
    'failed edited',
  ],
  ['a path cut short', { ...growth(100, 300), proof: growth(100, 300).proof.slice(1) }, {}, 'failed malformed'],
  ['a size that is none', { ...growth(100, 300), size1: '0x64' }, {}, 'failed malformed'],
  ['a hash that is none', { ...growth(100, 300), proof: ['AAAA'] }, {}, 'failed malformed'],
] as const)('consistency with %s', async (_, proof, files, want) => {
  expect((await consistency(proof, files)).at(-1)).toBe(`merkle.consistency ${want}`)
})

test('any bytes end in checks', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.uint8Array({ maxLength: 30 }), async (at, put) => {
      for (const [kind, text] of [
        [signedNote, checkpoint(300)],
        [tlogProof, proofOf(7, 300)],
        [tlogConsistency, JSON.stringify(growth(100, 300))],
      ] as const) {
        const place = at % text.length
        const bytes = Buffer.concat([Buffer.from(text).subarray(0, place), put, Buffer.from(text).subarray(place)])
        const checks = await checksOf(kind, 'x', { x: bytes, 'tile/entries/000': put }, trust)
        expect(checks === undefined || checks.length > 0).toBe(true)
      }
    }),
  ))
