import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Draft, FormatAdapter } from '../../core/formats/format.ts'
import { flagBit, termFields } from '../../core/record/record.ts'
import { maskWith } from '../crypto/digest.ts'
import { FLOAT, FLOATS, ID_FORM, INT, INTS, PART, type ParsedBlock } from './block.ts'
import { newGate } from './gate.ts'
import { BlockParser } from './parse-block.ts'

/** A format for these tests: an entry is the draft itself, as JSON; `!why` is rejected for that reason. */
const drafts: FormatAdapter = {
  id: 'drafts',
  title: 'Drafts',
  integrity: [],
  blindSpots: [],
  recognise: () => ({ confidence: 1, reasons: [] }),
  read: (text, draft) => {
    if (text.startsWith('!')) return text.slice(1)
    Object.assign(draft, JSON.parse(text))
    return undefined
  },
  show: (text) => ({ text, masked: [] }),
}

const newParser = (): BlockParser => new BlockParser([drafts], maskWith(new Uint8Array(32)), newGate())

function parsed(entries: readonly (Partial<Draft> | string)[], parser = newParser()): ParsedBlock {
  const text = entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n')
  const bytes = new Uint8Array(Buffer.from(text))
  return parser.parse({
    ordinal: 0,
    offset: 0,
    bytes,
    format: 'drafts',
    environment: '',
    zone: '',
    reading: { split: 'lines' },
  })
}

const intOf = (block: ParsedBlock, at: number, column: number): number => block.ints[at * INTS + column] ?? -1
const termOf = (block: ParsedBlock, at: number, field: (typeof termFields)[number]): string | undefined =>
  block.newTerms[intOf(block, at, INT.terms + termFields.indexOf(field)) - 1]

test('numbers and terms stand where the columns say, absent ones as 0 or below', () => {
  const block = parsed([
    { part: 'request', timeUs: 5, timeNs: 7, timeDigits: 9, port: 443, actor: 'ann', action: 'read', target: 'ann' },
    { part: 'response', outcome: 'denied' },
  ])
  expect([PART.request, PART.response].map((part, at) => intOf(block, at, INT.part) === part)).toEqual([true, true])
  expect([INT.timeNs, INT.timeDigits, INT.port].map((column) => intOf(block, 0, column))).toEqual([7, 9, 443])
  expect(intOf(block, 1, INT.port)).toBe(-1)
  expect(block.floats[FLOAT.timeUs]).toBe(5)
  expect(block.floats[FLOATS + FLOAT.seq]).toBe(-1)
  expect(termOf(block, 0, 'actor')).toBe('ann')
  expect(termOf(block, 0, 'target')).toBe('ann')
  expect(block.newTerms).toEqual(['ann', 'read'])
  expect(intOf(block, 1, INT.terms + termFields.indexOf('actor'))).toBe(0)
})

test('a secret in a value is masked before it is a term, and every record that has it is flagged', () => {
  const secret = `hvs.${'C'.repeat(95)}`
  const block = parsed([{ target: `a/${secret}` }, { target: 'plain' }, { target: `a/${secret}` }])
  expect(block.newTerms.join()).not.toContain(secret)
  expect(termOf(block, 0, 'target')).toMatch(/\[masked:[^:]+:[0-9a-f]{8}\]/)
  expect([0, 1, 2].map((at) => intOf(block, at, INT.flags) & flagBit('masked'))).toEqual([
    flagBit('masked'),
    0,
    flagBit('masked'),
  ])
  expect(block.newTerms.length).toBe(2)
})

test('a value over 8 KiB is cut with length and digest; one of 8 KiB is not', () => {
  const long = 'x'.repeat(8193)
  const block = parsed([{ target: long, actor: 'x'.repeat(8192) }])
  const digest = createHash('sha256').update(long).digest('hex')
  expect(termOf(block, 0, 'target')).toBe(`${'x'.repeat(8192)}… [8193 characters, SHA-256 ${digest}]`)
  expect(termOf(block, 0, 'actor')?.length).toBe(8192)
  expect(intOf(block, 0, INT.flags) & flagBit('cut')).toBe(flagBit('cut'))
})

