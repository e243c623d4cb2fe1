import { createHmac, hash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { VerifyResult } from '../contract/shapes.ts'
import { canonical } from '../core/json/canonical.ts'
import { entriesOf } from '../engine/export/testing/sealed.ts'
import { Desk, json } from './desk.ts'

const SECRET = 'm9-not-a-real-key-either-but-long'
const ZEROS = '0'.repeat(64)
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)

/** Entries chained by an HMAC of their RFC 8785 text; with `extra` of a form that a format reads. */
function chained(extra: (n: number) => object): string {
  let prev = ZEROS
  return Array.from({ length: 6 }, (_, n) => {
    const entry = { seq: n + 1, ...extra(n), prev_hmac: prev }
    prev = createHmac('sha256', SECRET).update(canonical(entry)).digest('hex')
    return `${JSON.stringify({ ...entry, hmac: prev })}\n`
  }).join('')
}

const event = { eventType: 'user.session.start', outcome: { result: 'SUCCESS' } }
const rule = {
  id: 'ours',
  title: 'ours',
  entries: 'json-lines',
  fields: { seq: 'seq', prev: 'prev_hmac', hash: 'hmac' },
  body: { form: 'json', writer: 'jcs', of: { without: ['@hash'] } },
  genesis: [ZEROS],
  digest: { algorithm: 'sha256', keyed: true },
}

beforeAll(() => {
  const files: Record<string, string> = {
    'foreign.jsonl': chained((n) => ({ what: `entry ${n}` })),
    'okta.json': chained((n) => ({ ...event, uuid: `u-${n}`, published: `2025-03-14T02:34:0${n}.000Z` })),
    'hmac.key': `${SECRET}\n`,
    'other.key': 'another',
    'empty.key': '\n',
    'rule.json': JSON.stringify(rule),
    'broken.json': JSON.stringify(rule, null, 1).replace('"title": ', '"title" '),
    'letter.txt': 'Dear colleagues\n',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(desk.at(name), text)
  writeFileSync(desk.at('SHA256SUMS'), `${hash('sha256', 'Dear colleagues\n')}  letter.txt\n`)
})
afterAll(() => desk.clear())

const forms = [SECRET, Buffer.from(SECRET).toString('hex'), Buffer.from(SECRET).toString('base64')]
const isLeaked = (text: string): boolean => forms.some((form) => text.includes(form))

async function verified(...argv: readonly string[]) {
  const ran = await proofline(['verify', ...argv, '--json'])
  expect(isLeaked(ran.out + ran.said)).toBe(false)
  const { bundles } = VerifyResult.parse(json(ran))
  const links = bundles.flatMap(({ checks }) => checks.filter(({ check }) => check === 'chain.link'))
  return { code: ran.code, links: links.map(({ verdict, kind }) => kind ?? verdict) }
}

test('a chain that no format reads: its links without the secret, its content with it, and no case is kept', async () => {
  expect(await verified('foreign.jsonl')).toEqual({ code: 4, links: ['not-verifiable'] })
  expect(await verified('foreign.jsonl', '--secret', 'hmac.key')).toEqual({ code: 4, links: ['verified'] })
  expect(await verified('foreign.jsonl', '--secret', 'other.key')).toEqual({ code: 3, links: ['wrong-key'] })
  const both = ['--secret', 'other.key', '--secret', 'hmac.key', '--chain-rule', 'rule.json']
  expect(await verified('foreign.jsonl', ...both)).toEqual({ code: 4, links: ['verified'] })
  expect(readdirSync(desk.at('tmp'))).toEqual([])
})

test('what an unsigned list names has the right digests though none of it is a log, and nobody says whose: 4', async () => {
  expect((await verified('letter.txt', 'SHA256SUMS')).code).toBe(4)
})

test('nothing that was supplied for a case is in the case, its log, what is printed, or a pack', async () => {
  expect((await proofline(['import', 'case.proofline', 'okta.json'])).code).toBe(0)
  expect(await verified('case.proofline', '--secret', 'hmac.key')).toEqual({ code: 4, links: ['verified'] })
  const shown = [
    await proofline(['verify', 'case.proofline', '--secret', 'hmac.key', '--chain-rule', 'rule.json']),
    await proofline(['custody', 'case.proofline', '--json']),
    await proofline(['key', 'new', 'sign.pem', '--no-passphrase']),
    await proofline(['seal', 'case.proofline', '--out', 'x.asice', '--reason', 'a test', '--key', 'sign.pem']),
    await proofline(['verify', 'case.proofline', '--secret', 'hmac.key', '--chain-rule', 'broken.json']),
  ]
  expect(shown.map(({ code }) => code)).toEqual([4, 0, 0, 0, 1])
  expect(shown[0]?.out).toContain('a secret that was supplied for that run and is not kept')
  expect(shown[1]?.out).toContain('"secretsSupplied":1')
  const packed = [...(await entriesOf(desk.at('x.asice'))).values()]
  expect(packed.some((bytes) => bytes.includes('secretsSupplied'))).toBe(true)
  const kept = readdirSync(desk.folder).filter((name) => /^case\.proofline|^engine\.log$/.test(name))
  const files = [...kept.map((name) => readFileSync(desk.at(name))), ...packed]
  for (const bytes of files) expect(isLeaked(bytes.toString('latin1'))).toBe(false)
  for (const { out, said } of shown) expect(isLeaked(out + said)).toBe(false)
})

test.each<[string, string, readonly string[], string]>([
  ['a rule that is none, by file and line', 'foreign.jsonl', ['--chain-rule', 'broken.json'], 'broken.json, line 3'],
  [
    'a secret taken for a rule',
    'foreign.jsonl',
    ['--chain-rule', 'hmac.key'],
    'hmac.key is no chain rule: it is not valid JSON',
  ],
  ['an empty secret', 'foreign.jsonl', ['--secret', 'empty.key'], 'empty.key is empty'],
  ['a secret that is not there', 'okta.json', ['--secret', 'none.key'], 'none.key'],
])('%s: 1', async (_what, input, options, sentence) => {
  const ran = await proofline(['verify', input, ...options])
  expect([ran.code, ran.out, isLeaked(ran.said)]).toEqual([1, '', false])
  expect(ran.said).toContain(sentence)
  expect(existsSync(desk.at('tmp')) && readdirSync(desk.at('tmp'))).toEqual([])
})
