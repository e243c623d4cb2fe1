import './start.css'
import type { ReactNode } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import type { CaseFile } from '../../app/use-case-file.ts'
import type { About } from '../../app/use-about.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { View } from '../../app/view.tsx'
import { Button } from '../../kit/button.tsx'
import { Icon, type IconName } from '../../kit/icon.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { startText as text } from '../../text/start.ts'
import { ProgramPane } from './program-pane.tsx'
import { RecentCases } from './recent-cases.tsx'

interface Props {
  readonly file: CaseFile
  readonly about: About | undefined
  readonly inputs: readonly PlaceNamed[]
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onVerifyPack: () => void
}

function Way({
  icon,
  word,
  keys,
  onGo,
}: {
  readonly icon: IconName
  readonly word: ReactNode
  readonly keys: string
  readonly onGo: () => void
}) {
  return (
    <li>
      <button type="button" className="way" onClick={onGo}>
        <Icon name={icon} size={14} />
        <span className="med">{word}</span>
        <kbd>{keys}</kbd>
      </button>
    </li>
  )
}

function OpenFault({ file }: { readonly file: CaseFile }) {
  const { fault, place, open, dismiss } = file
  if (!fault) return null
  return (
    <div className="start-fault">
      <FaultPane fault={fault} about={place?.name} onRetry={place && (() => void open(place))} onDismiss={dismiss} />
      {fault.code === 'case-in-use' && place && (
        <div className="row">
          <Button onClick={() => void open(place, true)}>{text.readOnlyAction}</Button>
        </div>
      )}
    </div>
  )
}

/** Where the window begins: make a case, open one, or check a pack without one. */
export function StartView({ file, about, inputs, onNew, onOpen, onVerifyPack }: Props) {
  return (
    <View name={text.view}>
      <div className="start">
        <div className="start-main scroll">
          <h1>{text.title}</h1>
          <p className="t2">{text.intro}</p>
          {inputs.length > 0 && (
            <p className="note" style={{ marginTop: 12 }}>
              <b className="med">{text.waitingInputs(inputs.length)}</b> {text.waitingMore}
            </p>
          )}
          <OpenFault file={file} />
          <ul className="ways">
            <Way icon="plus" word={text.newCase} keys="Ctrl N" onGo={onNew} />
            <Way icon="folder" word={text.openCase} keys="Ctrl O" onGo={onOpen} />
            <Way icon="pack" word={text.verifyPack} keys="Ctrl Shift V" onGo={onVerifyPack} />
          </ul>
          {file.busy && file.place ? (
            <WaitingPane label={text.opening(file.place.name)} />
          ) : (
            <RecentCases file={file} />
          )}
          <div className="dropzone">
            <Icon name="import" /> <span>{text.drop}</span> <span className="t3 sm">{text.dropMore}</span>
          </div>
        </div>
        <ProgramPane about={about} />
      </div>
    </View>
  )
}
