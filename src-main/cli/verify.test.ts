import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generate } from '../../bench/generate.ts'
import { VerifyResult } from '../contract/shapes.ts'
import { Desk, json } from './desk.ts'

const RECORDS = 600
// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const at = (name: string): string => desk.at(name)
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)

beforeAll(async () => {
  generate(at('audit.log'), RECORDS * 2)
  writeFileSync(at('foreign.txt'), 'Dear colleagues,\nthe meeting is at noon.\n')
})
afterAll(() => desk.clear())

test('a bare log offers no proof: 4, and no case is kept', async () => {
  const ran = await proofline(['verify', 'audit.log', '--json'])
  expect([ran.code, VerifyResult.parse(json(ran)).verdict]).toEqual([4, 'not-offered'])
  expect(readdirSync(at('tmp'))).toEqual([])
})
test('a refused file beside it is not green', async () => {
  const ran = await proofline(['verify', 'audit.log', 'foreign.txt', '--json'])
  expect(json(ran)).toMatchObject({ verdict: 'not-verifiable', refused: [{ path: 'foreign.txt' }] })
  expect(ran.code).toBe(4)
  const { out } = await proofline(['verify', 'audit.log', 'foreign.txt'])
  expect(out).toMatch(/^Verdict: \? not verifiable \(1 bundle, 1 refused file not checked, /m)
})
test('nothing to verify: 1', async () => {
  expect((await proofline(['verify', 'foreign.txt'])).code).toBe(1)
  expect(readdirSync(at('tmp'))).toEqual([])
})
test('a bag without a log is checked by its manifest, and nothing in it is refused: 4, changed 3', async () => {
  mkdirSync(at('bag/data'), { recursive: true })
  writeFileSync(at('bag/bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  writeFileSync(at('bag/data/letter.txt'), 'Dear colleagues\n')
  writeFileSync(at('bag/manifest-sha256.txt'), `${hash('sha256', 'Dear colleagues\n')}  data/letter.txt\n`)
  const whole = await proofline(['verify', 'bag', '--json'])
  const { verdict, bundles } = VerifyResult.parse(json(whole))
  expect([whole.code, verdict, bundles.map(({ format }) => format)]).toEqual([4, 'not-verifiable', ['files']])
  expect(bundles[0]?.checks.find(({ check }) => check === 'digest.file')?.verdict).toBe('verified')
  expect(json(whole)).not.toHaveProperty('refused')
  writeFileSync(at('bag/data/letter.txt'), 'Dear colleague\n')
  expect((await proofline(['verify', 'bag'])).code).toBe(3)
})
test('interrupted: 130, and no case is kept', async () => {
  const ran = await proofline(['verify', 'audit.log'], {
    meanwhile: (running) => running.interruptOnce('SIGTERM', () => readdirSync(at('tmp')).length > 0),
  })
  expect(ran.code).toBe(130)
  expect(readdirSync(at('tmp'))).toEqual([])
})
