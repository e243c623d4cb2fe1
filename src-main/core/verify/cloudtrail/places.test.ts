import { expect, test } from 'vitest'
import { Places } from './places.ts'

const KEYS = [
  'AWSLogs/1/D/2026/01/05/a.json.gz',
  'AWSLogs/1/D/2026/01/05/b.json.gz',
  'AWSLogs/1/D/2026/01/06/c.json.gz',
]

function placed(pathOf: (key: string) => string): Places {
  const places = new Places()
  for (const key of KEYS) places.note('chain', pathOf(key), key)
  return places
}

const name = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

test.each<[string, (key: string) => string]>([
  ['as in the bucket', (key) => key],
  ['below another folder', (key) => `export/bucket/${key}`],
  ['from the third step on', (key) => key.split('/').slice(2).join('/')],
  ['from the third step on, below another folder', (key) => `x/${key.split('/').slice(2).join('/')}`],
  ['in an archive', (key) => `x.zip!${key}`],
  ['unpacked', (key) => key.slice(0, -3)],
  ['flat', name],
  ['flat, below a folder', (key) => `x/${name(key)}`],
])('a tree laid out %s is in its place, and a missing file would be too', (_, pathOf) => {
  const places = placed(pathOf)
  for (const key of KEYS) expect(places.isMoved('chain', pathOf(key), key)).toBe(false)
  const missing = 'AWSLogs/1/D/2026/01/06/z.json.gz'
  expect(places.pathOf('chain', missing).replace(/\.gz$/, '')).toBe(pathOf(missing).replace(/\.gz$/, ''))
})

test.each([
  ['another name', 'AWSLogs/1/D/2026/01/05/z.json.gz'],
  ['another folder', 'AWSLogs/1/D/2026/02/05/a.json.gz'],
  ['another folder above', 'x/AWSLogs/1/D/2026/01/05/a.json.gz'],
  ['no folder', 'a.json.gz'],
])('one file with %s is moved', (_, path) => {
  expect(placed((key) => key).isMoved('chain', path, KEYS[0] ?? '')).toBe(true)
})

test('nothing is known of a chain without files', () => {
  expect(new Places().pathOf('chain', 'a/b.json')).toBe('a/b.json')
  expect(new Places().isMoved('chain', 'x/b.json', 'a/b.json')).toBe(false)
})

test('where as many files lie one way as another, the way nearest to the bucket is the usual one', () => {
  const places = new Places()
  for (const path of ['copy/AWSLogs/1/D/2026/01/05/a.json.gz', 'b.json.gz', KEYS[2] ?? '']) {
    places.note('chain', path, KEYS.find((key) => name(key) === name(path)) ?? '')
  }
  expect(KEYS.map((key) => places.isMoved('chain', key, key))).toEqual([false, false, false])
  expect(places.isMoved('chain', 'b.json.gz', KEYS[1] ?? '')).toBe(true)
  expect(places.isMoved('chain', 'copy/AWSLogs/1/D/2026/01/05/a.json.gz', KEYS[0] ?? '')).toBe(true)
})

test('a key outside the folders that were left out would lie at its own name', () => {
  const places = new Places()
  for (const key of KEYS) places.note('chain', key.split('/').slice(2).join('/'), key)
  expect(places.pathOf('chain', 'Other/1/z.json.gz')).toBe('Other/1/z.json.gz')
})

test('a common end within a step is no common step', () => {
  const places = new Places()
  places.note('chain', 'xa/f.json', 'ya/f.json')
  expect(places.pathOf('chain', 'za/g.json')).toBe('xa/g.json')
})
