import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainWith, judgeWith, lastLink } from './testing/chain-of.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const chainOf = chainWith(sha256)
const judge = judgeWith(sha256)

const log = fc
  .integer({ min: 3, max: 400 })
  .map((count) => Array.from({ length: count }, (_, index) => `line ${index + 1}`))
const logAndPlace = log.chain((lines) => fc.tuple(fc.constant(lines), fc.nat({ max: lines.length - 1 })))
const logAndPlaces = log.chain((lines) =>
  fc.tuple(fc.constant(lines), fc.nat({ max: lines.length - 1 }), fc.nat({ max: lines.length - 1 })),
)

const told = async (lines: readonly string[], chain: string) =>
  (await judge(lines, chain)).findings.map(({ kind, file, line }) => ({ kind, file, line }))

test('an untouched log gives nothing', () =>
  fc.assert(
    fc.asyncProperty(log, async (lines) => {
      expect(await told(lines, chainOf(lines))).toEqual([])
    }),
  ))

test('one edited line is one finding, at its line', () =>
  fc.assert(
    fc.asyncProperty(logAndPlace, async ([lines, at]) => {
      const touched = lines.with(at, 'another')
      expect(await told(touched, chainOf(lines))).toEqual([{ kind: 'edited', file: 'data/a.log', line: at + 1 }])
    }),
  ))

test('one removed line is one finding, where it stood; the last one is a cut', () =>
  fc.assert(
    fc.asyncProperty(logAndPlace, async ([lines, at]) => {
      const kind = at === lines.length - 1 ? 'truncated' : 'removed'
      expect(await told(lines.toSpliced(at, 1), chainOf(lines))).toEqual([{ kind, file: 'data/a.log', line: at + 1 }])
    }),
  ))

test('a cut of any length is one finding', () =>
  fc.assert(
    fc.asyncProperty(logAndPlace, async ([lines, at]) => {
      expect(await told(lines.slice(0, at), chainOf(lines))).toEqual([
        { kind: 'truncated', file: 'data/a.log', line: at + 1 },
      ])
    }),
  ))

test('one inserted line is one finding; a copy of another line is a duplicate', () =>
  fc.assert(
    fc.asyncProperty(logAndPlaces, async ([lines, at, from]) => {
      const chain = chainOf(lines)
      const added = await told(lines.toSpliced(at, 0, 'another'), chain)
      expect(added).toEqual([{ kind: 'inserted', file: 'data/a.log', line: at + 1 }])
      const [copied, ...more] = await told(lines.toSpliced(at, 0, lines[from] ?? ''), chain)
      expect(copied?.kind).toBe('duplicated')
      expect(more).toEqual([])
    }),
  ))

test('two lines that changed places are one finding, at the first of them', () =>
  fc.assert(
    fc.asyncProperty(logAndPlaces, async ([lines, one, other]) => {
      fc.pre(one !== other)
      const swapped = lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '')
      const line = Math.min(one, other) + 1
      expect(await told(swapped, chainOf(lines))).toEqual([{ kind: 'reordered', file: 'data/a.log', line }])
    }),
  ))

test('whatever is done to a log, something is found, and the chain written anew is found by its end', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('', 'a', 'b', 'c')),
      fc.array(fc.constantFrom('', 'a', 'b', 'c')),
      async (before, after) => {
        const same = before.length === after.length && before.every((line, index) => line === after[index])
        expect((await told(after, chainOf(before))).length > 0).toBe(!same)
        const declared = { lines: before.length, link: lastLink(chainOf(before)) }
        const anew = await judge(after, chainOf(after), { declared, logHeld: same ? 'match' : 'mismatch' })
        expect(anew.findings.map(({ kind }) => kind)).toEqual(same ? [] : ['rechained'])
      },
    ),
  ))
