import { useState } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { ask } from '../../engine/bridge.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { Fault } from '../../text/faults.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { common } from '../../text/words.ts'

interface Props {
  readonly place: PlaceNamed
  readonly onClose: () => void
  readonly onAdded: () => void
}

/** A key is trusted only with a name and a way behind it. */
export function AddKeyDialog({ place, onClose, onAdded }: Props) {
  const [who, setWho] = useState('')
  const [how, setHow] = useState('')
  const [fault, setFault] = useState<Fault>()
  const add = async (): Promise<void> => {
    const done = await ask('trust.add', { place: place.place, who: who.trim(), how: how.trim() })
    if (!done.ok) return setFault(done)
    onAdded()
    return onClose()
  }
  return (
    <Dialog
      title={text.addTitle}
      keep={common.cancel}
      act={text.addAct}
      ready={who.trim() !== '' && how.trim() !== ''}
      onKeep={onClose}
      onAct={() => void add()}
    >
      <p className="t2">{text.addBody}</p>
      <dl className="kv">
        <dt>{text.addFile}</dt>
        <dd>{place.name}</dd>
      </dl>
      <TextField
        label={text.addWho}
        hint={text.addWhoHint}
        value={who}
        maxLength={200}
        onChange={(event) => setWho(event.target.value)}
      />
      <TextField
        label={text.addHow}
        hint={text.addHowHint}
        value={how}
        maxLength={400}
        onChange={(event) => setHow(event.target.value)}
      />
      {fault && <FaultPane fault={fault} />}
    </Dialog>
  )
}
