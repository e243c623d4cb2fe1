import type { Locator, Page } from '@playwright/test'
import { join } from 'node:path'
import type { Answer, AskInput, CallName } from '../../src-main/contract/calls.ts'
import { type App, expect } from '../app.ts'

/** Under a loaded machine a step may take long; none waits longer than it must. */
export const SLOW = { timeout: 60_000 }

const sample = (name: string): string => join(import.meta.dirname, '../../resources/sample', name)
export const bundle = sample('northmoor-vault-2025q1.zip')
export const tampered = sample('northmoor-vault-2025q1-tampered.zip')
export const signerKey = sample('northmoor-export.pem')
export const truthFile = sample('truth.json')
export const PASSPHRASE = 'four quiet ledgers'

const checkoutRows: readonly (readonly [time: string, person: string, item: string, op: string, ok: number])[] = [
  ['14.03.2025 03:31:07', 'okafor.p', 'PROD-DB;orders-db-admin', 'CHECKOUT', 1],
  ['14.03.2025 03:58:40', 'okafor.p', 'PROD-DB;orders-db-admin', 'EXTEND', 1],
  ['14.03.2025 08:12:15', 'okafor.p', 'PROD-DB;orders-db-admin', 'CHECKIN', 1],
  ['14.03.2025 09:02:33', 'tan.a', 'PROD-MAIL;relay', 'CHECKOUT', 1],
  ['14.03.2025 09:31:52', 'tan.a', 'PROD-MAIL;relay', 'VIEW', 1],
  ['14.03.2025 09:40:09', 'dvorak.m', 'PROD-DB;orders-db-admin', 'CHECKOUT', 0],
  ['14.03.2025 09:41:30', 'dvorak.m', 'PROD-DB;orders-db-admin', 'CHECKOUT', 1],
  ['14.03.2025 10:15:44', 'dvorak.m', 'PROD-DB;orders-db-admin', 'CHECKIN', 1],
]

/** A made-up table that no format reads: its times carry no zone, its results are words of its own. */
export const checkouts = (): string =>
  [
    'no;moment;person;safe;item;op;ok;src;comment',
    ...checkoutRows.map(
      ([time, person, item, op, ok], n) => `${8812 + n};${time};${person};${item};${op};${ok};10.20.8.${40 + (n % 3)};`,
    ),
    '',
  ].join('\r\n')

export type View = 'Overview' | 'Import' | 'Integrity' | 'Timeline' | 'Evidence' | 'Custody'

export const button = (window: Page, name: string | RegExp): Locator => window.getByRole('button', { name })
/** The view that is shown; what stands in the frame around it is not in it. */
export const view = (window: Page, name: string): Locator => window.getByRole('main', { name })

export async function go(window: Page, name: View): Promise<Locator> {
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click()
  await expect(view(window, name)).toBeVisible(SLOW)
  return view(window, name)
}

/** Makes a case through the start page or the menu, and stands in its Overview. */
export async function newCase(app: App, title: string): Promise<string> {
  const path = join(app.folder, `${title.toLowerCase().replaceAll(' ', '-')}.proofline`)
  app.answerDialog('case-new', [path])
  await button(app.window, /^New case/).click()
  const dialog = app.window.getByRole('dialog', { name: 'Which case is this?' })
  await dialog.getByLabel('Title').fill(title)
  await dialog.getByLabel('Your name').fill('R. Examiner')
  await dialog.getByRole('button', { name: 'Choose where, and make it' }).click()
  await expect(view(app.window, 'Overview')).toBeVisible(SLOW)
  return path
}

export async function openCase(app: App, path: string): Promise<void> {
  app.answerDialog('case-open', [path])
  await button(app.window, /^Open a case file/).click()
}

export async function closeCase({ window }: App): Promise<void> {
  await window.getByRole('button', { name: 'File', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Close the case' }).click()
  await expect(view(window, 'Start')).toBeVisible(SLOW)
}

/** Chooses files in Import by the native dialog, and imports them to the end. */
export async function importFiles(app: App, paths: readonly string[]): Promise<void> {
  const { window } = app
  await go(window, 'Import')
  app.answerDialog('files', paths)
  await button(window, 'Choose files').click()
  await begin(window, paths.length)
  await expect(window.getByText(/imported in \d/)).toBeVisible(SLOW)
}

export async function begin(window: Page, inputs: number): Promise<void> {
  await button(window, inputs === 1 ? 'Import 1 input' : `Import ${inputs} inputs`).click(SLOW)
}

/** Asks the engine as the window does; what it answers stands beside what the window shows. */
export async function ask<N extends CallName>(window: Page, name: N, asked: AskInput<N>): Promise<Answer<N>> {
  const reply = await window.evaluate(([call, what]) => proofline.call(call, what), [name, asked] as const)
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply)}`)
  return reply.data as Answer<N>
}

/** Trusts the key that signed the sample, through the dialog. */
export async function trustSigner(app: App): Promise<void> {
  const { window } = app
  await go(window, 'Integrity')
  await button(window, 'Trusted keys').click()
  const keys = window.getByRole('dialog', { name: 'Trusted keys' })
  app.answerDialog('trust', [signerKey])
  await keys.getByRole('button', { name: 'Add a key' }).click()
  const add = window.getByRole('dialog', { name: 'Who vouched for this key?' })
  await expect(add.getByRole('button', { name: 'Trust this key' })).toBeDisabled()
  await add.getByLabel('Who vouched for it').fill('I. Lindqvist, platform')
  await add.getByLabel('How', { exact: true }).fill('fingerprint read out by phone')
  await add.getByRole('button', { name: 'Trust this key' }).click()
  await expect(keys.getByText('I. Lindqvist, platform')).toBeVisible(SLOW)
  await keys.getByRole('button', { name: 'Close' }).click()
}

/** Runs all checks, and waits until their time stands in the head. */
export async function verify(window: Page): Promise<Locator> {
  const shown = await go(window, 'Integrity')
  const before = await ask(window, 'verify.state', {})
  await shown
    .locator('.viewhead')
    .getByRole('button', { name: /^Verify/ })
    .click()
  await expect
    .poll(async () => (await ask(window, 'verify.state', {})).checkedAt ?? '', SLOW)
    .not.toBe(before.checkedAt ?? '')
  await expect(button(window, 'Verify again')).toBeEnabled(SLOW)
  return shown
}

/** Makes a signing key under a passphrase, seals everything, and gives back the path of the pack. */
export async function seal(app: App, name: string): Promise<string> {
  const { window } = app
  const pack = join(app.folder, `${name}.asice`)
  const evidence = await go(window, 'Evidence')
  await evidence.getByRole('textbox', { name: 'Reason' }).fill('Review of the read of 14 March, asked for by the board')
  app.answerDialog('key-save', [join(app.folder, `${name}.pem`)])
  await evidence.getByRole('button', { name: 'Make a new key' }).click()
  const dialog = window.getByRole('dialog', { name: 'Whose signature will this be?' })
  await dialog.getByLabel('Name on the certificate').fill('R. Examiner')
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await dialog.getByLabel('Passphrase again').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Choose where, and make it' }).click()
  await expect(dialog).toHaveCount(0, SLOW)
  await evidence.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE, SLOW)
  app.answerDialog('pack-save', [pack])
  await evidence.getByRole('button', { name: /^Seal and save/ }).click()
  await expect(evidence.getByText(`${name}.asice is sealed`)).toBeVisible(SLOW)
  return pack
}
