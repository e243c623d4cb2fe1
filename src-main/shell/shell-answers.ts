import { app, type BrowserWindow, nativeTheme, shell } from 'electron'
import { homedir } from 'node:os'
import type { ShellAnswer, ShellAsk, ShellCallName } from '../contract/shell-calls.ts'
import { FaultError } from '../contract/fault.ts'
import { choose } from './dialogs.ts'
import type { Launch } from './launch.ts'
import type { Places } from './places.ts'
import { printOnPaper, printToFile } from './print-window.ts'
import { listed, remember } from './recent.ts'
import type { SettingsFile } from './settings.ts'

/** What the answers stand on. */
export interface ShellGround {
  readonly window: BrowserWindow
  readonly places: Places
  readonly settings: SettingsFile
  /** Gives what the program was started with, once. */
  readonly takeLaunch: () => Launch
}

type Answers = { [N in ShellCallName]: (ask: ShellAsk<N>) => ShellAnswer<N> | Promise<ShellAnswer<N>> }

const platforms = ['linux', 'darwin', 'win32'] as const

/** Every call of the shell; the compiler sees that none is left out. */
export function shellAnswers({ window, places, settings, takeLaunch }: ShellGround): Answers {
  const caseOf = (recent: string): string => {
    const found = settings.value.cases.find(({ id }) => id === recent)
    if (!found) throw new FaultError('not-found', 'This case is no longer in the list.')
    return found.path
  }
  return {
    'shell.choose': async ({ what, suggest }) => {
      const { paths, kind } = await choose(window, what, suggest)
      return { places: await places.addAll(paths, kind) }
    },
    'shell.recent': () => ({ cases: listed(settings.value.cases, homedir()) }),
    'shell.openRecent': ({ recent }) => places.add(caseOf(recent), 'case'),
    'shell.forget': ({ recent }) => {
      settings.change({ cases: settings.value.cases.filter(({ id }) => id !== recent) })
      return {}
    },
    'shell.remember': ({ place, title }) => {
      settings.change({ cases: remember(settings.value.cases, places.pathOf(place), title, Date.now()) })
      return {}
    },
    'shell.launch': () => launchPlaces(takeLaunch(), places),
    'shell.window': ({ do: act, place }) => {
      if (act === 'show-item') shell.showItemInFolder(places.pathOf(place ?? ''))
      else actions[act](window, settings)
      return {}
    },
    'shell.print': async ({ out, ...paper }) => {
      if (out === undefined) printOnPaper(window, paper)
      else await printToFile(window, places.pathOf(out), paper)
      return {}
    },
    'shell.about': () => ({
      version: app.getVersion(),
      platform: platforms.find((one) => one === process.platform) ?? 'other',
      theme: settings.value.theme,
      dark: nativeTheme.shouldUseDarkColors,
      maximised: window.isMaximized(),
    }),
  }
}

/** Paths given from outside, as places the window can use. */
export async function launchPlaces(launch: Launch, places: Places): Promise<ShellAnswer<'shell.launch'>> {
  const [cases, inputs, packs] = await Promise.all([
    places.addAll(launch.cases, 'case'),
    places.addAll(launch.inputs, 'input'),
    places.addAll(launch.packs, 'input'),
  ])
  return { cases, inputs, packs }
}

type Act = Exclude<ShellAsk<'shell.window'>['do'], 'show-item'>

const useTheme =
  (theme: 'light' | 'dark' | 'system') =>
  (_window: BrowserWindow, settings: SettingsFile): void => {
    nativeTheme.themeSource = theme
    settings.change({ theme })
  }

const actions: Readonly<Record<Act, (window: BrowserWindow, settings: SettingsFile) => void>> = {
  minimise: (window) => window.minimize(),
  maximise: (window) => (window.isMaximized() ? window.unmaximize() : window.maximize()),
  close: (window) => window.close(),
  'theme-light': useTheme('light'),
  'theme-dark': useTheme('dark'),
  'theme-system': useTheme('system'),
  print: (window) => window.webContents.print(),
}
