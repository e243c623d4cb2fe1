import { expect, test } from 'vitest'
import { nameOnce } from './name-once.ts'

test('a sentence that begins with its file is not given the name again', () => {
  expect(nameOnce('a.log', 'a.log is in no format.')).toEqual({ name: 'a.log', rest: ' is in no format.' })
})

test('a file is named with its folder where the sentence has only its last part', () => {
  expect(nameOnce('logs/a.log', 'a.log: no offset.')).toEqual({ name: 'logs/a.log', rest: ': no offset.' })
})

test('a sentence with the longer name stands alone', () => {
  expect(nameOnce('a.log', 'logs/a.log is broken.')).toEqual({ name: '', rest: 'logs/a.log is broken.' })
})

test.each([
  ['a', 'a'],
  ['a', 'an archive inside an archive'],
  ['it', 'its times carry no offset'],
  ['', 'nothing is there'],
])('what only looks like the name %j is no name', (path, message) => {
  expect(nameOnce(path, message)).toEqual({ name: path, rest: `: ${message}` })
})
