import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pairs } from '../engine/testing/lines.ts'
import { Desk, json } from './desk.ts'

// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)
const DAY = 86_400

beforeAll(async () => {
  writeFileSync(desk.at('audit.log'), `${pairs(0, 10)}${pairs(3 * DAY, 3 * DAY + 10)}`)
  await proofline(['new', 'a.proofline', '--period', '2025-01-01..2025-01-10'])
  await proofline(['import', 'a.proofline', 'audit.log'])
})
afterAll(() => desk.clear())

test('present, gaps, blind spots and trust of each source, for people', async () => {
  const { code, out } = await proofline(['completeness', 'a.proofline'])
  expect(code).toBe(0)
  expect(out).toContain('Period 2025-01-01T00:00:00Z to before 2025-01-11T00:00:00Z (the period of the case)')
  expect(out).toContain('20 records, 2025-01-01T00:00:00Z to 2025-01-04T00:00:09Z, on 2 of 10 days')
  expect(out.match(/ {2}open {2}/g)).toHaveLength(2)
  expect(out).toContain('sys/seal')
  expect(out).toContain('Trust     Not checked yet')
  expect(out).toContain('Signs: not looked for')
  expect(out).not.toContain('✔')
})

test('the same as one document, for the period asked', async () => {
  const { code, out } = await proofline(['completeness', 'a.proofline', '--json', '--to', '2025-01-04'])
  expect(code).toBe(0)
  expect(json({ out })).toMatchObject({
    period: { from: '2025-01-01T00:00:00Z', to: '2025-01-05T00:00:00Z', by: 'asked' },
    sources: [{ bundle: 1, records: 20, days: { of: 4, with: 2 }, gaps: [{ where: 'within', seconds: 3 * DAY - 9 }] }],
  })
})

test('signs found in the whole export are told as such where the period is shorter', async () => {
  const unanswered = pairs(0, 10).trimEnd().split('\n').slice(0, -1).join('\n')
  writeFileSync(desk.at('unanswered.log'), `${unanswered}\n${pairs(3 * DAY, 3 * DAY + 10)}`)
  await proofline(['import', 'b.proofline', 'unanswered.log'])
  await proofline(['verify', 'b.proofline'])
  const signs = async (...period: string[]) => {
    const { out } = await proofline(['completeness', 'b.proofline', ...period])
    return out.split('\n').find((line) => line.startsWith('  Signs'))
  }
  expect(await signs('--to', '2025-01-02')).toBe('  Signs, of the whole export and not of the period alone')
  expect(await signs()).toBe('  Signs')
})

test('wrong usage, no case, ends that are none', async () => {
  expect((await proofline(['completeness'])).code).toBe(2)
  expect((await proofline(['completeness', 'a.proofline', '--where', 'kind:read'])).code).toBe(2)
  expect((await proofline(['completeness', 'none.proofline'])).code).toBe(1)
  expect((await proofline(['completeness', 'a.proofline', '--from', 'soon'])).code).toBe(2)
})
