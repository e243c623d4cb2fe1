import type { Locator } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vaultLine } from '../../src-main/engine/testing/lines.ts'
import { type App, expect, test } from '../app.ts'
import { ask, bundle, go, importFiles, newCase, SLOW } from './steps.ts'

async function timelineOf(app: App): Promise<Locator> {
  await newCase(app, 'Night')
  await importFiles(app, [bundle])
  const timeline = await go(app.window, 'Timeline')
  await expect(matching(timeline, 2673)).toBeVisible(SLOW)
  return timeline
}

/** The grid while it holds this many records. */
const matching = (timeline: Locator, records: number): Locator =>
  timeline.locator(`[role=grid][aria-rowcount="${records + 1}"]`)

const filterOf = (timeline: Locator): Locator => timeline.getByRole('combobox', { name: 'Filter' })
const chips = (timeline: Locator): Locator => timeline.getByRole('listbox', { name: 'Conditions' }).getByRole('option')

test('a query is typed with completions by keys alone, and becomes chips', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const timeline = await timelineOf(app)
  await expect(timeline.getByRole('grid')).toBeFocused()
  await window.keyboard.press('/')
  await expect(filterOf(timeline)).toBeFocused()
  await window.keyboard.type('act')
  await expect(timeline.getByRole('option', { name: 'actor:' })).toBeVisible(SLOW)
  await window.keyboard.press('Tab')
  await expect(filterOf(timeline)).toHaveValue('actor:')
  await window.keyboard.type('deploy-b')
  await expect(timeline.getByRole('option', { name: /deploy-bot/ }).first()).toBeVisible(SLOW)
  await window.keyboard.press('Tab')
  await expect(filterOf(timeline)).toHaveValue('actor:deploy-bot')
  await window.keyboard.press('Enter')
  await expect(chips(timeline)).toHaveText(['actor:deploy-bot'])
  const bot = await ask(window, 'records.page', { where: 'actor:deploy-bot', offset: 0, limit: 1 })
  expect(bot.total).toBeGreaterThan(7)
  await expect(matching(timeline, bot.total)).toBeVisible(SLOW)
  await window.keyboard.type('ip:203.0.113.0/24')
  await window.keyboard.press('Enter')
  await expect(chips(timeline)).toHaveCount(2)
  const night = await ask(window, 'records.page', { where: 'actor:deploy-bot ip:203.0.113.0/24', offset: 0, limit: 1 })
  await expect(matching(timeline, night.total)).toBeVisible(SLOW)
  await window.keyboard.press('Backspace')
  await window.keyboard.press('Backspace')
  await expect(chips(timeline)).toHaveText(['actor:deploy-bot'])
  await window.keyboard.press('Backspace')
  await window.keyboard.press('!')
  await expect(chips(timeline)).toHaveText(['− actor:deploy-bot'])
  await expect(matching(timeline, 2673 - bot.total)).toBeVisible(SLOW)
})

test('a mistake is underlined with what was meant, and the last result stays', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const timeline = await timelineOf(app)
  await filterOf(timeline).fill('actr:deploy-bot')
  await window.keyboard.press('Enter')
  const mistake = timeline.getByRole('alert')
  await expect(mistake).toContainText(/no field actr/i)
  await expect(mistake.locator('.wave')).toHaveText('actr')
  await expect(matching(timeline, 2673)).toBeVisible()
  await mistake.getByRole('button', { name: 'actor' }).click()
  await expect(filterOf(timeline)).toHaveValue('actor:deploy-bot')
  await filterOf(timeline).press('Enter')
  await expect(chips(timeline)).toHaveText(['actor:deploy-bot'])
})

test('a facet includes, excludes and is taken back', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const timeline = await timelineOf(app)
  const outcome = timeline.getByRole('listbox', { name: /^Outcome/ })
  const denied = await ask(window, 'records.page', { where: 'outcome:denied', offset: 0, limit: 1 })
  expect(denied.total).toBeGreaterThan(0)
  await outcome.getByRole('option', { name: /denied/ }).click()
  await expect(chips(timeline)).toHaveText(['outcome:denied'])
  await expect(matching(timeline, denied.total)).toBeVisible(SLOW)
  await outcome.getByRole('option', { name: /denied/ }).click({ modifiers: ['Shift'] })
  await expect(chips(timeline)).toHaveText(['− outcome:denied'])
  await expect(matching(timeline, 2673 - denied.total)).toBeVisible(SLOW)
  await outcome.getByRole('option', { name: /denied/ }).click({ modifiers: ['Shift'] })
  await expect(chips(timeline)).toHaveCount(0)
  await expect(matching(timeline, 2673)).toBeVisible(SLOW)
})

