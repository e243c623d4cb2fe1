import { useMemo, useState } from 'react'
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

/** The window without a case: the start page, or a pack that is verified without one. */
export function StartFrame({ file, about, inputs, pack, onPack, fault, onNew, onOpen, onChoosePack }: Props) {
  const [shown, show] = useState<'palette' | 'keys'>()
  const [typed, setTyped] = useState('')
  const hands = { onNew, onOpen, onVerifyPack: onChoosePack, onKeys: () => show('keys') }
  useChords({
    'ctrl+n': onNew,
    'ctrl+o': onOpen,
    'ctrl+shift+v': onChoosePack,
    'ctrl+k': () => show('palette'),
    '?': () => show('keys'),
    f6: () => nextRegion(1),
    'shift+f6': () => nextRegion(-1),
  })
  const menus = startMenus(hands)
  const commands = useMemo(
    (): readonly Command[] =>
      [
        { key: 'new', group: text.groupDo, word: text.newCase, keys: 'Ctrl N', icon: 'plus' as const, onRun: onNew },
        {
          key: 'open',
          group: text.groupDo,
          word: text.openCase,
          keys: 'Ctrl O',
          icon: 'folder' as const,
          onRun: onOpen,
        },
        {
          key: 'pack',
          group: text.groupDo,
          word: text.verifyPack,
          keys: 'Ctrl Shift V',
          icon: 'pack' as const,
          onRun: onChoosePack,
        },
      ].filter(({ word }) => word.toLowerCase().includes(typed.toLowerCase())),
    [typed, onNew, onOpen, onChoosePack],
  )
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
      <footer className="status" data-region>
        <span>
          <Icon name="offline" size={14} /> {text.offline}
        </span>
      </footer>
      {shown === 'keys' && <KeysDialog onClose={() => show(undefined)} />}
      {shown === 'palette' && (
        <Palette
          label={text.search}
          hint={text.search}
          none={text.searchNone}
          foot={[]}
          text={typed}
          onText={setTyped}
          commands={commands}
          onClose={() => show(undefined)}
        />
      )}
    </div>
  )
}
