import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, expect, test } from '../app.ts'
import {
  bundle,
  button,
  checkouts,
  closeCase,
  go,
  importFiles,
  newCase,
  seal,
  SLOW,
  tampered,
  trustSigner,
  verify,
  view,
} from '../flows/steps.ts'

const folder = process.env['PROOFLINE_SCREENSHOTS'] ?? ''
const QUESTION = 'Reads of the production database password on 14 March, asked for by the audit committee under CC6.1'

/** A table that nothing recognises, with what is still to be said of it. */
async function mapping(app: App): Promise<void> {
  const { window } = app
  const path = join(app.folder, 'checkouts_q1.csv')
  writeFileSync(path, checkouts())
  await go(window, 'Import')
  app.answerDialog('files', [path])
  await button(window, 'Choose files').click()
  await button(window, 'Map its columns').click(SLOW)
  const shown = view(window, 'Map columns')
  await shown.getByLabel('Field of person').selectOption('actor', SLOW)
  await shown.getByLabel('Field of op').selectOption('action')
  await shown.getByLabel('Field of safe').selectOption('target')
  await shown.getByLabel('Field of ok').selectOption('outcome')
  await shown.getByLabel('Zone of the source’s clock').selectOption('Europe/Berlin')
  await shown.getByLabel('Outcome of 1').selectOption('success')
  await shown.getByLabel('Kind of CHECKOUT').selectOption('grant')
  await expect(shown.getByRole('table', { name: 'First records, as they would be' })).toContainText('02:31:07', SLOW)
  await picture(app, 'mapping')
}

/** The view as it stands, in both themes. */
async function picture({ window }: App, name: string): Promise<void> {
  await window.mouse.move(700, 885)
  for (const theme of ['light', 'dark'] as const) {
    await window.evaluate((to) => proofline.call('shell.window', { do: to }), `theme-${theme}` as const)
    await expect
      .poll(() => window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark')
    await expect(window.locator('.toast')).toHaveCount(0, SLOW)
    await window.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' })
  }
}

async function sized(app: App): Promise<App> {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900))
  await expect.poll(() => app.window.evaluate(() => [innerWidth, innerHeight])).toEqual([1440, 900])
  return app
}

/** Both bundles in one case: one that holds, one that was tampered with. */
async function comparison(app: App): Promise<void> {
  await newCase(app, 'Northmoor export and its copy')
  await importFiles(app, [bundle])
  await importFiles(app, [tampered])
  await trustSigner(app)
  const shown = await verify(app.window)
  await shown
    .getByRole('row', { name: /line 794 removed/ })
    .first()
    .click()
  await expect(shown.getByRole('table', { name: 'Records around it' }).getByRole('row')).toHaveCount(8)
  await picture(app, 'integrity')
  await go(app.window, 'Overview')
  await picture(app, 'overview')
  await closeCase(app)
}

async function night({ window }: App): Promise<void> {
  const timeline = await go(window, 'Timeline')
  await timeline
    .getByRole('combobox', { name: 'Filter' })
    .fill('actor:deploy-bot target:secret/data/production/db-password')
  await timeline.getByRole('combobox', { name: 'Filter' }).press('Enter')
  const read = timeline.getByRole('grid').getByRole('row', { name: /02:34:07/ })
  await expect(read).toBeVisible(SLOW)
  await read.dblclick()
  await expect(timeline.getByRole('complementary')).toContainText('203.0.113.47', SLOW)
}

async function evidence(app: App): Promise<void> {
  const pack = await seal(app, 'northmoor-2025q1')
  const shown = view(app.window, 'Evidence')
  await shown.getByRole('button', { name: 'Verify it' }).click()
  app.answerDialog('trust', [join(app.folder, 'northmoor-2025q1.pem')])
  await shown.getByRole('button', { name: 'Use a key file for this check' }).click()
  await expect(shown.getByRole('heading', { name: /by a signer you trust/ })).toBeVisible(SLOW)
  await picture(app, 'evidence-verify')
  await shown.getByRole('radio', { name: 'Seal a pack' }).click()
  await button(app.window, 'Seal another').click()
  await shown.getByRole('radio', { name: 'Records by query' }).click()
  await shown.getByRole('textbox', { name: 'Query' }).fill('actor:deploy-bot')
  await shown.getByRole('textbox', { name: 'Reason' }).fill(QUESTION)
  await shown.getByLabel('Passphrase', { exact: true }).fill('four quiet ledgers')
  await expect(shown.getByRole('button', { name: /^Seal and save/ })).toBeEnabled(SLOW)
  await picture(app, 'evidence')
  expect(pack).toContain('northmoor')
}

test('the mapping of a table that nothing recognises', async ({ launch }) => {
  const app = await sized(await launch())
  await newCase(app, 'Northmoor Freight, first quarter')
  await mapping(app)
})

test('every view of the shipped sample', async ({ launch }) => {
  const app = await sized(await launch())
  const { window } = app
  await comparison(app)
  await newCase(app, 'Northmoor Freight, first quarter')
  await importFiles(app, [bundle])
  await button(window, 'Dismiss').first().click()
  app.answerDialog('files', [tampered])
  await button(window, 'Choose files').click()
  await expect(window.getByRole('table', { name: 'First records, as normalised' })).toBeVisible(SLOW)
  await picture(app, 'import')
  await window.getByRole('button', { name: /^Remove northmoor/ }).click()
  await trustSigner(app)
  await verify(window)
  await night(app)
  await picture(app, 'timeline')
  await evidence(app)
  const custody = await go(window, 'Custody')
  await custody.getByRole('grid').getByRole('row').nth(2).click()
  await picture(app, 'custody')
  await closeCase(app)
  await picture(app, 'start')
})
