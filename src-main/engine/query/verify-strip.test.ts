import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { calls } from '../../contract/calls.ts'
import { newIdentity, readIdentity } from '../crypto/keys.ts'
import { makeBundle } from '../jobs/make-bundle.ts'
import { verifyCase } from '../jobs/verify-case.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { verifyLinks } from './verify-links.ts'
import { verifyStrip } from './verify-strip.ts'

const NOW = new Date('2025-04-01T06:00:00Z')
const pem = Buffer.from(newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now: NOW }))
const quiet = { signal: new AbortController().signal, tell: () => undefined }

type Lines = (lines: string[]) => string[]

/** A case with one bundle of these logs; the lines of one of its files were changed after it was signed. */
async function changed(at: CaseFolder, logs: Record<string, string>, file: string, change: Lines): Promise<void> {
  const inputs = Object.entries(logs).map(([name, text]) => at.write(name, text))
  const ask = { inputs, reason: 'x', now: NOW, tool: 'test 1', signer: readIdentity(pem) }
  await makeBundle(quiet, { ...ask, out: `${at.folder}/bag` })
  const path = `${at.folder}/bag/${file}`
  writeFileSync(path, `${change(readFileSync(path, 'utf8').trimEnd().split('\n')).join('\n')}\n`)
  await at.import(['bag'])
}

const tampered = (at: CaseFolder, change: Lines): Promise<void> =>
  changed(at, { 'a.log': pairs(0, 50), 'b.log': pairs(50, 80) }, 'data/a.log', change)

async function verified(at: CaseFolder, trusted = true): Promise<void> {
  const trust = trusted ? [at.write('key.pem', pem)] : []
  await verifyCase({ ...quiet, db: at.db, casePath: at.casePath }, { trust })
}

const stripOf = (at: CaseFolder) => calls['verify.strip'].output.parse(verifyStrip(at.db, { bundle: 1 }))
const linksOf = (at: CaseFolder, ask: { place?: number; atUs?: number; around?: number }, file = 'data/a.log') =>
  calls['verify.links'].output.parse(verifyLinks(at.db, calls['verify.links'].input.parse({ bundle: 1, file, ...ask })))
const shown = (at: CaseFolder) =>
  stripOf(at).stretches.map(({ chain, first, count, state }) => `${chain}: ${first}+${count} ${state}`)
const near = (at: CaseFolder, place: number) =>
  linksOf(at, { place, around: 1 }).links.map(({ entry, line, state }) => `${entry ?? '-'}/${line ?? '-'} ${state}`)

test('a chain that nobody checked is not proven, a checked one whose signer is unknown is not tied', async () => {
  using at = caseFolder()
  await tampered(at, (lines) => lines)
  expect(shown(at)).toEqual(['0: 1+100 unproven', '1: 1+60 unproven'])
  expect(near(at, 1)).toEqual(['1/1 unproven', '2/2 unproven', '3/3 unproven'])
  await verified(at, false)
  expect(shown(at)).toEqual(['0: 1+100 apart', '1: 1+60 apart'])
  await verified(at)
  expect(shown(at)).toEqual(['0: 1+100 proven', '1: 1+60 proven'])
  expect(stripOf(at).breaks).toEqual([])
})

interface Broken {
  readonly name: string
  readonly change: Lines
  readonly stretches: readonly string[]
  readonly place: number
  readonly links: readonly string[]
}

const broken: readonly Broken[] = [
  {
    name: 'a removed line',
    change: (lines) => lines.toSpliced(20, 1),
    stretches: ['0: 1+20 proven', '0: 21+1 broken', '0: 22+79 proven'],
    place: 21,
    links: ['20/20 proven', '21/- removed', '22/21 proven'],
  },
  {
    name: 'removed lines in a row',
    change: (lines) => lines.toSpliced(20, 3),
    stretches: ['0: 1+20 proven', '0: 21+3 broken', '0: 24+77 proven'],
    place: 24,
    links: ['23/- removed', '24/21 proven', '25/22 proven'],
  },
  {
    name: 'an edited line',
    change: (lines) => lines.with(30, (lines[30] ?? '').replace('secret/', 'secreT/')),
    stretches: ['0: 1+30 proven', '0: 31+1 broken', '0: 32+69 proven'],
    place: 31,
    links: ['30/30 proven', '31/31 edited', '32/32 proven'],
  },
  {
    name: 'an added line',
    change: (lines) => lines.toSpliced(10, 0, lines[70] ?? ''),
    stretches: ['0: 1+10 proven', '0: 11+1 broken', '0: 12+90 proven'],
    place: 11,
    links: ['10/10 proven', '-/11 inserted', '11/12 proven'],
  },
  {
    name: 'a cut end',
    change: (lines) => lines.slice(0, 95),
    stretches: ['0: 1+95 proven', '0: 96+5 broken'],
    place: 96,
    links: ['95/95 proven', '96/- removed', '97/- removed'],
  },
]

