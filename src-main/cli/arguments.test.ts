import { describe, expect, test } from 'vitest'
import { need, oneOf, readArguments, take, UsageError, wholeNumber } from './arguments.ts'

const options = [
  { name: 'where', value: 'QUERY', help: '' },
  { name: 'order', value: 'ORDER', help: '' },
  { name: 'trust', value: 'KEYFILE', many: true, help: '' },
  { name: 'limit', value: 'N', help: '' },
  { name: 'again', help: '' },
]
const read = (...argv: string[]) => readArguments(argv, options)

function refusal(...argv: string[]): UsageError {
  try {
    read(...argv)
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error('it was taken')
}

test('words and options in any order', () => {
  const given = read('a.proofline', '--again', '--limit', '1,000', 'b.log', '--json')
  expect(given.positionals).toEqual(['a.proofline', 'b.log'])
  expect([given.flag('again'), given.flag('quiet'), given.flag('json')]).toEqual([true, false, true])
  expect(given.number('limit', 0)).toBe(1000)
})

test('a value may begin with a dash', () => {
  const given = read('c', '--order', '-time', '--where', '-system:vault', '--again')
  expect([given.text('order'), given.text('where'), given.flag('again')]).toEqual(['-time', '-system:vault', true])
})

test('an option that repeats keeps its order', () => {
  expect(read('--trust', 'a', '--trust=b').texts('trust')).toEqual(['a', 'b'])
})

test('after two dashes everything is a word', () => {
  expect(read('c', '--', '--odd name').positionals).toEqual(['c', '--odd name'])
})

describe('wrong usage', () => {
  test.each([
    ['an unknown option', ['--wher', 'x'], 'There is no option --wher.', 'Did you mean --where?'],
    ['an unknown option with a value', ['--trsut=k'], 'There is no option --trsut.', 'Did you mean --trust?'],
    ['nothing near', ['--zzzzzzzz'], 'There is no option --zzzzzzzz.', undefined],
    ['a short option', ['-x'], 'There is no option -x.', undefined],
    ['one value twice', ['--limit', '1', '--limit', '2'], '--limit was given 2 times; it takes one N.', undefined],
    ['an empty value', ['--where='], '--where needs a value.', undefined],
  ])('%s', (_, argv, message, remedy) => {
    expect(refusal(...argv)).toMatchObject({ message, remedy })
  })
  test.each([
    ['no value', ['--limit']],
    ['an option for a value', ['--limit', '--again']],
    ['a switch with a value', ['--again=yes']],
    ['prototype names', ['--__proto__', 'x']],
    ['constructor', ['--constructor']],
  ])('%s', (_, argv) => {
    expect(refusal(...argv).message).not.toBe('')
  })
  test.each(['-1', '1.5', '1e3', '', 'ten', '99999999999999999999'])('the number %j', (said) => {
    expect(() => wholeNumber(said, '--limit', 0)).toThrow(UsageError)
  })
  test('a word too many, a word too few, an option left out', () => {
    expect(() => take(read('a', 'b'), 'CASE')).toThrow('There is one word too many: b.')
    expect(() => take(read(), 'CASE')).toThrow('CASE is missing.')
    expect(() => need(read(), 'reason', 'why')).toThrow('--reason is missing: why.')
  })
  test('one of few', () => {
    expect(() => oneOf('tabel', '--format', ['table', 'csv'])).toThrow('--format takes table, csv, not tabel.')
  })
})
