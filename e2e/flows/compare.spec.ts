import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { expect, test } from '../app.ts'
import { ask, button, go, importFiles, newCase, SLOW, view } from './steps.ts'

test('two exports are compared record by record, and a difference opens in the timeline', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const [first, second] = [join(app.folder, 'first.log'), join(app.folder, 'second.log')]
  const lines = pairs(0, 30).split('\n')
  // event 7 has another address in both of its lines, event 20 is missing
  const altered = lines.map((line, at) => (at === 14 || at === 15 ? line.replace('10.0.0.7', '10.0.0.9') : line))
  writeFileSync(first, pairs(0, 30))
  writeFileSync(second, altered.filter((_, at) => at !== 40 && at !== 41).join('\n'))
  await newCase(app, 'Two exports')
  await importFiles(app, [first])
  const integrity = await go(window, 'Integrity')
  await expect(integrity.getByRole('button', { name: 'Compare two exports' })).toBeDisabled()
  await importFiles(app, [second])
  await go(window, 'Integrity')
  await button(window, 'Compare two exports').click()
  const shown = view(window, 'Compare two exports')
  await shown.getByRole('button', { name: 'Compare', exact: true }).click()
  const found = shown.getByRole('region', { name: 'What the comparison found' })
  await expect(found).toContainText('1 only in the first, 1 changed, 28 the same', SLOW)
  await expect(found).toContainText('Two copies of one altered export agree')
  const grid = shown.getByRole('grid', { name: 'Differences' })
  await expect(grid).toHaveAttribute('aria-rowcount', '3')
  await expect(grid.getByRole('row', { name: /^changed/ })).toContainText('ip: 10.0.0.7 → 10.0.0.9')
  await shown.getByRole('radio', { name: 'only in the second 0' }).click()
  await expect(shown.getByText('No difference of this kind')).toBeVisible()
  await shown.getByRole('radio', { name: 'only in the first 1' }).click()
  await expect(grid.getByRole('row', { name: /^only in the first/ })).toContainText('no such line')
  await shown.getByRole('button', { name: 'Measure the clocks' }).click()
  await expect(shown.getByText('No event of this case was seen by two clocks', { exact: false })).toBeVisible(SLOW)

  await grid.focus()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  const timeline = view(window, 'Timeline')
  await expect(timeline.getByRole('complementary')).toContainText('secret/data/app', SLOW)
  const { entries } = await ask(window, 'custody.page', { text: 'exports-compared', offset: 0, limit: 10 })
  expect(entries.map(({ detail }) => detail['result'])).toEqual(['differ'])

  await go(window, 'Integrity')
  await button(window, 'Compare two exports').click()
  await expect(found).toContainText('1 only in the first, 1 changed, 28 the same')
  await shown.getByRole('button', { name: 'Back to Integrity' }).click()
  await expect(view(window, 'Integrity')).toBeVisible()
})
