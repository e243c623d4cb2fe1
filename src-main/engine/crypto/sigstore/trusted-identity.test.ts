import { expect, test } from 'vitest'
import { readTrust } from '../trusted.ts'

const read = (text: string) => readTrust(Buffer.from(text)).keys
const file = (given: unknown): string => JSON.stringify({ sigstoreIdentity: given })
const given = {
  name: 'https://github.com/o/r/.github/workflows/a.yml@refs/heads/main',
  issuer: 'https://token.example',
}

test('an identity is read, and read again from what is kept of it', () => {
  const [one, ...more] = read(`\n ${file(given)}`)
  expect(more).toEqual([])
  expect(one).toMatchObject({ kind: 'sigstore-identity', name: `${given.name} by ${given.issuer}`, identity: given })
  expect(read(one?.material ?? '')).toEqual([one])
  expect(one?.fingerprint).not.toBe(read(file({ ...given, name: 'x' }))[0]?.fingerprint)
})

test.each([
  ['no object', file('x')],
  ['no name', file({ issuer: 'x' })],
  ['no issuer', file({ name: 'x' })],
  ['an empty name', file({ ...given, name: '' })],
  ['a name that is no text', file({ ...given, name: ['x'] })],
  ['a line end in it', file({ ...given, name: 'a\nb' })],
  ['more than is known', file({ ...given, subject: '.*' })],
  ['a text without end', file({ ...given, name: 'x'.repeat(2049) })],
  ['a name twice', '{"sigstoreIdentity":{"name":"a","name":"b","issuer":"c"}}'],
  ['broken JSON', '{"sigstoreIdentity":{"name":"a"'],
])('refused: %s', (_, text) => {
  expect(() => read(text)).toThrow(/no Sigstore identity/)
})
