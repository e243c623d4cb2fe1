import fc from 'fast-check'
import { expect, test } from 'vitest'
import { termFields } from '../record/record.ts'
import { chipsOf, completionAt, fieldsLike, withoutTerm, withTerm } from './complete.ts'
import { lex } from './lex.ts'
import { contains, fold, matchesWhole } from './pattern.ts'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { everything, joined, valueQuery, wordFields } from './query.ts'
import type { Query } from './query.ts'

const text = fc.string({ unit: fc.constantFrom(...'aAbB-*"\\():=<> ORé0.\t'), minLength: 1, maxLength: 8 })
const parts = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .chain((middle) => fc.constantFrom(middle, ['', ...middle], [...middle, ''], ['', '']))
const leaf: fc.Arbitrary<Query> = fc.oneof(
  fc.array(text, { minLength: 1, maxLength: 3 }).map((pieces): Query => ({ is: 'text', parts: pieces })),
  fc
    .record({ field: fc.constantFrom(...termFields.filter((one) => one !== 'ip')), parts })
    .map(({ field, parts: pieces }): Query => ({ is: 'match', field, parts: pieces, exact: false })),
  fc
    .string({ minLength: 0, maxLength: 6 })
    .map((value): Query => ({ is: 'match', field: 'target', parts: [value], exact: true })),
  fc
    .constantFrom(...wordFields.kind)
    .map((word): Query => ({ is: 'match', field: 'kind', parts: [word], exact: false })),
  fc.constant<Query>({ is: 'net', net: '10.0.0.0/8' }),
  fc.nat().map((n): Query => ({ is: 'compare', field: 'port', op: '>=', value: String(n) })),
  fc
    .constantFrom('7d', '2025-03-01', '2025-03-01 10:00', '2025-03-01T10:00:00.123Z')
    .map((value): Query => ({ is: 'compare', field: 'before', op: '=', value })),
)
const query = fc.letrec<{ q: Query }>((tie) => ({
  q: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie('q').map((of): Query => ({ is: 'not', of })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('q'), { minLength: 2, maxLength: 3 }))
      .map(([is, of]) => joined(is, of)),
  ),
})).q

test('a printed query reads as the same query', () => {
  fc.assert(
    fc.property(query, (one) => {
      const parsed = parse(print(one))
      expect(parsed.ok ? parsed.query : parsed).toEqual(one)
    }),
    { numRuns: 500 },
  )
})

test('any text is read or refused with a place inside it; tokens cover what is not white space', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab:*"()- OR\\=<>é', 'actor:', 'port:'), maxLength: 20 }),
      (any) => {
        const parsed = parse(any)
        const held = parsed.ok
          ? JSON.stringify(parse(print(parsed.query))).startsWith(`{"ok":true,"query":${JSON.stringify(parsed.query)}`)
          : parsed.at >= 0 && parsed.at <= any.length && parsed.to <= any.length
        expect(held).toBe(true)
        const covered = lex(any)
          .map(({ from, to }) => any.slice(from, to))
          .join('')
        expect(covered.replaceAll(/\s/g, '')).toBe(any.replaceAll(/\s/g, ''))
      },
    ),
    { numRuns: 500 },
  )
})

test('a pattern matches as the regular expression that says the same', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 4 })
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), piece, piece, (pieces, x, y) => {
      const subject = fold(x + y)
      const folded = pieces.map(fold)
      expect(matchesWhole(folded, subject)).toBe(new RegExp(`^${folded.join('.*')}$`).test(subject))
      expect(contains(folded, subject)).toBe(new RegExp(folded.join('.*')).test(subject))
    }),
    { numRuns: 500 },
  )
})

test('a term that was added is found once, and is gone when removed', () => {
  fc.assert(
    fc.property(leaf, leaf, (one, two) => {
      const first = withTerm('', one)
      const both = withTerm(first, two)
      expect(withTerm(both, two)).toBe(both)
      expect(withoutTerm(both, two)).toBe(print(one) === print(two) ? '' : first)
    }),
  )
})

test('completions name what is written at the cursor', () => {
  const value = { kind: 'value', field: 'actor', from: 6, to: 9, text: 'de' }
  expect(completionAt('actor:dep', 8)).toEqual(value)
  expect(completionAt('actor:"de', 9)).toEqual({ ...value, text: 'de' })
  expect(completionAt('x act', 5)).toEqual({ kind: 'field', from: 2, to: 5, text: 'act' })
  expect(completionAt('-act', 4)).toEqual({ kind: 'field', from: 1, to: 4, text: 'act' })
  expect(completionAt('x ', 2)).toEqual({ kind: 'field', from: 2, to: 2, text: '' })
  expect(completionAt('nope:x', 6)).toBeUndefined()
  expect(completionAt('actor:x', 3)).toEqual({ kind: 'field', from: 0, to: 5, text: 'act' })
  expect(completionAt('actor:', 6)).toEqual({ kind: 'value', field: 'actor', from: 6, to: 6, text: '' })
})

test('chips are the members of the outermost AND', () => {
  expect(chipsOf('-actor:x (a OR b) free port:>9')).toEqual([
    { from: 0, to: 8, text: '-actor:x', negated: true, field: 'actor', value: 'x' },
    { from: 9, to: 17, text: '(a OR b)', negated: false, value: 'a OR b' },
    { from: 18, to: 22, text: 'free', negated: false, value: 'free' },
    { from: 23, to: 30, text: 'port:>9', negated: false, field: 'port', value: '> 9' },
  ])
  expect(chipsOf('port:443')).toMatchObject([{ field: 'port', value: '443' }])
  expect(chipsOf('a OR b')).toHaveLength(1)
  expect(chipsOf('a (')).toEqual([])
})

test('fields that begin with what is written come before those that hold it', () => {
  expect(fieldsLike('target')).toEqual(['target', 'targetType', 'targetVersion'])
  expect(fieldsLike('KIND')).toEqual(['kind', 'actorKind'])
  expect(fieldsLike('zzz')).toEqual([])
})

test('the query of a value reads back as written, whatever its field', () => {
  const texts = (['port', 'kind', 'target', 'bundle'] as const).map((field) =>
    print(valueQuery(field, field === 'port' ? '443' : 'read')),
  )
  expect(texts).toEqual(['port:443', 'kind:read', 'target:=read', 'bundle:=read'])
  for (const one of texts) expect(parse(one)).toMatchObject({ ok: true })
})

test('nothing joined is everything, and a text with a mistake stays as it is', () => {
  expect([joined('and', []), joined('or', [])]).toEqual([everything, everything])
  const term = valueQuery('actor', 'x')
  expect([withTerm('(', term), withoutTerm('(', term), withTerm('', everything)]).toEqual(['(', '(', ''])
  expect(chipsOf('ip:10.0.0.0/8')).toMatchObject([{ field: 'ip', value: '10.0.0.0/8' }])
})
