import { useState } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { ask, askShell } from '../../engine/bridge.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { Fault } from '../../text/faults.ts'
import { evidenceText as text } from '../../text/evidence.ts'
import { common } from '../../text/words.ts'

interface Props {
  readonly onClose: () => void
  readonly onMade: (place: PlaceNamed) => void
}

const LEAST = 8

/** A new signing key, always under a passphrase here. */
export function NewKeyDialog({ onClose, onMade }: Props) {
  const { head, say } = useCaseScreen()
  const [name, setName] = useState(head.auditor)
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [fault, setFault] = useState<Fault>()
  const make = async (): Promise<void> => {
    const chosen = await askShell('shell.choose', { what: 'key-save', suggest: text.keyFile })
    if (!chosen.ok) return setFault(chosen)
    const place = chosen.data.places[0]
    if (!place) return undefined
    const made = await ask('key.new', { place: place.place, name: name.trim(), passphrase: first })
    if (!made.ok) return setFault(made)
    say(text.keyMade)
    onMade(place)
    return onClose()
  }
  const short = first.length > 0 && first.length < LEAST ? text.keyPassShort : undefined
  const differs = second.length > 0 && first !== second ? text.keyPassDiffers : undefined
  const ready = name.trim() !== '' && first.length >= LEAST && first === second
  return (
    <Dialog
      title={text.newKeyTitle}
      keep={common.cancel}
      act={text.keyMake}
      ready={ready}
      onKeep={onClose}
      onAct={() => void make()}
    >
      <p className="t2">{text.newKeyHint}</p>
      <TextField label={text.keyName} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      <TextField
        type="password"
        label={text.keyPass}
        mistake={short}
        value={first}
        onChange={(event) => setFirst(event.target.value)}
      />
      <TextField
        type="password"
        label={text.keyPassAgain}
        mistake={differs}
        value={second}
        onChange={(event) => setSecond(event.target.value)}
      />
      {fault && <FaultPane fault={fault} />}
    </Dialog>
  )
}
