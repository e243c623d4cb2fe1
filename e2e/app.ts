import { _electron, type ElectronApplication, errors, type Page, test as base } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '../src-main/contract/bridge.ts'
import type { Choice } from '../src-main/contract/shell-calls.ts'

declare global {
  /** What the preload gives the window; functions given to `evaluate` run there. */
  var proofline: Bridge
}

/** The real program, started once for a test, with a folder of its own. */
export interface App {
  readonly electron: ElectronApplication
  readonly window: Page
  /** URLs the window asked for since its first document, refused ones too. */
  readonly requests: readonly string[]
  /** A folder that is removed after the test: user data, and room for cases and packs. */
  readonly folder: string
  /** Queues what the next dialog of a kind answers; an empty list is a cancel. */
  answerDialog(what: Choice, paths: readonly string[]): void
  /** Drops files of the machine on an element, as a file manager would. */
  dropFiles(selector: string, paths: readonly string[]): Promise<void>
  /** Ends the program; the same folder can be started again. */
  close(): Promise<void>
}

/** How a test starts it: further arguments (a log, a case), and a folder to start in again. */
export interface Start {
  readonly args?: readonly string[]
  readonly folder?: string
}

const ATTACH_MS = 15_000

const runtime = process.env['PROOFLINE_RUNTIME']
const runtimeArgs: readonly string[] = JSON.parse(process.env['PROOFLINE_RUNTIME_ARGS'] ?? '[]')

/** Chromium refuses its sandbox to root, as build machines often are. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Now and then Playwright waits for ever on a program that has long begun: it is ended and started again. */
async function attached(how: Parameters<typeof _electron.launch>[0], further = 2): Promise<ElectronApplication> {
  try {
    return await _electron.launch(how)
  } catch (error) {
    if (further === 0 || !(error instanceof errors.TimeoutError)) throw error
    return attached(how, further - 1)
  }
}

async function start(folder: string, args: readonly string[], log: string[]): Promise<App> {
  if (!runtime) throw new Error('PROOFLINE_RUNTIME names no Electron. Run the tests by `npm test`.')
  const dialogs = join(folder, 'dialogs.json')
  writeFileSync(dialogs, '{}')
  const electron = await attached({
    executablePath: runtime,
    args: [
      ...runtimeArgs,
      ...asRoot,
      '--disable-gpu', // build machines have none, and looking for one takes longer than all else
      `--user-data-dir=${join(folder, 'user')}`,
      `--log-net-log=${netLogOf(folder)}`,
      ...args,
    ],
    env: { ...process.env, PROOFLINE_DIALOGS: dialogs },
    colorScheme: null, // else Playwright overrides the program's own
    timeout: ATTACH_MS,
  })
  for (const stream of [electron.process().stdout, electron.process().stderr]) {
    stream?.on('data', (chunk) => log.push(String(chunk)))
  }
  const requests: string[] = []
  electron.context().on('request', (request) => requests.push(request.url()))
  const window = await electron.firstWindow()
  window.on('console', (message) => log.push(`window: ${message.text()}\n`))
  window.on('pageerror', (error) => log.push(`window: ${error.stack ?? error.message}\n`))
  return {
    electron,
    window,
    requests,
    folder,
    answerDialog: (what, paths) => {
      const queue: Record<string, (readonly string[])[]> = JSON.parse(readFileSync(dialogs, 'utf8'))
      writeFileSync(dialogs, JSON.stringify({ ...queue, [what]: [...(queue[what] ?? []), paths] }))
    },
    dropFiles: (selector, paths) => dropFiles(window, selector, paths),
    close: () => electron.close(),
  }
}

/** Chromium's own record of its network, complete once the program has ended. */
export const netLogOf = (folder: string): string => join(folder, 'net-log.json')

/** A file chosen in an input keeps its path, so it can stand in for one from the desktop. */
async function dropFiles(window: Page, selector: string, paths: readonly string[]): Promise<void> {
  const chooser = await window.evaluateHandle(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    return input
  })
  await chooser.setInputFiles([...paths])
  await window.locator(selector).evaluate((target, input) => {
    const transfer = new DataTransfer()
    for (const file of input.files ?? []) transfer.items.add(file)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
    }
  }, chooser)
}

/** `launch` starts the program; what it printed is attached where the test fails. */
export const test = base.extend<{ launch: (how?: Start) => Promise<App> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn what a fixture needs
  launch: async ({}, use, info) => {
    const started: App[] = []
    const own = mkdtempSync(join(tmpdir(), 'proofline-e2e-'))
    const log: string[] = []
    await use(async ({ args = [], folder = own } = {}) => {
      const app = await start(folder, args, log)
      started.push(app)
      return app
    })
    for (const app of started) await app.close().catch(() => undefined) // closed by the test already
    if (info.status !== info.expectedStatus) {
      await info.attach('program output', { body: log.join(''), contentType: 'text/plain' })
      process.stderr.write(log.join(''))
    }
    rmSync(own, { recursive: true, force: true })
  },
})

export { expect } from '@playwright/test'
