import { hash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ChainContext } from './chain-checks.ts'
import { EXPORT, chainWith, judgeWith } from './testing/chain-of.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const chainOf = chainWith(sha256)
const judge = judgeWith(sha256)

interface Vector {
  readonly why: string
  readonly log: string[]
  readonly chain: string[]
  readonly closing?: string | null
  readonly unended?: true
  readonly context?: Partial<ChainContext>
  readonly want: string[]
}

const vectors = new URL('vectors/', import.meta.url)
const read = (name: string): Vector => JSON.parse(readFileSync(new URL(name, vectors), 'utf8'))
const told = (parts: readonly unknown[]): string => parts.filter((part) => part !== undefined).join(' ')

test.each(readdirSync(vectors).map((name) => [name, read(name)] as const))('%s', async (_, vector) => {
  const { log, chain, closing = EXPORT, unended, context, want } = vector
  const text = `${chain.join('\n')}${unended ? '' : '\n'}`
  const judged = await judge(log, text, context, closing)
  const own = judged.findings.map(({ kind, file, line }) => told([kind, file, line]))
  const end = judged.closing ? [told(['closing', judged.closing.kind, judged.closing.file, judged.closing.line])] : []
  expect([...own, ...end]).toEqual(want)
  expect(judged.lines).toBe(log.length)
})

test('a finding names what was expected and what was found, in full', async () => {
  const lines = ['a', 'b', 'c']
  const { findings } = await judge(['a', 'x', 'c'], chainOf(lines), {
    logHeld: 'mismatch',
    declared: { lines: 3, link: chainOf(lines).trimEnd().slice(-64) },
  })
  expect(findings).toMatchObject([
    {
      expected: '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
      found: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
      follows: ['The digest of data/a.log is not the one in the manifest'],
    },
  ])
})

test('what has nothing in common is told as one run, and memory is bounded by counting', async () => {
  const one = Array.from({ length: 5000 }, (_, at) => `a${at}`)
  const other = Array.from({ length: 4000 }, (_, at) => `b${at}`)
  const { findings } = await judge(other, chainOf(one))
  expect(findings.map(({ kind, line }) => [kind, line])).toEqual([
    ['edited', 1],
    ['truncated', 4001],
  ])
})

test('places past those that are kept are counted in one finding', async () => {
  const lines = Array.from({ length: 21_000 }, (_, at) => String(at))
  const { findings } = await judge(
    lines.map((line, at) => (at % 2 === 0 ? line : `x${at}`)),
    chainOf(lines),
  )
  expect(findings.length).toBe(10_001)
  expect(findings.at(-1)?.message).toBe('500 further places differ and are not listed one by one')
  const broken = chainOf(lines).split('\n').with(20_990, 'no entry').join('\n')
  const more = await judge(
    lines.map((line, at) => (at % 2 === 0 ? line : `x${at}`)),
    broken,
  )
  expect(more.findings.filter(({ kind }) => kind === 'malformed').map(({ line }) => line)).toEqual([20_991])
})

test('entries whose numbers say nothing are told up to a limit, and the rest counted', async () => {
  const lines = Array.from({ length: 1002 }, (_, at) => String(at))
  const { findings } = await judge(lines, chainOf(lines).replaceAll(/^\d+/gm, '7'))
  expect(findings.length).toBe(1001)
  expect(findings[0]?.message).toBe('Entry 1 has the number 7 where 1 follows')
  expect(findings.at(-1)?.message).toBe('3 further places differ and are not listed one by one')
})

test('where the log holds against its manifest, a run of other entries is one finding on the chain', async () => {
  const lines = Array.from({ length: 150 }, (_, at) => String(at))
  const other = chainOf(lines.map((line, at) => (at < 120 ? `x${line}` : line)))
  const { findings } = await judge(lines, other, { logHeld: 'match', chainHeld: 'mismatch' })
  expect(findings).toMatchObject([
    {
      file: 'chain/a.log.chain',
      line: 1,
      message: '120 entries from 1 on were changed; data/a.log itself holds against its manifest',
    },
  ])
})

test('a very long chain over a short log, and a very long log over a short chain', async () => {
  const long = Array.from({ length: 132_000 }, (_, at) => String(at))
  const cut = await judge(long.slice(0, 3), chainOf(long))
  expect(cut.findings.map(({ kind, line }) => [kind, line])).toEqual([['truncated', 4]])
  const grown = await judge(long, chainOf(long.slice(0, 3)))
  expect(grown.findings.map(({ kind, line }) => [kind, line])).toEqual([['inserted', 4]])
})
