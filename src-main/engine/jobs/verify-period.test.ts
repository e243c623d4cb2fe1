import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, MadeExport } from '../proofs/cloudtrail/testing/made-export.ts'
import { keyList } from '../proofs/cloudtrail/testing/made-trail.ts'
import { verifyState } from '../query/verify-state.ts'
import { describeCase } from '../store/describe-case.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { verifyCase } from './verify-case.ts'

// Digests of 2026-01-05 from 06:15:31 to 08:15:31, held against the period under audit of the case.

let at: CaseFolder
beforeAll(async () => {
  at = caseFolder()
  const { files } = new MadeExport({ hours: 2 })
  const names = [...files].map(([key, bytes]) => at.write(key.slice(key.lastIndexOf('/') + 1), bytes))
  at.write('keys.json', keyList([KEY]))
  await at.import(names.map((name) => name.slice(at.folder.length + 1)))
})
afterAll(() => at[Symbol.dispose]())

async function verified() {
  const context = { casePath: at.casePath, db: at.db, signal: new AbortController().signal, tell: () => undefined }
  const { verdict, bundles } = await verifyCase(context, { trust: [`${at.folder}/keys.json`] })
  return [verdict, bundles[0]?.checks.find(({ check }) => check === 'chain.span')?.level]
}

test.each<[period: { readonly from?: string; readonly to?: string }, zone: string, verdict: string, level: string]>([
  [{}, 'UTC', 'verified', 'observation'],
  [{ from: '2026-01-05T06:15:31Z', to: '2026-01-05T08:15:31Z' }, 'UTC', 'verified', 'observation'],
  [{ from: '2026-01-05T07:30:00', to: '2026-01-05T09:15:31' }, 'Europe/Berlin', 'verified', 'observation'],
  [{ from: '2026-01-05T07:30:00', to: '2026-01-05T09:15:31' }, 'UTC', 'not-verifiable', 'proof'],
  [{ from: '2026-01-05', to: '2026-01-06' }, 'UTC', 'not-verifiable', 'proof'],
  [{ from: '2026-01-05T07:00:00Z', to: '2026-01-05T08:15:31.000001Z' }, 'UTC', 'not-verifiable', 'proof'],
  [{ from: '2026-01-05T06:15:30Z' }, 'UTC', 'not-verifiable', 'proof'],
  [{ to: '2026-01-05' }, 'UTC', 'not-verifiable', 'proof'],
])('the period %j in %s: %s', async (period, zone, verdict, level) => {
  describeCase(at.db, { zone, period })
  expect(await verified()).toEqual([verdict, level])
})

test('another period leaves a verdict that was held against the one before open', async () => {
  describeCase(at.db, { zone: 'UTC', period: {} })
  expect(await verified()).toEqual(['verified', 'observation'])
  describeCase(at.db, { title: 'Another title', zone: 'UTC' })
  expect(verifyState(at.db).unchecked).toEqual([])
  describeCase(at.db, { period: { from: '2026-01-05', to: '2026-01-06' } })
  expect(verifyState(at.db)).toMatchObject({ bundles: [], unchecked: [1] })
  expect(await verified()).toEqual(['not-verifiable', 'proof'])
  describeCase(at.db, { zone: 'Europe/Berlin' })
  expect(verifyState(at.db).unchecked).toEqual([1])
})
