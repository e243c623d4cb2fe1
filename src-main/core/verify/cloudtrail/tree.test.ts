import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DigestTree } from './tree.ts'

const text = readFileSync(join(import.meta.dirname, 'vectors', 'sound.json'), 'utf8')
const { digestS3Object: key, logFiles } = JSON.parse(text) as {
  digestS3Object: string
  logFiles: { s3Object: string }[]
}
const logKey = logFiles[0]?.s3Object ?? ''
const events = JSON.stringify({ Records: [{ eventName: 'PutObject', requestParameters: { digestS3Object: key } }] })

function treeOf(...files: readonly (readonly [path: string, text: string | undefined])[]): DigestTree {
  const tree = new DigestTree()
  for (const [path, held] of files) tree.take({ path, sha256: 'a'.repeat(64), text: held })
  return tree
}

const listed = (signature: string): string => JSON.stringify([{ Key: key, Metadata: { signature } }])
const signatureIn = (tree: DigestTree) => tree.digests[0] && tree.signatureOf(tree.digests[0])?.signature

test('a digest is one by what it holds, whatever its name', () => {
  for (const path of [key, 'renamed.json']) expect(treeOf([path, text]).digests.length).toBe(1)
})

test.each<[string, string, string | undefined]>([
  ['events that speak of a digest', key, events],
  ['nothing that can be read', key, undefined],
  ['another JSON', key, '{}'],
])('a file that has the name of a digest and holds %s is told as unread', (_what, path, held) => {
  const { digests, unread, others } = treeOf([path, held])
  expect([digests.length, others.length]).toEqual([0, 0])
  expect(unread).toEqual([{ path, reason: 'is no digest', unsupported: false }])
})

test('a log stays a log though it holds the words of a digest', () => {
  for (const [path, held] of [
    [logKey, text],
    [logKey, events],
    ['events.json', events],
  ] as const) {
    const { digests, unread, others } = treeOf([path, held])
    expect([digests.length, unread.length]).toEqual([0, 0])
    expect(others).toMatchObject([{ path, holdsRecords: held === events }])
  }
})

test('a file that could not be read to its end is never taken for a proof', () => {
  const tree = new DigestTree()
  const fault = { what: 'limit', message: 'too long' } as const
  tree.take({ path: key, sha256: 'a'.repeat(64), text, fault })
  tree.take({ path: logKey, sha256: 'b'.repeat(64), text: undefined, fault })
  expect(tree.unread).toEqual([{ path: key, reason: 'too long', unsupported: true }])
  expect(tree.others).toMatchObject([{ path: logKey, fault }])
})

test('of the signatures given for a digest that beside it counts, else the first', () => {
  const [first, second] = [listed('11'), listed('22')]
  const beside = JSON.stringify({ Metadata: { signature: '33' } })
  expect(signatureIn(treeOf([key, text], ['a.json', first], ['b.json', second]))).toBe('11')
  expect(signatureIn(treeOf(['a.json', first], [`${key}.head.json`, beside], ['b.json', second], [key, text]))).toBe(
    '33',
  )
  expect(signatureIn(treeOf([key, text], ['a.json', '[{"Key":"other","Signature":"44"}]']))).toBeUndefined()
})
