import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { IDENTITY, ownInstance } from '../../crypto/sigstore/testing/own-instance.ts'
import { joinTrust, readTrust } from '../../crypto/trusted.ts'
import { checksOf, told, type Files } from '../testing/files-beside.ts'
import { sigstoreBundle } from './sigstore-bundle.ts'

const own = ownInstance()
const read = (value: unknown) => readTrust(Buffer.from(JSON.stringify(value)))
const root = read(own.root)
const trust = joinTrust([root, read({ sigstoreIdentity: IDENTITY })])
const content = 'records of a quarter\n'
const overFile = JSON.stringify(own.overFile(Buffer.from(content)))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const statement = (subject: readonly object[]): string =>
  JSON.stringify(
    own.overStatement({ _type: 'https://in-toto.io/Statement/v1', subject, predicateType: 'x', predicate: {} }),
  )

const judge = async (path: string, files: Files, by = trust) => told(await checksOf(sigstoreBundle, path, files, by))
const held = 'signature.sigstore verified verified'

test('the file is found by the name of the bundle, or by its digest', async () => {
  expect(await judge('a.log.sigstore.json', { 'a.log': content, 'a.log.sigstore.json': overFile })).toEqual([
    'verified',
    held,
  ])
  expect(await judge('bundle.json', { 'x/renamed': content, 'bundle.json': overFile })).toEqual(['verified', held])
})

test('the named file with other content fails', async () => {
  const files = { 'a.log': 'other', 'a.log.sigstore.json': overFile }
  expect(await judge('a.log.sigstore.json', files)).toEqual(['failed', 'signature.sigstore failed edited'])
})

test('a genuine identity that nobody relies on proves nothing of who should have signed', async () => {
  const files = { 'a.log': content, 'a.log.sigstore.json': overFile }
  const unknown = 'signature.sigstore not-verifiable trust-unknown'
  expect(await judge('a.log.sigstore.json', files, root)).toEqual(['not-verifiable', unknown])
})

test('a file that is not there, and a root that is not trusted', async () => {
  expect(await judge('b.json', { 'b.json': overFile })).toEqual([
    'not-verifiable',
    'signature.sigstore not-verifiable unverifiable',
  ])
  const files = { 'a.log': content, 'a.log.sigstore': overFile }
  expect(await judge('a.log.sigstore', files, joinTrust([]))).toEqual([
    'not-verifiable',
    'signature.sigstore not-verifiable trust-unknown',
  ])
})

test('a statement is about the files beside it', async () => {
  const about = statement([{ name: 'a.log', digest: { sha256: sha256(content) } }])
  const files = { 'in/a.log': content, 'in/s.json': about }
  expect(await judge('in/s.json', files)).toEqual(['verified', held, 'statement.subject verified verified'])
  expect(await judge('in/s.json', files, joinTrust([]))).toContain('statement.subject not-verifiable trust-unknown')
  expect(await judge('in/s.json', { ...files, 'in/a.log': 'other' })).toEqual([
    'failed',
    held,
    'statement.subject failed edited',
  ])
})

test.each([
  ['a file that is not there', [{ name: 'b.log', digest: { sha256: sha256('b') } }], 'not-verifiable incomplete'],
  ['a file without a digest we compare', [{ name: 'a.log', digest: { md5: 'x' } }], 'not-verifiable weak'],
  ['something that is no subject', [{ name: 'a.log' }], 'failed malformed'],
] as const)('a statement about %s', async (_, subject, want) => {
  expect((await judge('s.json', { 'a.log': content, 's.json': statement(subject) })).at(-1)).toBe(
    `statement.subject ${want}`,
  )
})

test.each(['', '{}', '[]', '{"mediaType":"text/plain"}'])('%j is no bundle', async (text) => {
  expect(await judge('b.json', { 'b.json': text })).toEqual(['not this kind'])
})

test('a bundle that breaks off fails', async () => {
  expect(await judge('b.json', { 'b.json': '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"' })).toEqual([
    'failed',
    'signature.sigstore failed malformed',
  ])
})
