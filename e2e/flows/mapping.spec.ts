import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, expect, test } from '../app.ts'
import { ask, button, checkouts, go, newCase, SLOW, view } from './steps.ts'

/** Chooses the table that nothing recognises, and goes to its mapping by the keys alone. */
async function openMapping(app: App, path: string) {
  const { window } = app
  await go(window, 'Import')
  app.answerDialog('files', [path])
  await button(window, 'Choose files').click()
  const map = button(window, 'Map its columns')
  await expect(map).toBeVisible(SLOW)
  await map.focus()
  await window.keyboard.press('Enter')
  const shown = view(window, 'Map columns')
  await expect(shown.getByRole('heading', { name: 'Map checkouts.csv' })).toBeVisible(SLOW)
  return shown
}

async function saveProfile(app: App, profile: string): Promise<void> {
  app.answerDialog('profile-save', [profile])
  await button(app.window, 'Save to a file').click()
  await expect(app.window.getByText('checkouts.json is saved.')).toBeVisible(SLOW)
  expect(JSON.parse(readFileSync(profile, 'utf8'))).toMatchObject({
    id: 'checkouts',
    time: { from: ['moment'], formats: ['dd.MM.yyyy HH:mm:ss'], zone: 'ask' },
    outcome: { map: { '1': 'success', '0': 'denied' } },
  })
}

test('a table that nothing recognises is mapped, previewed, saved and imported', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  await newCase(app, 'Mapped')
  const path = join(app.folder, 'checkouts.csv')
  writeFileSync(path, checkouts())
  const shown = await openMapping(app, path)

  await expect(shown.getByRole('table', { name: 'As it stands in the file' }).getByRole('row')).toHaveCount(9)
  await expect(shown.getByLabel('Field of moment')).toHaveValue('time')
  await expect(shown.getByLabel('Field of src')).toHaveValue('ip')

  const begin = shown.getByRole('button', { name: 'Save and import' })
  await expect(begin).toBeDisabled()
  await expect(begin).toHaveAccessibleDescription(/Choose the column that holds the action/)
  await shown.getByLabel('Field of op').selectOption('action')
  await expect(begin).toHaveAccessibleDescription(/a zone is never assumed/)
  await shown.getByLabel('Field of ok').selectOption('outcome')
  await expect(begin).toHaveAccessibleDescription(/Say what “1”, “0” in ok means/)

  const preview = shown.getByRole('table', { name: 'First records, as they would be' })
  await expect(shown.getByRole('table', { name: '8 entries would be rejected' })).toBeVisible(SLOW)
  await shown.getByLabel('Zone of the source’s clock').selectOption('Europe/Berlin')
  await expect(preview.getByRole('row').nth(1)).toContainText('02:31:07', SLOW)
  await shown.getByLabel('Zone of the source’s clock').selectOption('UTC')
  await expect(preview.getByRole('row').nth(1)).toContainText('03:31:07', SLOW)
  await shown.getByLabel('Zone of the source’s clock').selectOption('Europe/Berlin')

  await expect(preview).not.toContainText('okafor.p')
  await shown.getByLabel('Field of person').selectOption('actor')
  await shown.getByLabel('Field of safe').selectOption('target')
  await expect(preview).toContainText('okafor.p', SLOW)
  await expect(preview).toContainText('PROD-DB/orders-db-admin', SLOW)
  await expect(begin).toBeDisabled()
  await shown.getByLabel('Outcome of 1').selectOption('success')
  await shown.getByLabel('Outcome of 0').selectOption('denied')
  await shown.getByLabel('Kind of CHECKOUT').selectOption('grant')
  await expect(preview).toContainText('denied', SLOW)
  await expect(shown.getByText('Nothing is missing. It can be imported.')).toBeVisible(SLOW)

  await saveProfile(app, join(app.folder, 'checkouts.json'))

  await begin.click()
  await expect(window.getByText('8 records imported in')).toBeVisible(SLOW)
  const timeline = await go(window, 'Timeline')
  await expect(timeline.getByRole('grid').getByRole('row').nth(1)).toContainText('PROD-DB/orders-db-admin', SLOW)
  const { bundles } = await ask(window, 'overview', {})
  expect(bundles).toMatchObject([{ format: 'checkouts', records: 8, rejected: 0 }])
  expect((await ask(window, 'formats.list', {})).formats.map(({ id }) => id)).toContain('checkouts')
})

test('a day and a time of day in two columns are one time', async ({ launch }) => {
  const app = await launch()
  await newCase(app, 'Halves')
  const path = join(app.folder, 'checkouts.csv')
  const rows = ['14/03/2025;VIEW;03:31:07', '15/03/2025;VIEW;', '26/10/2025;VIEW;02:10:00']
  writeFileSync(path, `Day;op;Clock\r\n${rows.join('\r\n')}\r\n`)
  const shown = await openMapping(app, path)
  await expect(shown.getByLabel('Field of Day')).toHaveValue('time')
  await expect(shown.getByLabel('Field of Clock')).toHaveValue('timeOfDay')
  await shown.getByLabel('Field of Clock').selectOption('')
  await expect(shown.getByText(/Choose the column that holds the time of day/)).toBeVisible()
  await shown.getByLabel('Field of Clock').selectOption('timeOfDay')
  await shown.getByLabel('Field of op').selectOption('action')
  await shown.getByLabel('Zone of the source’s clock').selectOption('Europe/Berlin')
  const preview = shown.getByRole('table', { name: 'First records, as they would be' })
  await expect(preview.getByRole('row').nth(1)).toContainText('02:31:07', SLOW)
  await expect(shown.getByText(/its time of day is missing/)).toBeVisible()
  await expect(shown.getByText(/1 record lies in an hour that the clock of the zone showed twice/)).toBeVisible()
  await shown.getByRole('button', { name: 'Save and import' }).click()
  await expect(app.window.getByText('2 records imported in')).toBeVisible(SLOW)
  await expect(app.window.getByText(/the first in checkouts\.csv, line 4/)).toBeVisible()
})

test('a saved profile is begun from; what a file cannot say stays asked for', async ({ launch }) => {
  const app = await launch()
  await newCase(app, 'Again')
  const [path, profile] = [join(app.folder, 'checkouts.csv'), join(app.folder, 'pam.json')]
  writeFileSync(path, checkouts())
  writeFileSync(
    profile,
    JSON.stringify({
      id: 'pam-checkouts',
      title: 'PAM checkouts',
      recognise: { names: [['moment']] },
      time: { from: ['moment'], formats: ['dd.MM.yyyy HH:mm:ss'] },
      outcome: { from: ['ok'], map: { '1': 'success' } },
      fields: { action: { from: ['op'] }, actor: { from: ['person'] }, region: { constant: 'eu' } },
    }),
  )
  const shown = await openMapping(app, path)
  app.answerDialog('profile-open', [profile])
  await shown.getByRole('button', { name: 'Start from a profile' }).click()
  await expect(shown.getByLabel('Name of the profile')).toHaveValue('pam-checkouts', SLOW)
  await expect(shown.getByText(/since it cannot be shown here: fields\.region/)).toBeVisible()
  await expect(shown.getByText('Say what “0” in ok means, under Results.')).toBeVisible()
  await expect(shown.getByText(/a zone is never assumed/)).toBeVisible()
  await expect(shown.getByRole('button', { name: 'Save and import' })).toBeDisabled()
  app.answerDialog('profile-save', [profile])
  await shown.getByRole('button', { name: 'Save to a file' }).click()
  await expect(shown.getByText(/There is already a file pam\.json/)).toBeVisible(SLOW)
})
