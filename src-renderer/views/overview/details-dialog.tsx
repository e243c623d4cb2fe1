import { useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { ask } from '../../engine/bridge.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { Fault } from '../../text/faults.ts'
import { overviewText as text } from '../../text/overview.ts'
import { common } from '../../text/words.ts'

/** What people wrote about the case, to be changed; each change is a custody entry. */
export function DetailsDialog({ onClose }: { readonly onClose: () => void }) {
  const { head, say } = useCaseScreen()
  const [about, setAbout] = useState({ title: head.title, organisation: head.organisation, auditor: head.auditor })
  const [from, setFrom] = useState(head.period.from ?? '')
  const [to, setTo] = useState(head.period.to ?? '')
  const [fault, setFault] = useState<Fault>()
  const save = async (): Promise<void> => {
    const period = { ...(from && { from }), ...(to && { to }) }
    const same = period.from === head.period.from && period.to === head.period.to
    const reply = await ask('case.describe', { ...about, ...(!same && { period }) })
    if (!reply.ok) return setFault(reply)
    say(text.saved)
    return onClose()
  }
  return (
    <Dialog title={text.detailsTitle} keep={common.cancel} act={text.save} onKeep={onClose} onAct={() => void save()}>
      <TextField
        label={text.titleOf}
        value={about.title}
        maxLength={200}
        onChange={(event) => setAbout({ ...about, title: event.target.value })}
      />
      <TextField
        label={text.organisation}
        value={about.organisation}
        maxLength={200}
        onChange={(event) => setAbout({ ...about, organisation: event.target.value })}
      />
      <TextField
        label={text.auditor}
        value={about.auditor}
        maxLength={200}
        onChange={(event) => setAbout({ ...about, auditor: event.target.value })}
      />
      <div className="row">
        <TextField
          className="grow"
          label={text.from}
          value={from}
          onChange={(event) => setFrom(event.target.value.trim())}
        />
        <TextField className="grow" label={text.to} value={to} onChange={(event) => setTo(event.target.value.trim())} />
      </div>
      {fault && <FaultPane fault={fault} />}
    </Dialog>
  )
}
