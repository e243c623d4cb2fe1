import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../app.ts'
import { pdfWords } from './pdf-words.ts'
import { ask, button, importFiles, newCase, SLOW, tampered, trustSigner, verify } from './steps.ts'

test('from break to break and down to one link by keys alone', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const { keyboard } = window
  await newCase(app, 'Breaks')
  await importFiles(app, [tampered])
  await trustSigner(app)
  const shown = await verify(window)
  await shown.getByRole('treegrid', { name: 'Checks' }).focus()
  await keyboard.press(']')
  const heading = shown.getByRole('heading', { level: 2 })
  await expect(heading).toHaveText(/^Line \d+ of vault-audit-2025-\d\d\.log was (?:changed|removed)$/)
  const first = await heading.textContent()
  await expect(shown.getByText(/^break \d of 2/)).toBeVisible()
  await keyboard.press('[')
  await expect(heading).not.toHaveText(first ?? '')
  await keyboard.press(']')
  await expect(heading).toHaveText(first ?? '')
  const strip = shown.getByRole('slider', { name: /^Chain along time: 2 breaks/ })
  await strip.focus()
  const place = Number(await strip.getAttribute('aria-valuenow'))
  await keyboard.press('ArrowLeft')
  await expect(strip).toHaveAttribute('aria-valuenow', `${place - 1}`, SLOW)
  await expect(strip).toHaveAttribute('aria-valuetext', /^line [\d,]+ of vault-audit.*, proven, 1?\d [A-Z][a-z]+ 2025/)
  await keyboard.press('Shift+ArrowLeft')
  await expect(strip).toHaveAttribute('aria-valuenow', `${place - 101}`, SLOW)
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('ArrowRight')
  await expect(strip).toHaveAttribute('aria-valuetext', /(?:edited|removed)/, SLOW)
  for (let n = 0; n < 40; n += 1) await keyboard.press('+')
  await expect(shown.getByRole('button', { name: 'Whole' })).toBeEnabled()
  await keyboard.press('0')
  await expect(shown.getByRole('button', { name: 'Whole' })).toBeDisabled()
  const near = shown.getByRole('table', { name: 'Records around it' })
  await expect(near.getByRole('row')).toHaveCount(8)
  await expect(near.locator('tr.miss')).toHaveCount(1)
  await shown.getByRole('radio', { name: 'Table' }).click()
  const rows = shown.getByRole('table', { name: 'The chain along time, as a table' }).getByRole('row')
  await expect(rows.filter({ hasText: 'removed' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'edited' })).toHaveCount(1)
})

test('the strip tells of every break that the checks tell of, and of no proof that they do not', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Strip')
  await importFiles(app, [tampered])
  const before = await ask(window, 'verify.strip', { bundle: 1 })
  expect(before.stretches.map(({ state }) => state)).not.toContain('proven')
  await verify(window)
  const untied = await ask(window, 'verify.strip', { bundle: 1 })
  expect(untied.stretches.map(({ state }) => state)).not.toContain('proven')
  await trustSigner(app)
  await verify(window)
  const { breaks, stretches, chains } = await ask(window, 'verify.strip', { bundle: 1 })
  const { bundles } = await ask(window, 'verify.state', {})
  expect(breaks.map(({ check }) => bundles[0]?.checks[check]?.kind).toSorted()).toEqual(['edited', 'removed'])
  expect(chains).toHaveLength(3)
  expect(stretches.filter(({ state }) => state === 'proven').reduce((sum, { count }) => sum + count, 0)).toBe(5341)
})

test('the report of the verification goes into a PDF, whole', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Report of <b>one & two')
  await importFiles(app, [tampered])
  await trustSigner(app)
  const shown = await verify(window)
  const pdf = join(app.folder, 'report.pdf')
  app.answerDialog('report-save', [pdf])
  await shown.getByRole('button', { name: 'Print report' }).click()
  const dialog = window.getByRole('dialog', { name: 'Print the report of this verification?' })
  await dialog.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(window.getByText('report.pdf was written.')).toBeVisible(SLOW)
  const { head } = await ask(window, 'custody.page', { offset: 0, limit: 1 })
  const words = pdfWords(readFileSync(pdf))
  for (const said of [
    'Report of verification',
    'Report of <b>one & two',
    'I. Lindqvist, platform',
    'fingerprint read out by phone',
    'was changed: the chain holds another hash for it',
    'of the export is missing',
    'Settled by',
    'What this report cannot say',
    head,
  ])
    expect(words).toContain(said.replaceAll(/\s/gu, ''))
  app.answerDialog('report-save', [pdf])
  await button(window, 'Print report').click()
  await dialog.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(dialog.getByText('The report was not written.')).toBeVisible(SLOW)
})
