import { askShell } from '../engine/bridge.ts'
import type { MenuItem } from '../kit/menu.tsx'
import { frameText as text } from '../text/frame.ts'
import { type Route, routeTo, views } from './route.ts'

type MenuOfBar = { readonly word: string; readonly items: readonly MenuItem[] }

interface StartHands {
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onVerifyPack: () => void
  readonly onKeys: () => void
}

interface CaseHands extends StartHands {
  readonly go: (route: Route) => void
  readonly onClose: () => void
  readonly onImport: () => void
  readonly onSide: () => void
  readonly onDensity: () => void
}

const inWindow = (what: 'theme-light' | 'theme-dark' | 'theme-system' | 'print' | 'close') => (): void =>
  void askShell('shell.window', { do: what })

const themes: readonly MenuItem[] = [
  { word: text.themeSystem, onPick: inWindow('theme-system') },
  { word: text.themeLight, onPick: inWindow('theme-light') },
  { word: text.themeDark, onPick: inWindow('theme-dark') },
]

const fileItems = ({ onNew, onOpen, onVerifyPack }: StartHands): MenuItem[] => [
  { word: text.newCase, keys: 'Ctrl N', onPick: onNew },
  { word: text.openCase, keys: 'Ctrl O', onPick: onOpen },
  { word: text.verifyPack, keys: 'Ctrl Shift V', onPick: onVerifyPack },
]

/** Menus of a window without a case. */
export const startMenus = (hands: StartHands): readonly MenuOfBar[] => [
  { word: text.file, items: [...fileItems(hands), { word: text.quit, onPick: inWindow('close') }] },
  { word: text.view, items: themes },
  { word: text.help, items: [{ word: text.keysOfView, keys: '?', onPick: hands.onKeys }] },
]

/** Menus of a window with a case. */
export const caseMenus = (hands: CaseHands): readonly MenuOfBar[] => [
  {
    word: text.file,
    items: [
      ...fileItems(hands),
      { word: text.chooseFiles, keys: 'Ctrl I', onPick: hands.onImport },
      { word: text.print, onPick: inWindow('print') },
      { word: text.closeCase, onPick: hands.onClose },
      { word: text.quit, onPick: inWindow('close') },
    ],
  },
  {
    word: text.view,
    items: [
      { word: text.side, keys: 'Ctrl B', onPick: hands.onSide },
      { word: text.density, keys: 'Ctrl Alt D', onPick: hands.onDensity },
      ...themes,
    ],
  },
  {
    word: text.goMenu,
    items: views.map(({ view, word }, n) => ({ word, keys: `Ctrl ${n + 1}`, onPick: () => hands.go(routeTo(view)) })),
  },
  { word: text.help, items: [{ word: text.keysOfView, keys: '?', onPick: hands.onKeys }] },
]
