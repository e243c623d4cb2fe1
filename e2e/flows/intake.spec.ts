import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipBytes } from '../../src-main/engine/intake/testing/zip-bytes.ts'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { expect, test } from '../app.ts'
import { ask, begin, button, go, newCase, SLOW, view } from './steps.ts'

test('a folder, a gzip and a zip are read in place, and drawn as they are named', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const folder = join(app.folder, 'vault logs')
  mkdirSync(join(folder, 'deep'), { recursive: true })
  writeFileSync(join(folder, 'one.log'), pairs(0, 10))
  writeFileSync(join(folder, 'deep', 'two.log'), pairs(10, 20))
  const [packed, zipped] = [join(app.folder, 'three.log.gz'), join(app.folder, 'four.zip')]
  writeFileSync(packed, gzipSync(pairs(20, 25)))
  writeFileSync(zipped, zipBytes([{ name: 'inner/four.log', body: pairs(25, 30) }]))
  await newCase(app, 'Intake')
  await go(window, 'Import')
  app.answerDialog('folder', [folder])
  await button(window, 'Choose a folder').click()
  await begin(window, 1)
  await expect(window.getByText('20 records imported in')).toBeVisible(SLOW)
  await app.dropFiles('body', [packed, zipped])
  await begin(window, 2)
  await expect(window.getByText('10 records imported in')).toBeVisible(SLOW)
  expect((await ask(window, 'case.head', {}))?.records).toBe(30)
  const { bundles } = await ask(window, 'overview', {})
  const ledgers = await Promise.all(bundles.map(({ id }) => ask(window, 'bundle.ledger', { bundle: id })))
  const files = ledgers.flatMap((ledger) => ledger.files)
  for (const { lines, records, paired, duplicates, rejected } of files)
    expect(lines).toBe(records + paired + duplicates + rejected)
  expect(files.map(({ path }) => path.split('/').at(-1)).toSorted()).toEqual([
    'four.log',
    'one.log',
    'three.log.gz',
    'two.log',
  ])
})

test('text that acts is drawn, not obeyed', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const hostile = '<img src=x onerror="globalThis.obeyed=1">\u202e\u0007'
  const line = JSON.parse(pairs(0, 1).split('\n')[0] ?? '')
  line.request.path = `secret/data/${hostile}`
  line.auth.display_name = hostile
  const log = join(app.folder, 'hostile.log')
  writeFileSync(log, `${JSON.stringify(line)}\n`)
  await newCase(app, 'Hostile')
  await app.dropFiles('body', [log])
  await expect(view(window, 'Import')).toBeVisible(SLOW)
  await begin(window, 1)
  await expect(window.getByText('1 record imported in')).toBeVisible(SLOW)
  const timeline = await go(window, 'Timeline')
  const row = timeline.getByRole('grid').getByRole('row').nth(1)
  await expect(row).toContainText('<img src=x', SLOW)
  await row.dblclick()
  await expect(timeline.getByRole('complementary')).toContainText('U+202E', SLOW)
  await expect(window.locator('img[src=x]')).toHaveCount(0)
  expect(await window.evaluate(() => 'obeyed' in globalThis)).toBe(false)
  expect(app.requests.filter((url) => !url.startsWith('proofline://app/'))).toEqual([])
})
