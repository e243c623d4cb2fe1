import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generate } from '../../bench/generate.ts'
import { SealResult, VerifyPackResult } from '../contract/shapes.ts'
import { Desk, json } from './desk.ts'

const RECORDS = 600
// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const at = (name: string): string => desk.at(name)
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)

beforeAll(async () => {
  generate(at('audit.log'), RECORDS * 2)
  await proofline(['import', 'a.proofline', 'audit.log'])
  writeFileSync(at('phrase'), 'tall ship\n')
})
afterAll(() => desk.clear())

test('keys: made once, locked, shown', async () => {
  const made = await proofline(['key', 'new', 'k.pem', '--name', 'Ines', '--passphrase-file', 'phrase', '--json'])
  expect([made.code, json(made)]).toMatchObject([0, { name: 'Ines' }])
  expect((await proofline(['key', 'new', 'k.pem', '--no-passphrase'])).code).toBe(1)
  expect(json(await proofline(['key', 'show', 'k.pem', '--json']))).toMatchObject({ name: 'Ines', locked: true })
  writeFileSync(at('wrong'), 'short boat')
  const wrong = await proofline(['key', 'show', 'k.pem', '--passphrase-file', 'wrong', '--json'])
  expect([wrong.code, json(wrong)]).toMatchObject([1, { error: { code: 'key-wrong' } }])
})
test('a bundle proves what was handed over', async () => {
  await proofline(['key', 'new', 'client.pem', '--name', 'Client', '--no-passphrase'])
  const made = await proofline([
    'bundle',
    'make',
    'audit.log',
    '--out',
    'b',
    '--reason',
    'first quarter',
    '--key',
    'client.pem',
    '--json',
  ])
  expect([made.code, json(made)]).toMatchObject([0, { signature: 'cms', files: 1 }])
  expect((await proofline(['verify', 'b'])).code).toBe(4)
  const trusted = await proofline(['verify', 'b', '--trust', 'client.pem'])
  expect(trusted).toMatchObject({ code: 0, out: expect.stringContaining('Verdict: ✔ verified') })
  const log = at('b/data/audit.log')
  writeFileSync(log, readFileSync(log, 'utf8').replace('"type":"request"', '"type":"reguest"'))
  const edited = await proofline(['verify', 'b', '--trust', 'client.pem'])
  expect(edited.code).toBe(3)
  expect(edited.out).toMatch(/✘ failed {2}chain\.link {2}edited {2}\S*audit\.log, line 1/)
})
test('a pack is verified by whoever trusts its signer', async () => {
  await proofline(['key', 'new', 'auditor.pem', '--name', 'Auditor', '--passphrase-file', 'phrase'])
  const argv = ['seal', 'a.proofline', '--out', 'p.asice', '--reason', 'test', '--key', 'auditor.pem']
  const sealed = await proofline([...argv, '--passphrase-file', 'phrase', '--where', 'kind:read', '--json'])
  expect(sealed).toMatchObject({ code: 0, said: '' })
  expect(SealResult.parse(json(sealed)).pack).toBe(at('p.asice'))
  const known = await proofline(['verify-pack', 'p.asice', '--trust', 'auditor.pem', '--json'])
  expect([known.code, VerifyPackResult.parse(json(known)).verdict]).toEqual([0, 'verified'])
  expect((await proofline(['verify-pack', 'p.asice'])).code).toBe(4)
  const bytes = readFileSync(at('p.asice'))
  writeFileSync(at('cut.asice'), bytes.subarray(0, bytes.length - 200))
  expect((await proofline(['verify-pack', 'cut.asice'])).code).toBe(3)
  const custody = await proofline(['custody', 'a.proofline', '--json'])
  expect([custody.code, json(custody)]).toMatchObject([0, { verdict: 'verified' }])
  expect(custody.out).toContain('evidence-exported')
})
test('a pack without a record is sealed with a word of warning', async () => {
  const argv = ['seal', 'a.proofline', '--out', 'none.asice', '--reason', 'test', '--key', 'auditor.pem']
  const sealed = await proofline([...argv, '--passphrase-file', 'phrase', '--where', 'actor:nobody-at-all'])
  expect(sealed).toMatchObject({ code: 0, said: expect.stringContaining('No record is in the pack') })
})
test('trust is kept in the case', async () => {
  const argv = ['trust', 'a.proofline', 'add', 'client.pem', '--who', 'Dana', '--how', 'by phone', '--json']
  const added = json(await proofline(argv)) as { keys: { id: number }[] }
  expect(added).toMatchObject({ keys: [{ kind: 'x509', name: expect.stringContaining('Client'), who: 'Dana' }] })
  expect((await proofline(['trust', 'a.proofline', 'list'])).out).toContain('by phone')
  const removed = await proofline(['trust', 'a.proofline', 'remove', String(added.keys[0]?.id), '--json'])
  expect(json(removed)).toEqual({ keys: [] })
})
