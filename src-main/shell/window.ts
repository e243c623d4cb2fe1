import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { join } from 'node:path'
import type { SettingsFile } from './settings.ts'
import { START } from './window-files.ts'

const SMALLEST = { width: 1024, height: 640 }
const FIRST = { width: 1440, height: 900 }
/** The colours of the empty frame, until the window has drawn itself. */
const GROUND = { light: '#ffffff', dark: '#15181c' }
/** Moves and sizes come many a second; they are kept once it is quiet. */
const QUIET_MS = 500

/** Opens the one window, where and as large as it stood last. */
export function openWindow(settings: SettingsFile): BrowserWindow {
  const window = new BrowserWindow({
    ...place(settings),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Proofline',
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'hidden',
    frame: process.platform === 'darwin',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => {
    if (settings.value.maximised) window.maximize()
    window.show()
  })
  keepBounds(window, settings)
  void window.loadURL(START)
  return window
}

/** The remembered place, where a screen still shows it. */
function place({ value }: SettingsFile): Electron.Rectangle | typeof FIRST {
  const { bounds } = value
  if (!bounds) return FIRST
  const { workArea } = screen.getDisplayMatching(bounds)
  const seen =
    bounds.x < workArea.x + workArea.width &&
    bounds.x + bounds.width > workArea.x &&
    bounds.y < workArea.y + workArea.height &&
    bounds.y >= workArea.y
  return seen ? bounds : FIRST
}

function keepBounds(window: BrowserWindow, settings: SettingsFile): void {
  let timer: NodeJS.Timeout | undefined
  const keep = (): void => {
    clearTimeout(timer)
    if (!window.isDestroyed()) settings.change({ bounds: window.getNormalBounds(), maximised: window.isMaximized() })
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(keep, QUIET_MS)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('close', keep)
}
