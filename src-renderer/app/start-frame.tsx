import { useState } from 'react'
import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'
import { Icon } from '../kit/icon.tsx'
import { type Command, Palette } from '../kit/palette.tsx'
import type { Fault } from '../text/faults.ts'
import { frameText as text } from '../text/frame.ts'
import { VerifyPackView } from '../views/evidence/verify-pack-view.tsx'
import { StartView } from '../views/start/start-view.tsx'
import { FaultPane } from './fault-pane.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { startMenus } from './menus.ts'
import { TitleBar } from './title-bar.tsx'
import type { About } from './use-about.ts'
import type { CaseFile } from './use-case-file.ts'
import { useChords } from './use-chords.ts'
import { nextRegion } from './keys.ts'

interface Props {
  readonly file: CaseFile
  readonly about: About | undefined
  readonly inputs: readonly PlaceNamed[]
  readonly pack: PlaceNamed | undefined
  readonly onPack: (pack: PlaceNamed | undefined) => void
  readonly fault: Fault | undefined
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onChoosePack: () => void
}

interface Hands {
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onChoosePack: () => void
}

function commandsOf({ onNew, onOpen, onChoosePack }: Hands): readonly Command[] {
  const group = text.groupDo
  return [
    { key: 'new', group, word: text.newCase, keys: 'Ctrl N', icon: 'plus', onRun: onNew },
    { key: 'open', group, word: text.openCase, keys: 'Ctrl O', icon: 'folder', onRun: onOpen },
    { key: 'pack', group, word: text.verifyPack, keys: 'Ctrl Shift V', icon: 'pack', onRun: onChoosePack },
  ]
}

function StartPalette({ hands, onClose }: { readonly hands: Hands; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const commands = commandsOf(hands).filter(({ word }) => word.toLowerCase().includes(typed.toLowerCase()))
  return (
    <Palette
      label={text.search}
      hint={text.search}
      none={text.searchNone}
      foot={[]}
      text={typed}
      onText={setTyped}
      commands={commands}
      onClose={onClose}
    />
  )
}

function Offline() {
  return (
    <footer className="status" data-region>
      <span>
        <Icon name="offline" size={14} /> {text.offline}
      </span>
    </footer>
  )
}

/** The window without a case: the start page, or a pack that is verified without one. */
export function StartFrame({ file, about, inputs, pack, onPack, fault, ...hands }: Props) {
  const [shown, show] = useState<'palette' | 'keys'>()
  const { onNew, onOpen, onChoosePack } = hands
  const hide = (): void => show(undefined)
  useChords({
    'ctrl+n': onNew,
    'ctrl+o': onOpen,
    'ctrl+shift+v': onChoosePack,
    'ctrl+k': () => show('palette'),
    '?': () => show('keys'),
    f6: () => nextRegion(1),
    'shift+f6': () => nextRegion(-1),
  })
  const menus = startMenus({ onNew, onOpen, onVerifyPack: onChoosePack, onKeys: () => show('keys') })
  return (
    <div className="win bare">
      <TitleBar about={about} menus={menus} onPalette={() => show('palette')} />
      <div className="view">
        {fault && <FaultPane fault={fault} />}
        {pack ? (
          <VerifyPackView place={pack} onChoose={onChoosePack} onLeave={() => onPack(undefined)} />
        ) : (
          <StartView
            file={file}
            about={about}
            inputs={inputs}
            onNew={onNew}
            onOpen={onOpen}
            onVerifyPack={onChoosePack}
          />
        )}
      </div>
      <Offline />
      {shown === 'keys' && <KeysDialog onClose={hide} />}
      {shown === 'palette' && <StartPalette hands={hands} onClose={hide} />}
    </div>
  )
}
