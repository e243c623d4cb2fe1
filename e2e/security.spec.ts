import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, netLogOf, test } from './app.ts'

const ORIGIN = 'proofline://app/'

test('the window is sandboxed, isolated, and has no Node', async ({ launch }) => {
  const { electron, window } = await launch()
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows()
    const contents = only?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  })
  const seen = await window.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in globalThis),
    bridge: Object.keys(proofline).toSorted(),
  }))
  expect(seen).toEqual({ node: [], bridge: ['call', 'drop', 'on'] })
})

test('the policy allows no code and no source but our own', async ({ launch }) => {
  const { window } = await launch()
  const answered = window.waitForResponse((response) => response.url() === `${ORIGIN}index.html`)
  await window.reload()
  const policy = (await (await answered).allHeaders())['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  const ran = await window.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.body.append(script)
    // later, as the debugger that runs this function is itself exempt from the policy
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-eval -- that it is refused is the test
          resolve(globalThis.eval('1 + 1'))
        } catch {
          resolve('refused')
        }
      })
    })
    return { injected: 'injected' in globalThis, evaluated }
  })
  expect(ran).toEqual({ injected: false, evaluated: 'refused' })
})

for (const target of ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/hostname', 'data:text/html,out']) {
  test(`navigation is refused: ${target}`, async ({ launch }) => {
    const { window } = await launch()
    await window.evaluate((url) => location.assign(url), target).catch(() => undefined)
    await window.evaluate((url) => {
      const link = document.createElement('a')
      link.href = url
      document.body.append(link)
      link.click()
    }, target)
    await window.waitForTimeout(300)
    expect(await window.evaluate(() => location.href)).toMatch(/^proofline:\/\/app\//)
  })
}

test('a new window is refused, and so is a frame', async ({ launch }) => {
  const { electron, window } = await launch()
  const opened = await window.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    return [open('https://example.com/'), open('proofline://app/index.html')].map((one) => one === null)
  })
  await window.waitForTimeout(300)
  expect(opened).toEqual([true, true])
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(window.frames().filter((frame) => frame.url().startsWith('http'))).toEqual([])
})

test('permissions are refused', async ({ launch }) => {
  const { window } = await launch()
  const given = await window.evaluate(async () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- runs in the window, which has no outer scope
    const refused = (ask: Promise<unknown>): Promise<string> => ask.then(() => 'given').catch(() => 'refused')
    const position = new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))
    return {
      notification: await Notification.requestPermission(),
      media: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      position: await refused(position),
      clipboard: await refused(navigator.clipboard.readText()),
    }
  })
  expect(given).toEqual({
    notification: 'denied',
    media: 'refused',
    screen: 'refused',
    position: 'refused',
    clipboard: 'refused',
  })
})

test('nothing but our own scheme is asked for, and nothing leaves', async ({ launch }) => {
  const { window, requests, folder, close } = await launch()
  await window.reload()
  const own = [...requests]
  expect(own.length).toBeGreaterThan(0)
  expect(own.filter((url) => !url.startsWith(ORIGIN))).toEqual([])
  const reached = await window.evaluate(async () => {
    const image = new Promise<string>((resolve) => {
      const element = new Image()
      element.addEventListener('load', () => resolve('loaded'))
      element.addEventListener('error', () => resolve('refused'))
      element.src = 'https://example.com/pixel.png'
    })
    const fetched = fetch('https://example.com/')
      .then(() => 'loaded')
      .catch(() => 'refused')
    return Promise.all([image, fetched])
  })
  expect(reached).toEqual(['refused', 'refused'])
  await close()
  const netLog = readFileSync(netLogOf(folder), 'utf8')
  expect([...netLog.matchAll(/"url":"(?:https?|wss?|ftp):[^"]*"/g)].map(([url]) => url)).toEqual([])
})

test('the spell checker, which would fetch dictionaries, is off', async ({ launch }) => {
  const { electron } = await launch()
  expect(await electron.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false)
})

test('a message from another window is refused, even of our own origin', async ({ launch }) => {
  const { electron, window } = await launch()
  expect(await window.evaluate(() => proofline.call('shell.about', {}))).toMatchObject({ ok: true })
  const stranger = await electron.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
    await other.loadURL('proofline://app/index.html')
    const ask = (code: string): Promise<unknown> => other.webContents.executeJavaScript(code)
    const patience = `new Promise((resolve) => setTimeout(resolve, 500, 'no answer'))`
    const answers = [
      await ask(`proofline.call('shell.about', {})`),
      await ask(`proofline.call('shell.recent', {})`),
      await ask(`proofline.drop([])`),
      await ask(`Promise.race([proofline.call('case.head', {}), ${patience}])`),
    ]
    other.destroy()
    return answers
  })
  const refused = { ok: false, code: 'bad-request' }
  expect(stranger).toMatchObject([refused, refused, refused, 'no answer'])
})

test('the window cannot ask as the shell does', async ({ launch }) => {
  const { window } = await launch()
  const asked = await window.evaluate(() => proofline.call('place.add', { path: '/etc/passwd', kind: 'input' }))
  expect(asked).toMatchObject({ ok: false })
})

for (const name of ['shell.constructor', 'shell.nothing', 'constructor', '__proto__']) {
  test(`a call that the contract does not know is refused: ${name}`, async ({ launch }) => {
    const { window } = await launch()
    expect(await window.evaluate((call) => proofline.call(call, {}), name)).toMatchObject({ ok: false })
  })
}

test('an ask that does not fit the contract is refused', async ({ launch }) => {
  const { window } = await launch()
  const asked = await window.evaluate(() => proofline.call('shell.choose', { what: '/etc/passwd' }))
  expect(asked).toMatchObject({ ok: false, code: 'bad-request' })
})

test('a utility process starts and answers under this runtime', async ({ launch }) => {
  const { electron, folder } = await launch()
  const stub = join(folder, 'stub.cjs')
  writeFileSync(
    stub,
    `process.parentPort.on('message', ({ data }) => process.parentPort.postMessage({ answer: data.ask * 2 }))`,
  )
  const answer = await electron.evaluate(
    ({ utilityProcess }, file) =>
      new Promise((resolve) => {
        const child = utilityProcess.fork(file)
        child.once('message', (message: unknown) => {
          child.kill()
          resolve(message)
        })
        child.postMessage({ ask: 21 })
      }),
    stub,
  )
  expect(answer).toEqual({ answer: 42 })
})
