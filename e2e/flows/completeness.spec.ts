import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { expect, test } from '../app.ts'
import { ask, go, importFiles, newCase, verify } from './steps.ts'

const DAY = 86_400

test('Overview states what is there, what is missing and what is proved, and calls nothing green', async ({
  launch,
}) => {
  const app = await launch()
  const { window } = app
  const log = join(app.folder, 'gap.log')
  writeFileSync(log, `${pairs(0, 10)}${pairs(3 * DAY, 3 * DAY + 10)}`)
  await newCase(app, 'Complete')
  await importFiles(app, [log])
  const overview = await go(window, 'Overview')
  const section = overview.getByRole('region', { name: 'Completeness' })
  const source = section.getByRole('article', { name: 'gap.log' })
  await expect(source).toContainText('20 records, on 2 of 4 days')
  await expect(source.getByRole('table', { name: 'Gaps of gap.log' }).getByRole('row')).toHaveCount(2)
  await expect(source).toContainText('open')
  await expect(source).toContainText('Not checked yet')
  await source.getByText(/What this system never records/).click()
  await expect(source).toContainText('sys/seal')
  await expect(section.locator('.verified')).toHaveCount(0)
  await verify(window)
  await go(window, 'Overview')
  await expect(source).toContainText('Nothing of this source is proved')
  const { sources } = await ask(window, 'completeness', {})
  expect(sources.map(({ gaps }) => gaps.length)).toEqual([1])
})
