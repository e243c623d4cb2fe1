import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { type App, expect, test } from '../app.ts'
import { ask, begin, button, go, importFiles, newCase, SLOW, view } from './steps.ts'

/** The engine is a child of the program: kills it as the system would. */
function killEngine({ electron }: App): void {
  const pid = execFileSync('pgrep', ['-P', String(electron.process().pid), '-f', 'engine.js'], { encoding: 'utf8' })
  process.kill(Number(pid), 'SIGKILL')
}

test('an engine killed midway of an import is told; the case comes back without a trace of it', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'finds the engine by pgrep')
  const app = await launch()
  const { window } = app
  await newCase(app, 'Killed')
  const small = join(app.folder, 'small.log')
  writeFileSync(small, pairs(0, 20))
  await importFiles(app, [small])
  const large = join(app.folder, 'large.log')
  writeFileSync(large, pairs(1000, 60_000))
  app.answerDialog('files', [large])
  await button(window, 'Choose files').click()
  await begin(window, 1)
  await expect(window.getByRole('region', { name: 'Importing 1 input' })).toContainText(/[1-9]\d* kB|MB of/, SLOW)
  killEngine(app)
  await expect
    .poll(async () => {
      const head = await window.evaluate(() => proofline.call('case.head', {}))
      return head.ok ? head.data : null
    }, SLOW)
    .toMatchObject({ records: 20, bundles: 1 })
  await expect(view(window, 'Overview')).toBeVisible(SLOW) // where a case begins that was opened again
  await expect(window.getByRole('button', { name: /^Population/ })).toContainText('20 records, 1 bundle', SLOW)
  const custody = await go(window, 'Custody')
  await expect(custody.getByText(/(\d+) of \1 links proven/)).toBeVisible(SLOW)
  await importFiles(app, [large])
  expect((await ask(window, 'case.head', {}))?.records).toBe(59_020)
})
