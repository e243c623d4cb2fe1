import { useState } from 'react'
import { FaultPane } from '../../app/fault-pane.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { scrubText as text } from '../../text/scrub.ts'
import { common } from '../../text/words.ts'
import type { WholeRecord } from './shapes.ts'
import { useScrub } from './use-scrub.ts'

interface Props {
  readonly found: WholeRecord
  readonly onClose: () => void
}

const choices = [
  { value: 'values', word: text.values },
  { value: 'whole', word: text.whole },
] as const

/** Says what will be gone, and wants the reason. Where nothing is masked, only whole lines can be overwritten. */
export function ScrubDialog({ found: { record, originals }, onClose }: Props) {
  const open = originals.filter(({ scrubbed }) => scrubbed === undefined)
  const values = open.reduce((sum, { masked }) => sum + masked.length, 0)
  const [how, setHow] = useState<'values' | 'whole'>(values > 0 ? 'values' : 'whole')
  const [reason, setReason] = useState('')
  const { begin, running, fault } = useScrub(record.id, onClose)
  const lines = originals.filter(({ scrubbed }) => scrubbed?.whole !== true)
  const size = lines.reduce((sum, { length }) => sum + length, 0)
  const masked = open.filter((line) => line.masked.length > 0).length
  return (
    <Dialog
      title={text.title}
      keep={common.cancel}
      act={running ? text.running : text.act}
      ready={reason.trim() !== '' && !running}
      onKeep={onClose}
      onAct={() => void begin(how === 'whole', reason.trim())}
    >
      {values > 0 && <Segmented label={text.choice} value={how} options={choices} onPick={setHow} />}
      <p>{how === 'whole' ? text.willWhole(lines.length, size) : text.willValues(values, masked)}</p>
      <p className="t2">{text.keeps}</p>
      <p className="t2">{text.final}</p>
      <h3>{text.reason}</h3>
      <TextArea
        label={text.reason}
        hint={text.reasonHint}
        rows={2}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {fault && <FaultPane fault={fault} />}
    </Dialog>
  )
}
