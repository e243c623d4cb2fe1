import { createHmac, hash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { canonical } from '../../core/json/canonical.ts'
import { readCustody } from '../store/custody-log.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { verifyCase } from './verify-case.ts'

const SECRET = 'k4-not-a-real-key-but-a-long-one'
const ZEROS = '0'.repeat(64)
type Entry = Readonly<Record<string, unknown>>

/** Log lines of a known format, each chained to the one before by the names and the hash given. */
function chained(names: readonly [prev: string, hash: string], hashOf: (text: string) => string): Entry[] {
  let prev = ZEROS
  return Array.from({ length: 8 }, (_, n) => {
    const actor = { alternateId: 'nora@example.org' }
    const event = { eventType: 'user.session.start', outcome: { result: 'SUCCESS' }, actor, uuid: `u-${n}` }
    const entry = { ...event, published: `2025-03-14T02:34:0${n}.000Z`, seq: n + 1, [names[0]]: prev }
    prev = hashOf(canonical(entry))
    return { ...entry, [names[1]]: prev }
  })
}
const hmacOf = (text: string): string => createHmac('sha256', SECRET).update(text).digest('hex')
const keyed = chained(['prev_hmac', 'hmac'], hmacOf)
const own = chained(['before_id', 'own_id'], (text) => hash('sha256', text))
const lines = (entries: readonly Entry[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
const rule = JSON.stringify({
  id: 'ours',
  title: 'ours',
  entries: 'json-lines',
  fields: { seq: 'seq', prev: 'before_id', hash: 'own_id' },
  body: { form: 'json', writer: 'jcs', of: { without: ['@hash'] } },
  genesis: [ZEROS],
  digest: { algorithm: 'sha256' },
})

let at: CaseFolder
afterEach(() => at[Symbol.dispose]())

async function opened(log: string): Promise<void> {
  at = caseFolder()
  at.write('a.log', log)
  at.write('hmac.key', `${SECRET}\n`)
  at.write('other.key', 'another')
  at.write('rule.json', rule)
  const { refused, bundles } = await at.import(['a.log'])
  expect([refused, bundles.map(({ records }) => records)]).toEqual([[], [8]])
}

type Names = { readonly secrets?: readonly string[]; readonly chainRules?: readonly string[] }

function verified({ secrets = [], chainRules = [] }: Names = {}) {
  const context = { casePath: at.casePath, db: at.db, signal: new AbortController().signal, tell: () => {} }
  const paths = (names: readonly string[]): string[] => names.map((name) => join(at.folder, name))
  return verifyCase(context, { trust: [], secrets: paths(secrets), chainRules: paths(chainRules) })
}

type Result = Awaited<ReturnType<typeof verifyCase>>
const checksOf = ({ bundles }: Result, name: string) =>
  bundles.flatMap(({ checks }) => checks.filter(({ check }) => check === name))
const said = (result: Result): string[] =>
  checksOf(result, 'chain.link').map(({ verdict, kind, state, seq }) => `${verdict} ${kind ?? state} ${seq ?? ''}`)
const lastAct = () => [...readCustody(at.db)].findLast(({ event }) => event === 'chain-verified')?.detail

test('without the secret only the links are known, and it is said how to supply it', async () => {
  await opened(lines(keyed))
  const result = await verified()
  expect(said(result)).toEqual(['not-verifiable unverifiable '])
  expect(checksOf(result, 'chain.link')[0]?.settles).toContain('--secret FILE')
  expect(lastAct()).not.toHaveProperty('secretsSupplied')
})

test('with it the content holds: the answer and custody say that one was supplied, and nothing keeps it', async () => {
  await opened(lines(keyed))
  const result = await verified({ secrets: ['hmac.key'] })
  expect(said(result)).toEqual(['verified verified '])
  for (const { message } of [...checksOf(result, 'chain.link'), ...checksOf(result, 'chain.rule')])
    expect(message).toMatch(/secret .*supplied .* not kept/)
  expect(lastAct()).toMatchObject({ secretsSupplied: 1 })
  at.db.pragma('wal_checkpoint(TRUNCATE)')
  const kept = readdirSync(at.folder)
    .filter((name) => name.startsWith('test.proofline'))
    .map((name) => readFileSync(join(at.folder, name)).toString('latin1'))
    .join('')
  const forms = [SECRET, ...(['hex', 'base64'] as const).map((form) => Buffer.from(SECRET).toString(form))]
  const digests = [SECRET, `${SECRET}\n`].map((text) => hash('sha256', text))
  for (const form of [...forms, ...digests])
    for (const text of [kept, JSON.stringify(result)]) expect(text).not.toContain(form)
  expect(said(await verified())).toEqual(['not-verifiable unverifiable '])
})

test.each<[string, readonly Entry[], string, string[]]>([
  ['a wrong secret is told once', keyed, 'other.key', ['failed wrong-key 1']],
  [
    'one changed entry',
    keyed.map((one, n) => (n === 4 ? { ...one, uuid: 'x' } : one)),
    'hmac.key',
    ['failed edited 5'],
  ],
  ['one removed entry', keyed.filter((_, n) => n !== 4), 'hmac.key', ['failed removed 6']],
  ['a first entry that was changed', keyed.with(0, { ...keyed[0], uuid: 'x' }), 'hmac.key', ['failed edited 1']],
])('%s', async (_what, entries, key, want) => {
  at = caseFolder()
  at.write('a.log', lines(entries))
  at.write('hmac.key', SECRET)
  at.write('other.key', 'another')
  await at.import(['a.log'])
  const result = await verified({ secrets: [key] })
  expect(said(result)).toEqual(want)
  expect(result.verdict).toBe('failed')
})

test('a log chained by a rule of its own is not offered without it, and proved with it', async () => {
  await opened(lines(own))
  expect([(await verified()).verdict, said(await verified())]).toEqual(['not-offered', []])
  const result = await verified({ chainRules: ['rule.json'] })
  expect(said(result)).toEqual(['verified verified '])
  expect(checksOf(result, 'chain.rule')[0]?.message).toMatch(/^Rule ours, supplied for this run and not kept, gives/)
  expect(lastAct()).toMatchObject({ chainRules: [{ id: 'ours', sha256: hash('sha256', rule) }] })
})

test('the rule is taken at the word of who supplied it where the first entries were changed', async () => {
  await opened(lines(own.map((one, n) => (n < 3 ? { ...one, uuid: 'x' } : one))))
  const result = await verified({ chainRules: ['rule.json'] })
  expect(said(result)).toEqual(['failed edited 1', 'failed edited 2', 'failed edited 3'])
})

test('and where no entry has its hash, it is doubted and not the log', async () => {
  await opened(lines(own.map((one) => ({ ...one, uuid: 'x' }))))
  const result = await verified({ chainRules: ['rule.json'] })
  expect([result.verdict, said(result)]).toEqual(['not-verifiable', ['not-verifiable unverifiable ']])
})

test('what was supplied and could not be tried is told', async () => {
  await opened(lines(keyed))
  const wrong = await verified({ chainRules: ['rule.json'] })
  const none = /No log of this bundle is chained by the rule ours/
  expect(checksOf(wrong, 'chain.rule').filter(({ message }) => none.test(message))).toHaveLength(1)
  at[Symbol.dispose]()
  await opened(lines(own))
  const result = await verified({ secrets: ['hmac.key'] })
  expect(checksOf(result, 'chain.rule').map(({ message }) => message)).toEqual([
    'A secret was supplied, and no log of this bundle carries an HMAC chain that it could be tried on',
  ])
  expect(result.verdict).toBe('not-offered')
})