test.each(broken)(
  '$name breaks the strip at its place and nowhere else',
  async ({ change, stretches, place, links }) => {
    using at = caseFolder()
    await tampered(at, change)
    await verified(at)
    expect(shown(at).filter((one) => one.startsWith('0'))).toEqual(stretches)
    expect(shown(at)).toContain('1: 1+60 proven')
    const { breaks } = stripOf(at)
    expect(breaks).toHaveLength(1)
    expect(breaks[0]).toMatchObject({ chain: 0, verdict: 'failed' })
    expect(near(at, place)).toEqual(links)
  },
)

test('lines that changed places are never called proven', async () => {
  using at = caseFolder()
  await tampered(at, (lines) => lines.with(9, lines[13] ?? '').with(13, lines[9] ?? ''))
  await verified(at)
  const { links } = linksOf(at, { place: 12, around: 4 })
  for (const { state, lineHash, expectedLineHash } of links)
    expect(state === 'proven').toBe(lineHash === expectedLineHash)
  expect(links.filter(({ state }) => state === 'reordered').length).toBeGreaterThanOrEqual(2)
})

test('links say what the side file states, what the line gives, and which record it is', async () => {
  using at = caseFolder()
  await tampered(at, (lines) => lines)
  await verified(at)
  const { links, total } = linksOf(at, { place: 3, around: 1 })
  expect(total).toBe(100)
  expect(links.map(({ type }) => type)).toEqual(['response', 'request', 'response'])
  for (const one of links) {
    expect(one.lineHash).toMatch(/^[0-9a-f]{64}$/)
    expect(one.expectedLineHash).toBe(one.lineHash)
    expect(one.link).toMatch(/^[0-9a-f]{64}$/)
  }
  expect(links[1]).toMatchObject({ record: 2, target: expect.any(String), time: expect.stringMatching(/Z$/) })
  expect(links[0]).not.toHaveProperty('time')
})

test('a moment leads to the line that stands there, ends and strangers to the nearest', async () => {
  using at = caseFolder()
  await tampered(at, (lines) => lines)
  await verified(at)
  const whole = linksOf(at, { place: 41, around: 0 }).links[0]
  const us = Date.parse(whole?.time ?? '') * 1000
  expect(linksOf(at, { atUs: us + 999 }).place).toBe(41)
  expect(linksOf(at, { atUs: 0 }).place).toBe(1)
  expect(linksOf(at, { atUs: us * 2 }).place).toBeGreaterThanOrEqual(99)
  expect(linksOf(at, { place: 4000 }).place).toBe(100)
  expect(
    linksOf(at, { place: 100 })
      .links.map(({ place }) => place)
      .at(0),
  ).toBe(86)
  expect(
    linksOf(at, { place: 2 })
      .links.map(({ place }) => place)
      .at(-1),
  ).toBe(15)
  expect(() => linksOf(at, { place: 1 }, 'data/none.log')).toThrow(/no chain/)
})

test('a chain file that was changed ties nothing, and its break stands at its entry', async () => {
  using at = caseFolder()
  await changed(at, { 'a.log': pairs(0, 50) }, 'chain/a.log.chain', (lines) =>
    lines.map((line) => line.replace(/^(7 )[0-9a-f]{4}/, '$10000')),
  )
  await verified(at)
  const { stretches, breaks } = stripOf(at)
  expect(stretches.filter(({ state }) => state === 'proven')).toEqual([])
  expect(breaks.map(({ place }) => place)).toEqual([7])
})

test('however many breaks there are, stretches stay few and every break is told', async () => {
  using at = caseFolder()
  await changed(at, { 'a.log': pairs(0, 1500) }, 'data/a.log', (lines) =>
    lines.map((line, n) => (n % 3 === 0 ? line.replace('secret/', 'secreT/') : line)),
  )
  await verified(at)
  const { stretches, breaks } = stripOf(at)
  expect(stretches.length).toBeLessThanOrEqual(600)
  expect(breaks).toHaveLength(1000)
  expect(stretches.some(({ state }) => state === 'proven')).toBe(false)
})

test('a bundle without chain has no strip', async () => {
  using at = caseFolder()
  at.write('a.log', pairs(0, 5))
  await at.import(['a.log'])
  await verified(at)
  expect(stripOf(at)).toEqual({ chains: [], stretches: [], breaks: [], silences: [] })
})
