import { expect, test } from 'vitest'
import type { Check } from '../check.ts'
import { Findings } from './findings.ts'

const check = (level: Check['level'], verdict: Check['verdict']): Check => ({
  check: 'digest.file',
  level,
  verdict,
  message: 'x',
})
const broken = check('proof', 'failed')
const open = check('proof', 'not-verifiable')
const seen = check('observation', 'not-verifiable')

test('findings past those that are listed are counted by their weight, and remarks are not', () => {
  const findings = new Findings()
  for (let at = 0; at < 10_000; at += 1) findings.add(seen)
  expect(findings.clean).toBe(true)
  for (const one of [broken, open, open, seen]) findings.add(one)
  const all = [...findings.all()]
  expect(all.length).toBe(10_002)
  expect(all.slice(-2)).toMatchObject([
    { verdict: 'failed', message: '1 further finding is not listed one by one' },
    { verdict: 'not-verifiable', message: '2 further findings are not listed one by one' },
  ])
})

test('nothing is clean once a finding that decides is past those that are listed', () => {
  for (const one of [broken, open]) {
    const findings = new Findings()
    for (let at = 0; at < 10_000; at += 1) findings.add(seen)
    findings.add(one)
    expect(findings.clean).toBe(false)
  }
})

test('what follows from a finding is told with it, up to a limit, and logs it leaves unproven are counted', () => {
  const findings = new Findings()
  const finding = findings.add(broken)
  for (let at = 0; at < 30; at += 1) finding.follow(`consequence ${at}`)
  finding.leavesUnproven()
  const [told] = findings.all()
  expect(told?.follows?.length).toBe(21)
  expect(told?.follows?.at(-1)).toBe('1 log file is proven by nothing else')
})
