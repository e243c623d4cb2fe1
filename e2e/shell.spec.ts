import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type App, expect, test } from './app.ts'

function someFile({ folder }: Pick<App, 'folder'>, name: string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, '{}\n')
  return path
}

/** Linux's own list: of each thread's children. */
function childrenOf(pid: number): readonly number[] {
  const threads = readdirSync(`/proc/${pid}/task`)
  const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'))
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

test('a dialog gives places and names, never a path', async ({ launch }) => {
  const app = await launch()
  const paths = [someFile(app, 'one.log'), someFile(app, 'two.log')]
  app.answerDialog('files', paths)
  const answered = await app.window.evaluate(() => proofline.call('shell.choose', { what: 'files' }))
  expect(answered).toMatchObject({ ok: true, data: { places: paths.map((path) => ({ name: basename(path) })) } })
  expect(JSON.stringify(answered)).not.toContain(app.folder)
})

test('a cancelled dialog gives no place', async ({ launch }) => {
  const app = await launch()
  app.answerDialog('case-new', [])
  const answered = await app.window.evaluate(() => proofline.call('shell.choose', { what: 'case-new' }))
  expect(answered).toEqual({ ok: true, data: { places: [] } })
})

test('a drop gives places; what is no file of the machine gives none', async ({ launch }) => {
  const app = await launch()
  const input = await app.window.evaluateHandle(() => {
    const element = document.createElement('input')
    element.type = 'file'
    return element
  })
  await input.setInputFiles(someFile(app, 'dropped.log'))
  const answered = await input.evaluate((element) =>
    proofline.drop([...(element.files ?? []), new File(['made up'], '/etc/passwd'), { path: '/etc/passwd' }]),
  )
  expect(answered).toMatchObject({ ok: true, data: { places: [{ name: 'dropped.log' }] } })
  expect(JSON.stringify(answered)).not.toContain(app.folder)
})

test('what the program was started with is given once', async ({ launch }, info) => {
  const folder = info.outputPath('given')
  const [log, pack, held] = ['audit.log', 'handed.asice', 'held.proofline'].map((name) => someFile({ folder }, name))
  const { window } = await launch({ args: [log ?? '', pack ?? '', held ?? ''] })
  // the window itself may have asked first: then it is told that nothing is left
  const again = await window.evaluate(async () => {
    await proofline.call('shell.launch', {})
    return proofline.call('shell.launch', {})
  })
  expect(again).toEqual({ ok: true, data: { cases: [], inputs: [], packs: [] } })
})

test('recent cases are remembered over a restart, opened by id, and forgotten', async ({ launch }) => {
  const first = await launch()
  first.answerDialog('case-open', [someFile(first, 'Audit 2025.proofline')])
  await first.window.evaluate(async () => {
    const chosen = await proofline.call('shell.choose', { what: 'case-open' })
    const [{ place }] = (chosen as { data: { places: [{ place: string }] } }).data.places
    await proofline.call('shell.remember', { place, title: 'Audit 2025' })
  })
  await first.close()
  const { window } = await launch({ folder: first.folder })
  const recent = await window.evaluate(() => proofline.call('shell.recent', {}))
  expect(recent).toMatchObject({ ok: true, data: { cases: [{ name: 'Audit 2025.proofline', title: 'Audit 2025' }] } })
  const id = (recent as { data: { cases: [{ recent: string }] } }).data.cases[0].recent
  const opened = await window.evaluate((one) => proofline.call('shell.openRecent', { recent: one }), id)
  expect(opened).toMatchObject({ ok: true, data: { name: 'Audit 2025.proofline' } })
  await window.evaluate((one) => proofline.call('shell.forget', { recent: one }), id)
  expect(await window.evaluate(() => proofline.call('shell.recent', {}))).toEqual({ ok: true, data: { cases: [] } })
  const gone = await window.evaluate((one) => proofline.call('shell.openRecent', { recent: one }), id)
  expect(gone).toMatchObject({ ok: false, code: 'not-found' })
})

test('the theme is changed, told and kept', async ({ launch }) => {
  const first = await launch()
  const told = await first.window.evaluate(async () => {
    const heard = new Promise((resolve) => proofline.on('shell.theme', resolve))
    await proofline.call('shell.window', { do: 'theme-dark' })
    return heard
  })
  expect(told).toEqual({ theme: 'dark', dark: true })
  expect(await first.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await first.close()
  const { window } = await launch({ folder: first.folder })
  const about = await window.evaluate(() => proofline.call('shell.about', {}))
  expect(about).toMatchObject({ ok: true, data: { theme: 'dark', dark: true, version: '0.1.0' } })
})

test('a second start hands its files to the first window and ends', async ({ launch }) => {
  const app = await launch()
  await app.window.evaluate(() => proofline.call('shell.launch', {}))
  const heard = app.window.evaluate(() => new Promise((resolve) => proofline.on('shell.opened', resolve)))
  const runtime = process.env['PROOFLINE_RUNTIME'] ?? ''
  const own: string[] = JSON.parse(process.env['PROOFLINE_RUNTIME_ARGS'] ?? '[]')
  const args = [...own, '--no-sandbox', `--user-data-dir=${join(app.folder, 'user')}`, someFile(app, 'late.log')]
  const second = spawn(runtime, args, { stdio: 'ignore' })
  expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0)
  expect(await heard).toMatchObject({ cases: [], packs: [], inputs: [{ name: 'late.log' }] })
})

test('an engine that is killed comes back, and the window hears of it', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'finds the engine in /proc')
  const app = await launch()
  const heard: string[] = []
  await app.window.exposeFunction('hear', (event: string) => void heard.push(event))
  await app.window.evaluate(async () => {
    for (const event of ['engine.lost', 'engine.back']) {
      proofline.on(event, () => void (globalThis as unknown as { hear: (event: string) => void }).hear(event))
    }
    await proofline.call('case.head', {}) // the wire stands
  })
  const engines = childrenOf(app.electron.process().pid ?? 0).filter((pid) => commandOf(pid).includes('engine.js'))
  expect(engines).toHaveLength(1)
  process.kill(Number(engines[0]), 'SIGKILL')
  await expect.poll(() => heard).toEqual(['engine.lost', 'engine.back'])
  expect(await app.window.evaluate(() => proofline.call('case.head', {}))).toMatchObject({ ok: true })
})
