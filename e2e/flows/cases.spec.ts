import Sqlite from 'better-sqlite3'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { type App, expect, test } from '../app.ts'
import { ask, button, closeCase, go, importFiles, newCase, openCase, SLOW, view } from './steps.ts'

/** A case with a few records in it, closed again. */
async function someCase(app: App): Promise<string> {
  const log = join(app.folder, 'some.log')
  writeFileSync(log, pairs(0, 10))
  const held = await newCase(app, 'Some')
  await importFiles(app, [log])
  await closeCase(app)
  return held
}

function changedCopy(held: string, name: string, change: (path: string) => void): string {
  const path = join(dirname(held), name)
  copyFileSync(held, path)
  change(path)
  return path
}

function sql(path: string, text: string): void {
  const db = new Sqlite(path)
  db.exec(text)
  db.close()
}

/** The pane that says why something could not be opened. */
const refusal = ({ window }: App) => view(window, 'Start').getByRole('alert')

test('a case given as argument is open at once, with the log beside it taken to Import', async ({ launch }) => {
  const first = await launch()
  const held = await someCase(first)
  await first.close()
  const log = join(first.folder, 'more.log')
  writeFileSync(log, pairs(100, 105))
  const app = await launch({ folder: first.folder, args: [held, log] })
  await expect(view(app.window, 'Import')).toBeVisible(SLOW)
  await expect(button(app.window, 'Import 1 input')).toBeEnabled(SLOW)
  expect((await ask(app.window, 'case.head', {}))?.records).toBe(10)
})

test('a case that cannot be opened says why and what to do, and is left as it was', async ({ launch }) => {
  const app = await launch()
  const held = await someCase(app)
  const refused: readonly (readonly [string, (path: string) => void, RegExp, RegExp])[] = [
    ['newer.proofline', (path) => sql(path, 'PRAGMA user_version = 9999'), /later version/i, /version/i],
    [
      'prose.proofline',
      (path) => writeFileSync(path, 'Dear reader,\n'.repeat(200)),
      /not a Proofline case/i,
      /choose a file/i,
    ],
    [
      'foreign.proofline',
      (path) => sql(path, 'CREATE TRIGGER mine AFTER INSERT ON meta BEGIN SELECT 1; END'),
      /never writes|trigger/i,
      /ask|import/i,
    ],
    ['cut.proofline', (path) => truncateSync(path, 20_000), /damaged/i, /copy/i],
  ]
  for (const [name, change, why, remedy] of refused) {
    const path = changedCopy(held, name, change)
    const bytes = readFileSync(path)
    await openCase(app, path)
    await expect(refusal(app), name).toContainText(why, SLOW)
    await expect(refusal(app), name).toContainText(remedy)
    expect(readFileSync(path).equals(bytes), name).toBe(true)
    await button(app.window, 'Dismiss').click()
    await expect(refusal(app)).toHaveCount(0)
  }
  await openCase(app, join(app.folder, 'gone.proofline'))
  await expect(refusal(app)).toContainText(/no such file|not there/i, SLOW)
  await openCase(app, held)
  await expect(view(app.window, 'Overview')).toBeVisible(SLOW)
})

test('a case without permission says so', async ({ launch }) => {
  test.skip(process.getuid?.() === 0, 'root may read everything')
  const app = await launch()
  const held = await someCase(app)
  chmodSync(held, 0)
  await openCase(app, held)
  await expect(refusal(app)).toContainText(/permission/i, SLOW)
})

test('a case in use elsewhere can still be opened read-only', async ({ launch }) => {
  const other = await launch()
  const held = await newCase(other, 'Shared')
  const log = join(other.folder, 'shared.log')
  writeFileSync(log, pairs(0, 10))
  await importFiles(other, [log])
  const second = join(other.folder, 'second')
  mkdirSync(second)
  const app = await launch({ folder: second })
  await openCase(app, held)
  await expect(refusal(app)).toContainText(/open in another/i, SLOW)
  await expect(refusal(app)).toContainText(/close it there/i)
  await button(app.window, 'Open read-only').click()
  await expect(view(app.window, 'Overview')).toBeVisible(SLOW)
  await expect(app.window.getByRole('contentinfo')).toContainText('read-only')
  const shown = await go(app.window, 'Import')
  await expect(shown.getByText('This case is open read-only')).toBeVisible()
  await expect(button(app.window, 'Choose files')).toBeDisabled()
  const timeline = await go(app.window, 'Timeline')
  await expect(timeline.locator('[role=grid][aria-rowcount="11"]')).toBeVisible(SLOW)
})

test('a case that is refused while another is open is told, and the open one stays usable', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const held = await someCase(app)
  await openCase(app, held)
  await expect(view(window, 'Overview')).toBeVisible(SLOW)
  const prose = join(app.folder, 'prose.proofline')
  writeFileSync(prose, 'no case\n'.repeat(100))
  await app.dropFiles('body', [prose])
  await expect(window.getByRole('alert').first()).toContainText(/not a Proofline case/i, SLOW)
  const usable = async (): Promise<boolean> => {
    const head = await window.evaluate(() => proofline.call('case.head', {}))
    return (head.ok && head.data !== null) || (await view(window, 'Start').isVisible())
  }
  await expect.poll(usable, SLOW).toBe(true)
})

test('a file that vanishes before it is read is told, and nothing of it is kept', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Vanished')
  const log = join(app.folder, 'vanishing.log')
  writeFileSync(log, pairs(0, 10))
  await go(window, 'Import')
  app.answerDialog('files', [log])
  await button(window, 'Choose files').click()
  await expect(button(window, 'Import 1 input')).toBeEnabled(SLOW)
  rmSync(log)
  await button(window, 'Import 1 input').click()
  await expect(window.getByText(/vanishing\.log/).first()).toBeVisible()
  await expect(window.getByText(/no such file|not there|vanished|refused/i).first()).toBeVisible(SLOW)
  expect((await ask(window, 'case.head', {}))?.records).toBe(0)
})
