import { askShell } from '../engine/bridge.ts'
import { Icon } from '../kit/icon.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { frameText as text } from '../text/frame.ts'
import { common } from '../text/words.ts'
import type { About } from './use-about.ts'

interface Props {
  readonly about: About | undefined
  readonly menus: readonly { readonly word: string; readonly items: readonly MenuItem[] }[]
  readonly caseName?: string | undefined
  readonly caseNote?: string | undefined
  readonly onPalette: () => void
}

type Does = 'minimise' | 'maximise' | 'close'

const hands: readonly { readonly does: Does; readonly word: string; readonly path: string }[] = [
  { does: 'minimise', word: text.minimise, path: 'M0 5.5h10' },
  { does: 'maximise', word: text.maximise, path: 'M.5.5h9v9h-9z' },
  { does: 'close', word: text.close, path: 'M0 0l10 10M10 0L0 10' },
]

function Brand() {
  return (
    <span className="brand">
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <rect x="1" y="5" width="5.5" height="6" />
        <rect x="9.5" y="5" width="5.5" height="6" fill="var(--accent)" stroke="var(--accent)" />
        <path d="M6.5 8h3" />
      </svg>
      {common.program}
    </span>
  )
}

function Theme({ dark }: { readonly dark: boolean }) {
  return (
    <button
      type="button"
      className="tb-btn"
      aria-label={text.theme}
      onClick={() => void askShell('shell.window', { do: dark ? 'theme-light' : 'theme-dark' })}
    >
      <svg className="ic" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="5.2" />
        <path d="M8 2.8v10.4a5.2 5.2 0 0 0 0-10.4z" fill="currentColor" />
      </svg>
    </button>
  )
}

function WindowHands() {
  return (
    <span className="wctl">
      {hands.map(({ does, word, path }) => (
        <button key={does} type="button" aria-label={word} onClick={() => void askShell('shell.window', { do: does })}>
          <svg width="10" height="10" stroke="currentColor" fill="none" aria-hidden="true">
            <path d={path} />
          </svg>
        </button>
      ))}
    </span>
  )
}

/** Mark, menus, the case, what to type into, theme and window. macOS brings its own controls. */
export function TitleBar({ about, menus, caseName, caseNote, onPalette }: Props) {
  const mac = about?.platform === 'darwin'
  return (
    <header className={mac ? 'titlebar mac' : 'titlebar'} data-region>
      <div className="row" style={{ gap: 0 }}>
        <Brand />
        <nav className="menus" aria-label={text.menus}>
          {menus.map(({ word, items }) => (
            <Menu key={word} label={word} items={items} className="" />
          ))}
        </nav>
      </div>
      <div className="case">
        <b className="ell">{caseName}</b>
        <span className="t3 ell">{caseNote}</span>
      </div>
      <div className="hands">
        <button type="button" className="cmdk" onClick={onPalette}>
          <Icon name="search" size={12} />
          <span className="ell">{text.search}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <Theme dark={about?.dark ?? false} />
        {!mac && <WindowHands />}
      </div>
    </header>
  )
}
