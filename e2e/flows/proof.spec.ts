import type { Locator } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { pairs } from '../../src-main/engine/testing/lines.ts'
import { expect, test } from '../app.ts'
import { ask, bundle, go, importFiles, newCase, SLOW, tampered, trustSigner, truthFile, verify } from './steps.ts'

const Truth = z.object({
  bundles: z.array(z.object({ findings: z.array(z.object({ kind: z.string(), file: z.string(), line: z.int() })) })),
})
const truth = Truth.parse(JSON.parse(readFileSync(truthFile, 'utf8')))

async function openRow(row: Locator): Promise<void> {
  await row.click()
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.dblclick()
  await expect(row).toHaveAttribute('aria-expanded', 'true')
}

test('a bundle is not verifiable before its key is trusted, and verified after', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Trust')
  await importFiles(app, [bundle])
  const shown = await verify(window)
  const tree = shown.getByRole('treegrid', { name: 'Checks' })
  await expect(tree.getByRole('row').first()).toHaveAccessibleName(/^not verifiable, northmoor-vault-2025q1/)
  await openRow(tree.getByRole('row').first())
  await expect(tree.getByRole('row', { name: /^not verifiable, Signature/ })).toBeVisible()
  await trustSigner(app)
  await verify(window)
  await expect(tree.getByRole('row').first()).toHaveAccessibleName(/^verified, northmoor-vault-2025q1/, SLOW)
  const overview = await go(window, 'Overview')
  await expect(overview.getByRole('row', { name: /northmoor-vault-2025q1/ }).first()).toContainText('verified')
  const { bundles } = await ask(window, 'overview', {})
  expect(bundles.map(({ verdict }) => verdict)).toEqual(['verified'])
})

test('in a tampered copy the edit and the removal are located, with what was expected and found', async ({
  launch,
}) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Tampered')
  await importFiles(app, [tampered])
  await trustSigner(app)
  const shown = await verify(window)
  const tree = shown.getByRole('treegrid', { name: 'Checks' })
  await expect(tree.getByRole('row').first()).toHaveAccessibleName(/^failed, northmoor-vault-2025q1-tampered/)
  const findings = truth.bundles[1]?.findings ?? []
  expect(findings).toHaveLength(2)
  for (const { kind, file, line } of findings) {
    const row = tree.getByRole('row', { name: `failed, ${file.split('/').at(-1)}, line ${line} ${kind}` })
    await row.click()
    await expect(shown.getByRole('heading', { level: 2 })).toContainText(
      new RegExp(`^Line ${line} of ${file.split('/').at(-1)} was (?:changed|removed)$`),
    )
    await expect(shown.locator('dl').last()).toContainText(`File${file}Line${line}Looks${kind}`)
    await expect(shown.getByRole('heading', { name: 'Expected and found' })).toBeVisible()
    await expect(shown.locator('dd .mono').first()).toHaveText(/(?:[0-9a-f]{16} ?){4}/)
  }
  await window.keyboard.press('[')
  await expect(shown.getByText(/break 1 of \d/)).toBeVisible()
  const overview = await go(window, 'Overview')
  await expect(overview.getByRole('row', { name: /tampered/ }).first()).toContainText('failed')
  await expect(window.getByRole('contentinfo')).toContainText('1 failed')
})

test('the good bundle and its tampered copy keep their own verdicts in one case', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Both')
  await importFiles(app, [bundle])
  await importFiles(app, [tampered])
  await trustSigner(app)
  await verify(window)
  const { bundles } = await ask(window, 'overview', {})
  expect(bundles.map(({ name, verdict }) => [name, verdict])).toEqual([
    [expect.stringContaining('2025q1'), 'verified'],
    [expect.stringContaining('tampered'), 'failed'],
  ])
})

test('a bare log offers no proof, whatever is observed in it', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const log = join(app.folder, 'bare.log')
  writeFileSync(log, pairs(0, 30))
  await newCase(app, 'Bare')
  await importFiles(app, [log])
  const shown = await verify(window)
  await expect(shown.getByRole('treegrid').getByRole('row').first()).toHaveAccessibleName(/^not offered, bare\.log/)
  expect((await ask(window, 'overview', {})).bundles[0]?.verdict).toBe('not-offered')
})
