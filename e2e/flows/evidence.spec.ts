import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { entriesOf, writeEntries } from '../../src-main/engine/export/testing/sealed.ts'
import { type App, expect, test } from '../app.ts'
import { ask, button, closeCase, go, importFiles, newCase, openCase, seal, SLOW, verify, view } from './steps.ts'

async function sealed(app: App): Promise<{ readonly held: string; readonly pack: string }> {
  const log = join(app.folder, 'audit.log')
  writeFileSync(log, pairs(0, 50))
  const held = await newCase(app, 'Evidence')
  await importFiles(app, [log])
  await verify(app.window)
  return { held, pack: await seal(app, 'handover') }
}

/** A copy of a pack in which one byte of one table is another, in a ZIP that is in order. */
async function changed(pack: string, folder: string): Promise<{ readonly path: string; readonly table: string }> {
  const entries = await entriesOf(pack)
  const table = [...entries.keys()].find((name) => name.endsWith('.csv') && name.includes('ecord')) ?? ''
  const bytes = Buffer.from(entries.get(table) ?? '')
  const at = bytes.indexOf('secret/data/app')
  expect(at).toBeGreaterThan(0)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  entries.set(table, bytes)
  const path = join(mkdtempSync(join(folder, 'changed-')), 'handover.asice')
  await writeEntries(path, entries)
  return { path, table }
}

test('a pack is sealed with a new key and a reason, and verified by choosing it', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const { pack } = await sealed(app)
  const evidence = view(window, 'Evidence')
  await evidence.getByRole('button', { name: 'Verify it' }).click()
  await expect(evidence.getByRole('heading', { name: 'Not everything in this pack could be verified' })).toBeVisible(
    SLOW,
  )
  app.answerDialog('trust', [join(app.folder, 'handover.pem')])
  await evidence.getByRole('button', { name: 'Use a key file for this check' }).click()
  await expect(evidence.getByRole('heading', { name: /as it was sealed, by a signer you trust/ })).toBeVisible(SLOW)
  app.answerDialog('pack-open', [pack])
  await evidence.getByRole('button', { name: 'Verify another' }).click()
  await expect(evidence.getByText('Review of the read of 14 March').first()).toBeVisible(SLOW)
  await evidence.getByRole('radio', { name: /Packs of this case/ }).click()
  await expect(evidence.getByRole('row', { name: /handover\.asice/ })).toContainText('50')
  const packs = await ask(window, 'packs.list', {})
  expect(packs.packs.map(({ name, records }) => [name, records])).toEqual([['handover.asice', 50]])
})

test('a pack dropped on a window without a case is verified; one changed byte fails it by name', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const { pack } = await sealed(app)
  const { path, table } = await changed(pack, app.folder)
  await closeCase(app)
  await app.dropFiles('body', [pack])
  const shown = view(window, 'Verify a pack')
  await expect(shown.getByRole('heading', { name: 'Not everything in this pack could be verified' })).toBeVisible(SLOW)
  await app.dropFiles('body', [path])
  await expect(shown.getByRole('heading', { name: 'This pack is not as it was sealed' })).toBeVisible(SLOW)
  const problems = shown.getByRole('table', { name: 'What was found' })
  await expect(problems.getByRole('row', { name: new RegExp(`failed.*${table}`) }).first()).toBeVisible()
  const files = shown.getByRole('table', { name: 'Files' })
  await expect(files.getByRole('row', { name: new RegExp(`^failed.*${table}`) })).toBeVisible()
  await expect(files.getByRole('row', { name: /^failed/ })).toHaveCount(1)
  await button(window, 'Back to start').click()
  await expect(view(window, 'Start')).toBeVisible()
})

test('what is no pack gets no verdict, and a sentence that says so', async ({ launch }) => {
  const app = await launch()
  const path = join(app.folder, 'prose.asice')
  writeFileSync(path, 'no ZIP at all')
  await app.dropFiles('body', [path])
  const shown = view(app.window, 'Verify a pack')
  await expect(shown).toContainText('prose.asice is not an evidence pack', SLOW)
  await expect(shown.getByText('failed')).toHaveCount(0)
})

test('the case is closed with the program, and opened again with everything in it', async ({ launch }) => {
  const first = await launch()
  const { held, pack } = await sealed(first)
  const custodyBefore = await ask(first.window, 'custody.page', { offset: 0, limit: 100 })
  await first.close()
  const app = await launch({ folder: first.folder })
  const { window } = app
  await expect(window.getByRole('table', { name: 'Recent cases' })).toContainText('evidence')
  await window.getByRole('row', { name: /evidence/ }).dblclick()
  await expect(view(window, 'Overview')).toBeVisible(SLOW)
  await expect(window.getByRole('row', { name: /audit\.log/ }).first()).toContainText('not offered')
  const timeline = await go(window, 'Timeline')
  await expect(timeline.locator('[role=grid][aria-rowcount="51"]')).toBeVisible(SLOW)
  const evidence = await go(window, 'Evidence')
  await evidence.getByRole('radio', { name: /Packs of this case 1/ }).click()
  await expect(evidence.getByRole('row', { name: /handover\.asice/ })).toBeVisible()
  const custody = await go(window, 'Custody')
  await expect(custody.getByText(/(\d+) of \1 links proven/)).toBeVisible(SLOW)
  const after = await ask(window, 'custody.page', { offset: 0, limit: 100 })
  expect(after.verdict).toBe('verified')
  expect(after.entries.slice(0, custodyBefore.total).map(({ hash }) => hash)).toEqual(
    custodyBefore.entries.map(({ hash }) => hash),
  )
  const acts = after.entries.map(({ event }) => event)
  for (const event of ['case-opened', 'bundle-imported', 'chain-verified', 'export-started', 'evidence-exported']) {
    expect(acts, event).toContain(event)
    await custody.getByRole('textbox', { name: /^Filter/ }).fill(event)
    await expect(custody.getByRole('grid').getByRole('row').nth(1)).toContainText(event, SLOW)
  }
  await closeCase(app)
  await openCase(app, held)
  await expect(view(window, 'Overview')).toBeVisible(SLOW)
  expect(pack).toContain('handover')
})
