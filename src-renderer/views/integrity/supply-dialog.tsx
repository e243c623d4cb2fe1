import { useState } from 'react'
import type { AskInput } from '../../../src-main/contract/calls.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { askShell } from '../../engine/bridge.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import type { Fault } from '../../text/faults.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { common } from '../../text/words.ts'

interface Props {
  readonly bundle: number
  readonly onClose: () => void
  readonly onVerify: (ask: AskInput<'verify.start'>) => void
}

/** Files that were chosen for one verification; each can be left out again. */
function useChosen(what: 'secret' | 'chain-rule', onFault: (fault: Fault | undefined) => void) {
  const [files, setFiles] = useState<readonly PlaceNamed[]>([])
  const choose = async (): Promise<void> => {
    const chosen = await askShell('shell.choose', { what })
    onFault(chosen.ok ? undefined : chosen)
    if (chosen.ok) setFiles([...files, ...chosen.data.places])
  }
  const drop = (one: PlaceNamed): void => setFiles(files.filter((file) => file !== one))
  return { files, places: files.map(({ place }) => place), choose, drop }
}

function Files({
  head,
  add,
  chosen,
}: {
  readonly head: string
  readonly add: string
  readonly chosen: ReturnType<typeof useChosen>
}) {
  return (
    <>
      <dt>{head}</dt>
      <dd className="whole">
        {chosen.files.map((file) => (
          <div key={file.place} className="row">
            <span>{file.name}</span>
            <Button
              look="plain"
              small
              icon="close"
              aria-label={text.leaveOut(file.name)}
              onClick={() => chosen.drop(file)}
            />
          </div>
        ))}
        <Button small icon="plus" onClick={() => void chosen.choose()}>
          {add}
        </Button>
      </dd>
    </>
  )
}

/** Verifies one bundle with secrets of HMAC chains and chain rules that count for this time alone. */
export function SupplyDialog({ bundle, onClose, onVerify }: Props) {
  const [fault, setFault] = useState<Fault>()
  const secrets = useChosen('secret', setFault)
  const rules = useChosen('chain-rule', setFault)
  const verify = (): void => {
    onVerify({ bundle, secrets: secrets.places, chainRules: rules.places })
    onClose()
  }
  return (
    <Dialog
      title={text.supplyTitle}
      keep={common.cancel}
      act={text.verify}
      ready={secrets.files.length + rules.files.length > 0}
      onKeep={onClose}
      onAct={verify}
    >
      <p className="t2">{text.supplyBody}</p>
      <dl className="kv wide">
        <Files head={text.secret} add={text.addSecret} chosen={secrets} />
        <Files head={text.chainRule} add={text.addRule} chosen={rules} />
      </dl>
      <p className="t2">{text.supplyKeys}</p>
      {fault && <FaultPane fault={fault} />}
    </Dialog>
  )
}
