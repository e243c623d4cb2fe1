import { expect, test } from 'vitest'
import { rejectionsPage } from './query/rejections-page.ts'
import { caseFolder } from './testing/case-folder.ts'
import { vaultLine } from './testing/lines.ts'

const okta = JSON.stringify({
  uuid: '5d0a7f6e-1f0e-11f0-9a3b-0242ac120002',
  published: '2025-03-14T02:34:07.918Z',
  eventType: 'user.session.start',
  version: '0',
  severity: 'INFO',
  actor: { id: '00u1', type: 'User', alternateId: 'ada@example.test' },
  outcome: { result: 'SUCCESS' },
})
const vaults = (n: number): string => `${vaultLine({ n })}\n`

test('a line of another format says of which, and that the file is to be split', async () => {
  using at = caseFolder()
  at.write(
    'mixed.log',
    `${vaults(1)}${vaults(2)}${vaults(4)}${vaults(5)}${okta}\n${vaults(3)}{"type":"request"}\nnot even JSON\n${okta.replace('published', 'said')}\n`,
  )
  const { bundles } = await at.import(['mixed.log'])
  const reasons = bundles[0]?.rejections.map(({ reason }) => reason) ?? []
  expect(reasons).toHaveLength(4)
  expect(reasons[0]).toMatch(/It looks like Okta System Log.*split it/)
  expect(reasons.slice(1).join(' ')).not.toContain('looks like')
  const page = rejectionsPage(at.db, { offset: 0, limit: 10 })
  expect(page.rows.map(({ reason }) => reason)).toEqual(reasons)
})

test('what is kept in the case is the reason alone, so that it verifies whatever formats come later', async () => {
  using at = caseFolder()
  at.write('mixed.log', `${vaults(1)}${vaults(2)}${okta}\n`)
  await at.import(['mixed.log'])
  const kept = at.db.prepare<[], string>('SELECT reason FROM rejected_line').pluck().all()
  expect(kept).toHaveLength(1)
  expect(kept[0]).not.toContain('Okta')
})