test('the histogram is brushed by dragging and by keys; its range is a chip', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const timeline = await timelineOf(app)
  const brush = timeline.getByRole('slider', { name: 'Brush over the histogram' })
  const box = await brush.boundingBox()
  if (!box) throw new Error('The histogram has no place.')
  await window.mouse.move(box.x + box.width * 0.6, box.y + 30)
  await window.mouse.down()
  await window.mouse.move(box.x + box.width * 0.7, box.y + 30, { steps: 8 })
  await window.mouse.up()
  const chip = timeline.getByRole('option', { name: /^brush:/ })
  await expect(chip).toBeVisible()
  await expect(matching(timeline, 2673)).toHaveCount(0, SLOW)
  const dragged = await chip.innerText()
  await brush.focus()
  await window.keyboard.press('ArrowRight')
  await expect(chip).not.toHaveText(dragged)
  await expect(brush).toHaveAttribute('aria-valuetext', /\d+ records?$/)
  await window.keyboard.press('Escape')
  await expect(chip).toHaveCount(0)
  await expect(matching(timeline, 2673)).toBeVisible(SLOW)
})

test('the read of 02:34 opens with its five answers, its proof and its original, masked', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const timeline = await timelineOf(app)
  await filterOf(timeline).fill('target:secret/data/production/db-password ip:203.0.113.47')
  await filterOf(timeline).press('Enter')
  await expect(matching(timeline, 1)).toBeVisible(SLOW)
  const row = timeline.getByRole('grid').getByRole('row').nth(1)
  await expect(row).toContainText('02:34:07.918364205')
  await row.dblclick()
  const drawer = timeline.getByRole('complementary', { name: /^Record/ })
  const five = drawer.getByRole('region', { name: 'The five answers' })
  await expect(five).toContainText(/Who.*deploy-bot/)
  await expect(five).toContainText(/What.*read.*secret\/data\/production\/db-password/)
  await expect(five).toContainText(/When.*14 Mar 2025 02:34:07\.918364205 UTC/)
  await expect(five).toContainText(/From.*203\.0\.113\.47/)
  await expect(five).toContainText(/Result.*success/)
  await expect(drawer).toContainText('data/vault-audit-2025-03.log : 793, 794')
  await expect(drawer.getByText('not checked yet').first()).toBeVisible()
  const original = drawer.locator('pre.raw')
  await expect(original).toHaveCount(2)
  await expect(original.first()).toContainText('"operation":"read"')
  await drawer.getByRole('radio', { name: 'pretty' }).click()
  await expect(original.first()).toContainText('"operation": "read"')
  await window.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(timeline.getByRole('grid')).toBeFocused()
})

test('what a source must never show is masked in the record and in the original', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const line: { request: Record<string, unknown> } = JSON.parse(vaultLine({ n: 1 }))
  line.request['client_token'] = 'hvs.CAESIJ0plainTokenThatMustNotBeShown'
  line.request['data'] = { password: 'hunter2-plain-and-open' }
  const log = join(app.folder, 'open.log')
  writeFileSync(log, `${JSON.stringify(line)}\n`)
  await newCase(app, 'Masked')
  await importFiles(app, [log])
  const timeline = await go(window, 'Timeline')
  await timeline.getByRole('grid').getByRole('row').nth(1).dblclick()
  const drawer = timeline.getByRole('complementary', { name: /^Record/ })
  await expect(drawer).toContainText('masked by Proofline', SLOW)
  const whole = await window.content()
  expect(whole).not.toContain('hvs.CAESIJ0plain')
  expect(whole).not.toContain('hunter2')
})

test('keys move through records while the drawer is open, and narrow to the same actor', async ({ launch }) => {
  const app = await launch()
  const { window } = app
  const timeline = await timelineOf(app)
  const grid = timeline.getByRole('grid')
  await grid.focus()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  const drawer = timeline.getByRole('complementary', { name: /^Record/ })
  await expect(drawer).toContainText('1 of 2,673')
  await window.keyboard.press('j')
  await expect(drawer).toContainText('2 of 2,673')
  await window.keyboard.press('k')
  await expect(drawer).toContainText('1 of 2,673')
  await window.keyboard.press('Control+End')
  await expect(drawer).toContainText('2,673 of 2,673')
  await window.keyboard.press('a')
  await expect(chips(timeline)).toHaveText([/^actor:/])
})
