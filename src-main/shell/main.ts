import { app, type BrowserWindow, Menu, nativeTheme, session } from 'electron'
import { join } from 'node:path'
import { EVENT } from '../contract/channels.ts'
import type { ShellEvent, ShellEventName } from '../contract/shell-calls.ts'
import { startEngine } from './engine-process.ts'
import { fenceContents, fenceSession, silenceChromium } from './fences.ts'
import { joined, type Launch, launchOf, NOTHING, sorted } from './launch.ts'
import { Places } from './places.ts'
import { Relay } from './relay.ts'
import { declareScheme, serveWindow } from './scheme.ts'
import { SettingsFile } from './settings.ts'
import { launchPlaces, shellAnswers } from './shell-answers.ts'
import { openWindow } from './window.ts'
import { answerWindow } from './window-messages.ts'

/** Words of the command line that name the program: itself, and where it is not packaged the folder of the app. */
const OWN_WORDS = process.defaultApp ? 2 : 1

/** macOS has no window without its own menu; elsewhere the window draws its menus. */
const MAC_MENU: Electron.MenuItemConstructorOptions[] = [
  { role: 'appMenu' },
  { role: 'editMenu' },
  { role: 'windowMenu' },
]

/** The one window and what it stands on, from start to quit. */
class Program {
  readonly #settings = new SettingsFile(join(app.getPath('userData'), 'settings.json'))
  readonly #engine = new Relay(startEngine)
  readonly #places = new Places(this.#engine.control)
  #window: BrowserWindow | undefined
  #answers: ReturnType<typeof shellAnswers> | undefined
  /** What to open, until the window takes it. */
  #launch: Launch | undefined = launchOf(process.argv, OWN_WORDS, process.cwd())

  /** Listens to the system; the window opens once Electron is ready. */
  start(): void {
    app.on('second-instance', (_event, argv, cwd) => void this.#opened(launchOf(argv, OWN_WORDS, cwd)))
    app.on('open-file', (event, path) => {
      event.preventDefault()
      void this.#opened(sorted([path]))
    })
    app.on('web-contents-created', (_event, contents) => fenceContents(contents))
    app.on('window-all-closed', () => app.quit())
    app.on('will-quit', () => this.#engine.stop())
    nativeTheme.on('updated', () => this.#tellTheme())
    answerWindow({
      contents: () => this.#window?.webContents,
      relay: this.#engine,
      places: this.#places,
      answers: () => this.#answers,
    })
    void app.whenReady().then(() => this.#ready())
  }

  #ready(): void {
    fenceSession(session.defaultSession)
    serveWindow(session.defaultSession, join(import.meta.dirname, '../renderer'))
    nativeTheme.themeSource = this.#settings.value.theme
    Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(MAC_MENU) : null)
    const window = openWindow(this.#settings)
    this.#window = window
    this.#answers = shellAnswers({
      window,
      places: this.#places,
      settings: this.#settings,
      takeLaunch: () => this.#takeLaunch(),
    })
    window.on('maximize', () => this.#tell('shell.maximised', { maximised: true }))
    window.on('unmaximize', () => this.#tell('shell.maximised', { maximised: false }))
    window.on('closed', () => (this.#window = undefined))
  }

  #takeLaunch(): Launch {
    const given = this.#launch ?? NOTHING
    this.#launch = undefined
    return given
  }

  /** Opened from outside: told to a window that has taken its launch, kept for one that has not yet. */
  async #opened(files: Launch): Promise<void> {
    if (this.#launch) this.#launch = joined(this.#launch, files)
    else this.#tell('shell.opened', await launchPlaces(files, this.#places))
    if (this.#window?.isMinimized()) this.#window.restore()
    this.#window?.focus()
  }

  #tellTheme(): void {
    this.#tell('shell.theme', { theme: this.#settings.value.theme, dark: nativeTheme.shouldUseDarkColors })
  }

  #tell<N extends ShellEventName>(event: N, payload: ShellEvent<N>): void {
    this.#window?.webContents.send(EVENT, { event, payload })
  }
}

declareScheme()
silenceChromium()
// as root Chromium runs only without its sandbox, and dies when both are asked for
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (app.requestSingleInstanceLock()) new Program().start()
else app.quit()
