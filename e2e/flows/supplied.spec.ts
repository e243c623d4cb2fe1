import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '../../src-main/core/json/canonical.ts'
import { type App, expect, test } from '../app.ts'
import { ask, button, importFiles, newCase, SLOW, verify } from './steps.ts'

const SECRET = 'w3-not-a-real-key-nor-a-short-one'

/** A log of a known format whose entries are chained by an HMAC, under the names that are given. */
function chained(prevName: string, hashName: string): string {
  let prev = '0'.repeat(64)
  return Array.from({ length: 6 }, (_, n) => {
    const event = { eventType: 'user.session.start', outcome: { result: 'SUCCESS' }, uuid: `u-${n}` }
    const entry = { ...event, published: `2025-03-14T02:34:0${n}.000Z`, seq: n + 1, [prevName]: prev }
    prev = createHmac('sha256', SECRET).update(canonical(entry)).digest('hex')
    return `${JSON.stringify({ ...entry, [hashName]: prev })}\n`
  }).join('')
}

const rule = {
  id: 'ours',
  title: 'ours',
  entries: 'json-lines',
  fields: { seq: 'seq', prev: 'before_id', hash: 'own_id' },
  body: { form: 'json', writer: 'jcs', of: { without: ['@hash'] } },
  genesis: ['0'.repeat(64)],
  digest: { algorithm: 'sha256', keyed: true },
}

/** Chooses files in the dialog that the chosen check opens, and verifies with them. */
async function supply(app: App, secret: string, chainRule?: string): Promise<void> {
  const { window } = app
  const before = await ask(window, 'verify.state', {})
  await button(window, 'Secret or rule').click()
  const dialog = window.getByRole('dialog', { name: 'Verify with a secret or a rule of your own' })
  await expect(dialog.getByRole('button', { name: 'Verify' })).toBeDisabled()
  app.answerDialog('secret', [secret])
  await dialog.getByRole('button', { name: 'Choose a secret file' }).click()
  await expect(dialog.getByText(secret.split('/').at(-1) ?? '')).toBeVisible()
  if (chainRule !== undefined) {
    app.answerDialog('chain-rule', [chainRule])
    await dialog.getByRole('button', { name: 'Choose a rule file' }).click()
    await expect(dialog.getByText(chainRule.split('/').at(-1) ?? '')).toBeVisible()
  }
  await dialog.getByRole('button', { name: 'Verify' }).click()
  await expect
    .poll(async () => (await ask(window, 'verify.state', {})).checkedAt ?? '', SLOW)
    .not.toBe(before.checkedAt ?? '')
  await expect(button(window, 'Verify again')).toBeEnabled(SLOW)
}

async function begun(app: App, log: string) {
  const path = (name: string): string => join(app.folder, name)
  writeFileSync(path('okta.json'), log)
  writeFileSync(path('hmac.key'), `${SECRET}\n`)
  writeFileSync(path('other.key'), 'another')
  writeFileSync(path('rule.json'), JSON.stringify(rule))
  const casePath = await newCase(app, 'Chain')
  await importFiles(app, [path('okta.json')])
  const shown = await verify(app.window)
  return { path, casePath, shown, tree: shown.getByRole('treegrid', { name: 'Checks' }) }
}

test('an HMAC chain is proved with a secret that is chosen, and the case keeps that one was', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const { path, casePath, shown, tree } = await begun(app, chained('prev_hmac', 'hmac'))
  const link = tree.getByRole('row', { name: /^not verifiable, Chain between lines/ })
  const root = tree.getByRole('row').first()
  await root.click()
  if ((await root.getAttribute('aria-expanded')) === 'false') await root.dblclick()
  await link.click()
  await expect(shown.getByText('their content cannot be checked without the secret')).toBeVisible()
  await supply(app, path('other.key'))
  await expect(root).toHaveAccessibleName(/^failed/, SLOW)
  await tree.getByRole('row', { name: /^failed, okta[.]json, line 1 wrong/ }).click()
  await expect(shown.getByRole('heading', { level: 2 })).toContainText('No entry fits the secret')
  await supply(app, path('hmac.key'))
  await expect(tree.getByRole('row', { name: /^verified, Chain between lines/ })).toBeVisible(SLOW)
  const { bundles } = await ask(window, 'verify.state', {})
  const held = bundles[0]?.checks.find(({ check }) => check === 'chain.link')
  expect(held?.message).toContain('a secret that was supplied for that run and is not kept')
  const { entries } = await ask(window, 'custody.page', { offset: 0, limit: 100 })
  expect(entries.at(-1)?.detail).toMatchObject({ secretsSupplied: 1 })
  await app.close()
  expect(readFileSync(casePath).toString('latin1')).not.toContain(SECRET)
})

test('a log chained by a rule of its own is proved with that rule and its secret', async ({ launch }) => {
  const app = await launch()
  const { path, shown, tree } = await begun(app, chained('before_id', 'own_id'))
  const root = tree.getByRole('row').first()
  await expect(root).toHaveAccessibleName(/^not offered/)
  await root.click()
  if ((await root.getAttribute('aria-expanded')) === 'false') await root.dblclick()
  await tree.getByRole('row', { name: /^not offered, Proof of the source/ }).click()
  await supply(app, path('hmac.key'), path('rule.json'))
  await expect(tree.getByRole('row', { name: /^verified, Chain between lines/ })).toBeVisible(SLOW)
  await verify(app.window)
  await expect(root).toHaveAccessibleName(/^not offered/, SLOW)
  await expect(shown.getByText(/supplied/)).toHaveCount(0)
})
