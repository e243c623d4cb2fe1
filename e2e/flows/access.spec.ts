import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { type App, expect, netLogOf, test } from '../app.ts'
import {
  bundle,
  button,
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
} from './steps.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds serious in the window as it stands. The window's policy admits no script, and Playwright's own helper needs
 * a second page: axe is run by the debugger instead, which the policy does not bind.
 */
async function findings({ window }: App): Promise<readonly string[]> {
  if (!(await window.evaluate(() => 'axe' in globalThis))) await window.evaluate(axeSource)
  const { violations } = await window.evaluate((): Promise<AxeResults> =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
}

/** Runs in the window: until colours that change with the theme have arrived. */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
}

/** The chain as strip and as table, and the dialog of the report. */
async function integrityInBothThemes(app: App): Promise<void> {
  const shown = view(app.window, 'Integrity')
  await inBothThemes(app, 'Integrity')
  await button(app.window, 'Print report').click()
  await inBothThemes(app, 'Report')
  await app.window.keyboard.press('Escape')
  await shown.getByRole('radio', { name: 'Table' }).click()
  await inBothThemes(app, 'Integrity, chain as a table')
  await shown.getByRole('radio', { name: 'Strip' }).click()
}

async function inBothThemes(app: App, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.window.evaluate((to) => proofline.call('shell.window', { do: to }), `theme-${theme}` as const)
    await expect
      .poll(() => app.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark')
    await expect(app.window.locator('.toast')).toHaveCount(0, SLOW)
    await app.window.evaluate(settled)
    expect.soft(await findings(app), `${name}, ${theme}`).toEqual([])
  }
}

test('axe finds nothing serious in any view, light or dark', async ({ launch }) => {
  test.setTimeout(300_000)
  const app = await launch()
  const { window } = app
  await inBothThemes(app, 'Start')
  await button(window, /^New case/).click()
  await inBothThemes(app, 'New case')
  await button(window, 'Not now').click()
  await newCase(app, 'Access')
  await inBothThemes(app, 'Overview, empty')
  await importFiles(app, [tampered])
  await inBothThemes(app, 'Import, ledger')
  app.answerDialog('files', [bundle])
  await button(window, 'Choose files').click()
  await expect(window.getByRole('table', { name: 'First records, as normalised' })).toBeVisible(SLOW)
  await inBothThemes(app, 'Import, preview')
  await button(window, /^Remove northmoor/).click()
  await trustSigner(app)
  await verify(window)
  await integrityInBothThemes(app)
  await button(window, 'Trusted keys').click()
  await inBothThemes(app, 'Trusted keys')
  await window.keyboard.press('Escape')
  await go(window, 'Overview')
  await inBothThemes(app, 'Overview')
  const timeline = await go(window, 'Timeline')
  await timeline.getByRole('combobox', { name: 'Filter' }).fill('actor:deploy-bot')
  await timeline.getByRole('combobox', { name: 'Filter' }).press('Enter')
  await timeline.getByRole('grid').getByRole('row').nth(1).dblclick()
  await expect(timeline.getByRole('complementary')).toBeVisible(SLOW)
  await inBothThemes(app, 'Timeline, record')
  await go(window, 'Evidence')
  await inBothThemes(app, 'Evidence')
  await seal(app, 'access')
  await inBothThemes(app, 'Evidence, sealed')
  await button(window, 'Verify it').click()
  await expect(view(window, 'Evidence').getByRole('table', { name: 'Files' })).toBeVisible(SLOW)
  await inBothThemes(app, 'Evidence, verified')
  await go(window, 'Custody')
  await inBothThemes(app, 'Custody')
  await window.keyboard.press('Control+k')
  await inBothThemes(app, 'Palette')
  await window.keyboard.press('Escape')
  await closeCase(app)
})

test('axe finds nothing serious where two exports are compared', async ({ launch }) => {
  test.setTimeout(300_000)
  const app = await launch()
  await newCase(app, 'Comparing')
  await importFiles(app, [bundle])
  await importFiles(app, [tampered])
  await go(app.window, 'Integrity')
  await button(app.window, 'Compare two exports').click()
  const shown = view(app.window, 'Compare two exports')
  await inBothThemes(app, 'Compare, nothing yet')
  await shown.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(shown.getByRole('grid', { name: 'Differences' })).toBeVisible(SLOW)
  await inBothThemes(app, 'Compare')
})

test('from the start page to a verified bundle and its record by keys alone', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const { keyboard } = window
  await expect(view(window, 'Start')).toBeVisible()
  app.answerDialog('case-new', [`${app.folder}/keys.proofline`])
  await keyboard.press('Control+n')
  const dialog = window.getByRole('dialog', { name: 'Which case is this?' })
  await expect(dialog).toBeVisible()
  await tabTo(app, 'Title')
  await keyboard.type('By keys')
  await keyboard.press('Enter')
  await expect(view(window, 'Overview')).toBeVisible(SLOW)
  app.answerDialog('files', [bundle])
  await keyboard.press('Control+2')
  await expect(view(window, 'Import')).toBeVisible()
  await tabTo(app, 'Choose files')
  await keyboard.press('Enter')
  await expect(button(window, 'Import 1 input')).toBeEnabled(SLOW)
  await tabTo(app, 'Import 1 input')
  await keyboard.press('Enter')
  await expect(window.getByText(/imported in \d/)).toBeVisible(SLOW)
  await keyboard.press('Control+3')
  await tabTo(app, 'Verify')
  await keyboard.press('Enter')
  await expect(button(window, 'Verify again')).toBeEnabled(SLOW)
  await keyboard.press('Control+4')
  const timeline = view(window, 'Timeline')
  await expect(timeline.getByRole('grid').getByRole('row').nth(1)).toBeVisible(SLOW)
  await expect(timeline.getByRole('grid')).toBeFocused()
  await keyboard.press('/')
  await expect(timeline.getByRole('combobox', { name: 'Filter' })).toBeFocused()
  await keyboard.type('ip:203.0.113.47 target:secret/data/production/db-password')
  await keyboard.press('Enter')
  await expect(timeline.locator('[role=grid][aria-rowcount="2"]')).toBeVisible(SLOW)
  await keyboard.press('Escape')
  await keyboard.press('Escape')
  await expect(timeline.getByRole('grid')).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(timeline.getByRole('complementary')).toContainText('02:34:07.918364205', SLOW)
  await keyboard.press('Control+k')
  await keyboard.type('custody')
  await keyboard.press('Enter')
  await expect(view(window, 'Custody')).toBeVisible(SLOW)
})

/** Presses Tab until what bears this name has the focus; fails where it is never reached. */
async function tabTo({ window }: App, name: string): Promise<void> {
  const focused = (): Promise<string> =>
    window.evaluate(() => {
      const at = document.activeElement
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined
      return (label ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim()
    })
  for (let steps = 0; steps < 80; steps += 1) {
    if ((await focused()) === name) return
    await window.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${name}.`)
}

test('through a whole case the window asks for nothing but its own scheme', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await window.reload()
  await newCase(app, 'Quiet')
  await importFiles(app, [bundle])
  await verify(window)
  await go(window, 'Timeline')
  await seal(app, 'quiet')
  await go(window, 'Custody')
  await go(window, 'Overview')
  expect(app.requests.length).toBeGreaterThan(0)
  expect(app.requests.filter((url) => !url.startsWith('proofline://app/'))).toEqual([])
  await app.close()
  const netLog = readFileSync(netLogOf(app.folder), 'utf8')
  expect([...netLog.matchAll(/"url":"(?:https?|wss?|ftp):[^"]*"/g)].map(([url]) => url)).toEqual([])
})