test('a cut never halves a surrogate pair', () => {
  expect(termOf(parsed([{ target: `${'x'.repeat(8191)}😀😀` }]), 0, 'target')?.isWellFormed()).toBe(true)
})

test('a request id that is a UUID stands as its 16 bytes, none as nothing', () => {
  const block = parsed([{ requestId: '01234567-89ab-4cde-8f01-23456789abcd' }, {}])
  expect([0, 1].map((at) => intOf(block, at, INT.idForm))).toEqual([ID_FORM.uuid, ID_FORM.none])
  expect(Buffer.from(block.ids).toString('hex')).toBe(`0123456789ab4cde8f0123456789abcd${'0'.repeat(32)}`)
  expect(block.texts).toEqual([])
})

test.each([
  ['a UUID in capitals', '01234567-89AB-4CDE-8F01-23456789ABCD'],
  ['a UUID with a space', '01234567-89ab-4cde-8f01-23456789abc '],
  ['a UUID with its hyphen elsewhere', '012345678-9ab-4cde-8f01-23456789abcd'],
  ['a word', 'req-1'],
])('any other request id keeps its text, and its digest stands for it: %s', (_what, requestId) => {
  const block = parsed([{ requestId }])
  expect(intOf(block, 0, INT.idForm)).toBe(ID_FORM.text)
  expect(block.texts).toEqual([[0, 'requestId', requestId]])
  const digest = createHash('sha256').update(requestId).digest('hex')
  expect(Buffer.from(block.ids).toString('hex')).toBe(digest.slice(0, 32))
})

test('trace ids come as texts, masked and cut like terms', () => {
  const block = parsed([{ traceId: 't-1' }, {}, { traceId: 'y'.repeat(9000) }, { traceId: `hvs.${'C'.repeat(95)}` }])
  expect(block.texts.map(([at, field]) => `${at} ${field}`)).toEqual(['0 traceId', '2 traceId', '3 traceId'])
  expect(block.texts[1]?.[2]).toMatch(/\[9000 characters/)
  expect(block.texts[2]?.[2]).toMatch(/^\[masked:/)
})

test('a rejected entry keeps place, length and digest, and its reason is masked', () => {
  const block = parsed([{ actor: 'a' }, `!because of hvs.${'C'.repeat(95)}`, { actor: 'b' }])
  expect([0, 1, 2].map((at) => intOf(block, at, INT.part) === PART.rejected)).toEqual([false, true, false])
  expect(block.rejected.map(([at]) => at)).toEqual([1])
  expect(block.rejected[0]?.[1]).toMatch(/^because of \[masked:/)
  const text = `!because of hvs.${'C'.repeat(95)}`
  expect(block.length[1]).toBe(text.length)
  expect(Buffer.from(block.sha256.slice(32, 64)).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'))
})

test('an environment given for the bundle stands in every record', () => {
  const bytes = new Uint8Array(Buffer.from('{"environment":"staging"}\n{}'))
  const block = newParser().parse({
    ordinal: 0,
    offset: 0,
    bytes,
    format: 'drafts',
    environment: 'production',
    zone: '',
    reading: { split: 'lines' },
  })
  expect(block.newTerms).toEqual(['production'])
})

test('the dictionary goes on from block to block, and says when it begins anew', () => {
  const parser = newParser()
  expect(parsed([{ actor: 'a' }], parser).newTerms).toEqual(['a'])
  const second = parsed([{ actor: 'a', target: 'b' }], parser)
  expect(second.reset).toBe(false)
  expect(second.newTerms).toEqual(['b'])
  const many = Array.from({ length: 200_001 }, (_, n) => ({ actor: `many ${n}` }))
  expect(parsed(many, parser).reset).toBe(false)
  const after = parsed([{ actor: 'a' }], parser)
  expect(after.reset).toBe(true)
  expect(after.newTerms).toEqual(['a'])
  expect(intOf(after, 0, INT.terms + termFields.indexOf('actor'))).toBe(1)
})
