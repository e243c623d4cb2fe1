import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { NoRecordPane } from '../../app/no-record-pane.tsx'
import { useChords } from '../../app/use-chords.ts'
import { useKept } from '../../app/use-kept.ts'
import { Button } from '../../kit/button.tsx'
import { SplitPane } from '../../kit/split-pane.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { SealForm } from './seal-form.tsx'
import { SealPreview } from './seal-preview.tsx'
import { SealedPane } from './sealed-pane.tsx'
import { useSeal } from './use-seal.ts'

function Work({ sealing }: { readonly sealing: ReturnType<typeof useSeal> }) {
  const [width, setWidth] = useKept('evidence.width', 464)
  const { needs, running, preview, seal } = sealing
  const ready = needs.length === 0 && !running && preview?.ok === true
  useChords({ 'ctrl+enter': () => void (ready && seal()) })
  return (
    <>
      {running && <JobProgress title={text.sealing} job={running} note={text.cancelSeal} onCancel={sealing.cancel} />}
      {sealing.fault && <FaultPane fault={sealing.fault} />}
      <SplitPane label={text.preview} size={width} onSize={setWidth} stacks>
        <SealForm sealing={sealing} />
        <div className="pane">
          <SealPreview preview={preview} />
          <div className="sealrow">
            <span className="t2 sm">{needs.length > 0 ? text.missing(needs) : text.hintUndo}</span>
            <Button look="primary" className="right" disabled={!ready} keys="Ctrl Enter" onClick={() => void seal()}>
              {text.sealAct}
            </Button>
          </div>
        </div>
      </SplitPane>
    </>
  )
}

/** Scope, reason and signer at the left; what the pack would hold at the right; one button. */
export function SealPane() {
  const { head } = useCaseScreen()
  const sealing = useSeal()
  const { result, out } = sealing
  if (head.records === 0) return <NoRecordPane title={text.nothing} more={text.nothingMore} />
  if (head.readOnly) return <p className="note not-verifiable">{text.readOnly}</p>
  return result && out ? <SealedPane result={result} place={out} onAgain={sealing.again} /> : <Work sealing={sealing} />
}
