import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'

let at: CaseFolder
beforeEach(() => (at = caseFolder()))
afterEach(() => at[Symbol.dispose]())

const okta = (uuid: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    eventType: 'user.session.start',
    published: '2025-03-14T02:34:07.918Z',
    outcome: { result: 'SUCCESS' },
    actor: { alternateId: 'nora@example.org' },
    uuid,
    ...more,
  })

async function ledger(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) at.write(name, text)
  const { bundles } = await at.import(Object.keys(files))
  return bundles
    .map(({ records, paired, duplicates, rejected }) => `${records} ${paired} ${duplicates} ${rejected}`)
    .join()
}

const flagged = (name: string): number =>
  at.db.prepare<[string], number>('SELECT count(*) FROM record WHERE flags & (1 << ?)').pluck().get(name) ?? 0

test('an event that comes twice, in one file or another, is counted once', async () => {
  const one = `${okta('1')}\n${okta('2')}\n${okta('1')}\n`
  expect(await ledger({ 'a.json': one, 'b.json': `${okta('2')}\n${okta('3')}\n` })).toBe('3 0 2 0')
})

test('keys and order of members do not matter, nor how a collector handed it on', async () => {
  const wrapped = JSON.stringify({ log: okta('1'), stream: 'stdout', time: '2025-03-14T02:34:09Z' })
  const again = JSON.stringify({ log: okta('1'), stream: 'stderr', time: '2025-03-14T02:40:00Z' })
  expect(await ledger({ 'a.json': `${wrapped}\n${again}\n` })).toBe('1 0 1 0')
})

test('two events under one id that say different things stay two, and are told', async () => {
  const other = okta('1', { outcome: { result: 'FAILURE', reason: 'x' } })
  expect(await ledger({ 'a.json': `${okta('1')}\n${other}\n` })).toBe('2 0 0 0')
  expect(flagged('4')).toBe(1)
})

test('events without an id stay as many as they are', async () => {
  expect(await ledger({ 'a.json': `${okta('')}\n${okta('')}\n` })).toBe('2 0 0 0')
})

const kube = (stage: string, auditID: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID,
    stage,
    verb: 'create',
    user: { username: 'nora@example.org' },
    objectRef: { resource: 'secrets', namespace: 'shop' },
    requestReceivedTimestamp: '2025-03-14T02:34:07.541358Z',
    ...more,
  })

test('a completion joins its arrival though that names nothing yet, and lacks nothing where there is none', async () => {
  const done = { responseStatus: { code: 201 }, responseObject: { metadata: { name: 'db' } } }
  const lines = [kube('RequestReceived', 'a'), kube('ResponseComplete', 'a', done), kube('ResponseComplete', 'b', done)]
  expect(await ledger({ 'audit.log': `${lines.join('\n')}\n${kube('RequestReceived', 'c')}\n` })).toBe('3 1 0 0')
  const targets = at.db
    .prepare<[], string>("SELECT coalesce(t.text, '') FROM record r LEFT JOIN term t ON t.id = r.target ORDER BY r.id")
    .pluck()
    .all()
  expect(targets).toEqual(['shop/secrets/db', 'shop/secrets/db', ''])
  expect([flagged('0'), flagged('1'), flagged('2')]).toEqual([1, 1, 0])
})
