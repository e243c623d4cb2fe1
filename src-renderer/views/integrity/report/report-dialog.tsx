import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useCaseScreen } from '../../../app/case-screen.ts'
import { FaultPane } from '../../../app/fault-pane.tsx'
import { useAbout } from '../../../app/use-about.ts'
import { askShell } from '../../../engine/bridge.ts'
import { useAnswer } from '../../../engine/use-answer.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { Fault } from '../../../text/faults.ts'
import { reportText as text } from '../../../text/report.ts'
import { common } from '../../../text/words.ts'
import type { VerifyState } from '../check-nodes.ts'
import { Report, type ReportFacts, spanOf } from './report.tsx'

const none = {}
const first = { offset: 0, limit: 1 }

/** What the report says beside the checks; undefined until all of it is known. */
function useFacts(state: VerifyState): ReportFacts | undefined {
  const { head, overview } = useCaseScreen()
  const about = useAbout()
  const trust = useAnswer('trust.list', none)
  const custody = useAnswer('custody.page', first)
  return useMemo(
    () =>
      about && overview && trust?.ok && custody?.ok
        ? { state, head, overview, version: about.version, keys: trust.data.keys, custody: custody.data }
        : undefined,
    [state, head, overview, about, trust, custody],
  )
}

function paperOf({ head, version, custody }: ReportFacts): { readonly header: string; readonly footer: string } {
  return {
    header: text.header(head.title || head.name, spanOf(head)).slice(0, 400),
    footer: text.footer(version, custody.head, `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`),
  }
}

interface Props {
  readonly state: VerifyState
  readonly onClose: () => void
}

/** Prints the whole verification: as a PDF where it is to go, or on paper. Only the report goes there, not the window. */
export function ReportDialog({ state, onClose }: Props) {
  const { head, say } = useCaseScreen()
  const facts = useFacts(state)
  const [fault, setFault] = useState<Fault>()
  const [busy, setBusy] = useState(false)
  const checks = state.bundles.reduce((sum, bundle) => sum + bundle.checks.length, 0)
  const save = async (): Promise<void> => {
    if (!facts) return
    const chosen = await askShell('shell.choose', { what: 'report-save', suggest: text.name(head.name) })
    const place = chosen.ok ? chosen.data.places[0] : undefined
    if (!chosen.ok) setFault(chosen)
    if (!place) return
    setBusy(true)
    const done = await askShell('shell.print', { out: place.place, ...paperOf(facts) })
    setBusy(false)
    if (!done.ok) return setFault(done)
    say(text.saved(place.name))
    return onClose()
  }
  const print = (): void => {
    if (facts) void askShell('shell.print', paperOf(facts))
  }
  return (
    <>
      <Dialog
        title={text.ask}
        keep={common.cancel}
        act={text.save}
        ready={facts !== undefined && !busy}
        onKeep={onClose}
        onAct={() => void save()}
      >
        <p>{text.holds(state.bundles.length, checks)}</p>
        <p className="t2">{text.clear}</p>
        <div>
          <Button disabled={!facts || busy} onClick={print}>
            {text.paper}
          </Button>
        </div>
        <p className="t2" aria-live="polite">
          {busy ? text.working : ''}
        </p>
        {fault && <FaultPane fault={fault} />}
      </Dialog>
      {facts && createPortal(<Report {...facts} />, document.body)}
    </>
  )
}
