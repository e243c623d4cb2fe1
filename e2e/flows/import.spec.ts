import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairs, vaultLine } from '../../src-main/engine/testing/lines.ts'
import { expect, test } from '../app.ts'
import { ask, begin, bundle, button, go, importFiles, newCase, SLOW, view } from './steps.ts'

test('a bundle is chosen, recognised, previewed and imported; its ledger closes', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await expect(window.getByRole('heading', { name: 'Open a case, or begin one' })).toBeVisible()
  await newCase(app, 'First quarter')
  await expect(window.getByText('R. Examiner').first()).toBeVisible()
  const shown = await go(window, 'Import')
  app.answerDialog('files', [bundle])
  await button(window, 'Choose files').click()
  await expect(shown.getByText('northmoor-vault-2025q1.zip').first()).toBeVisible()
  const preview = shown.getByRole('table', { name: 'First records, as normalised' })
  await expect(preview.getByRole('row')).toHaveCount(9, SLOW)
  await expect(preview).toContainText('backup-operator')
  await begin(window, 1)
  await expect(window.getByText('2,673 records imported in')).toBeVisible(SLOW)
  const ledger = shown.getByRole('table', { name: 'Ledger' })
  await expect(ledger.getByRole('row').last()).toContainText(/closes.*5,343.*2,673.*2,670/)
  const [{ records, lines, rejected } = { records: 0, lines: 0, rejected: 0 }] = (await ask(window, 'overview', {}))
    .bundles
  expect({ records, lines, rejected }).toEqual({ records: 2673, lines: 5343, rejected: 0 })
})

test('logs are dropped on the window; what was rejected keeps its place and reason', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Dropped')
  const [plain, holed] = [join(app.folder, 'plain.log'), join(app.folder, 'holed.log')]
  writeFileSync(plain, pairs(0, 40))
  writeFileSync(holed, `${pairs(100, 110)}{"time":"2025-01-01T00\n${vaultLine({ n: 120 })}\n`)
  await app.dropFiles('body', [plain, holed])
  const shown = view(window, 'Import')
  await expect(shown).toBeVisible(SLOW)
  await begin(window, 2)
  await expect(window.getByText('51 records imported in')).toBeVisible(SLOW)
  await expect(shown.getByRole('row', { name: /holed\.log/ }).first()).toBeVisible()
  await button(window, 'See 1 rejected line').click()
  const rejected = shown.getByRole('grid', { name: '1 rejected line' }).getByRole('row').nth(1)
  await expect(rejected).toContainText('holed.log')
  await expect(rejected.getByRole('gridcell').first()).toHaveText('21')
  expect((await ask(window, 'case.head', {}))?.records).toBe(51)
})

test('files given before a case are taken to it', async ({ launch }) => {
  const app = await launch()
  const log = join(app.folder, 'early.log')
  writeFileSync(log, pairs(0, 3))
  await app.dropFiles('body', [log])
  await expect(app.window.getByText('1 input waits for a case.')).toBeVisible()
  const path = join(app.folder, 'early.proofline')
  app.answerDialog('case-new', [path])
  await button(app.window, /^New case/).click()
  await button(app.window, 'Choose where, and make it').click()
  await expect(view(app.window, 'Import')).toBeVisible(SLOW)
  await begin(app.window, 1)
  await expect(app.window.getByText('3 records imported in')).toBeVisible(SLOW)
})

test('the same file is held once; an unknown file is refused with its reason', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Twice')
  const [log, prose] = [join(app.folder, 'one.log'), join(app.folder, 'prose.txt')]
  writeFileSync(log, pairs(0, 5))
  writeFileSync(prose, 'Dear reader,\n\nthis is no log.\n')
  await importFiles(app, [log])
  app.answerDialog('files', [log])
  await button(window, 'Choose files').click()
  await begin(window, 1)
  await expect(window.getByText('1 file is in the case already and was not imported again')).toBeVisible(SLOW)
  app.answerDialog('files', [prose])
  await button(window, 'Choose files').click()
  await expect(window.getByText('not recognised').first()).toBeVisible(SLOW)
  await begin(window, 1)
  await expect(window.getByText(/prose\.txt/).first()).toBeVisible(SLOW)
  await expect(window.getByText(/refused|no format/).first()).toBeVisible(SLOW)
  expect((await ask(window, 'case.head', {}))?.records).toBe(5)
})

test('a cancelled import is gone as if never added, and the window answers meanwhile', async ({ launch }) => {
  test.setTimeout(360_000) // the whole of a large log is imported at the end
  const app = await launch()
  const { window } = app
  await newCase(app, 'Cancelled')
  const small = join(app.folder, 'small.log')
  writeFileSync(small, pairs(0, 20))
  await importFiles(app, [small])
  const before = await ask(window, 'case.head', {})
  const large = join(app.folder, 'large.log')
  writeFileSync(large, Array.from({ length: 30 }, (_, n) => pairs(1000 + n * 10_000, 1000 + (n + 1) * 10_000)).join(''))
  app.answerDialog('files', [large])
  await button(window, 'Choose files').click()
  await begin(window, 1)
  const job = window.getByRole('region', { name: 'Importing 1 input' })
  await expect(job.getByText(/[\d.]+ [kMG]?B of/)).toBeVisible(SLOW)
  const timeline = await go(window, 'Timeline')
  await expect(timeline.getByRole('grid').getByRole('row').nth(1)).toContainText('secret/data/app', SLOW)
  const custody = await go(window, 'Custody')
  await expect(custody.getByRole('grid')).toBeVisible()
  await go(window, 'Import')
  await job.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByText('Import cancelled. It was removed as if never added.')).toBeVisible(SLOW)
  await expect
    .poll(async () => {
      const after = await ask(window, 'case.head', {})
      return { records: after?.records, bundles: after?.bundles }
    }, SLOW)
    .toEqual({ records: before?.records, bundles: before?.bundles })
  await expect(window.getByRole('button', { name: /^Population/ })).toContainText('20 records, 1 bundle')
  await begin(window, 1)
  await expect(window.getByText(/300,000 records imported in/)).toBeVisible({ timeout: 240_000 })
})
