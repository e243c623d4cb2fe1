import { expect, test } from 'vitest'
import { faultCodes } from '../contract/fault.ts'
import { faultJson, faultLines, faultText } from './text.ts'

test('every fault has a sentence and a remedy', () => {
  for (const code of faultCodes) {
    expect(faultText[code].message).toMatch(/\.$/)
    expect(faultText[code].remedy).toMatch(/\.$/)
  }
})

test('a mistake in a query is shown at its place', () => {
  const fault = { code: 'query', message: 'No field actr at character 1. Did you mean actor?', at: 5 } as const
  expect(faultLines(fault, 'a:b  actr:x')).toEqual([
    'proofline: No field actr at character 1. Did you mean actor?',
    '  a:b  actr:x',
    '       ^',
  ])
})

test('of a long query the part around the mistake is shown', () => {
  const query = `${'a '.repeat(100)}actr:x${' b'.repeat(100)}`
  const [, shown = '', mark = ''] = faultLines({ code: 'query', message: 'No.', at: 200 }, query)
  expect(shown.length).toBeLessThan(110)
  expect(shown.slice(mark.indexOf('^'))).toMatch(/^actr:x b/)
})

test('file and line are named once', () => {
  const fault = {
    code: 'malformed',
    message: 'It breaks off.',
    file: 'a\u001B.log',
    line: 7,
    remedy: 'Copy it.',
  } as const
  expect(faultLines(fault)).toEqual(['proofline: a\\u{001B}.log, line 7: It breaks off.', '  Copy it.'])
  expect(faultLines({ code: 'malformed', message: 'a.log breaks off.', file: 'a.log', remedy: 'Copy it.' })[0]).toBe(
    'proofline: a.log breaks off.',
  )
})

test('JSON carries code, message, place and remedy', () => {
  expect(faultJson({ code: 'disk-full', message: '', file: 'x' })).toEqual({
    error: { code: 'disk-full', file: 'x', ...faultText['disk-full'] },
  })
})
