import { useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import type { Reply } from '../../../src-main/contract/fault.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { ask, askShell } from '../../engine/bridge.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { dateText, microsOf } from '../../kit/moment.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import type { Fault } from '../../text/faults.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { common } from '../../text/words.ts'
import { AddKeyDialog } from './add-key-dialog.tsx'

type Key = Answer<'trust.list'>['keys'][number]

const none = {}
const onTrust = ['trust'] as const

const columns = (onRemove: (key: Key) => void): readonly ListColumn<Key>[] => [
  {
    id: 'name',
    head: text.keyName,
    width: '22%',
    cell: ({ name }) => (
      <span className="med" data-tip={name}>
        {name}
      </span>
    ),
  },
  {
    id: 'fingerprint',
    head: text.keyFingerprint,
    width: '24%',
    cell: ({ fingerprint }) => (
      <span className="mono" data-tip={fingerprint}>
        {fingerprint}
      </span>
    ),
  },
  { id: 'who', head: text.keyWho, cell: ({ who }) => <span data-tip={who}>{who}</span> },
  {
    id: 'how',
    head: text.keyHow,
    cell: ({ how }) => (
      <span className="t2" data-tip={how}>
        {how}
      </span>
    ),
  },
  { id: 'added', head: text.keyAdded, width: '96px', cell: ({ added }) => dateText(microsOf(added) ?? 0, 'UTC') },
  {
    id: 'remove',
    head: <span className="visually-hidden">{common.remove}</span>,
    width: '52px',
    cell: (key) => (
      <Button look="plain" small icon="close" aria-label={text.removeKey(key.name)} onClick={() => onRemove(key)} />
    ),
  },
]

function List({
  reply,
  onRemove,
}: {
  readonly reply: Reply<Answer<'trust.list'>> | undefined
  readonly onRemove: (key: Key) => void
}) {
  if (!reply) return <WaitingPane label={common.reading} />
  if (!reply.ok) return <FaultPane fault={reply} />
  const { keys } = reply.data
  if (keys.length === 0) return <p className="note not-verifiable">{text.noKeys}</p>
  return <ListTable caption={text.keysTitle} dense columns={columns(onRemove)} rows={keys} keyOf={({ id }) => id} />
}

function RemoveDialog({
  trusted,
  onKeep,
  onAct,
}: {
  readonly trusted: Key
  readonly onKeep: () => void
  readonly onAct: () => void
}) {
  return (
    <Dialog
      title={text.removeTitle(trusted.name)}
      keep={common.keep}
      act={text.removeAct}
      onKeep={onKeep}
      onAct={onAct}
    >
      <p>{text.removeBody}</p>
    </Dialog>
  )
}

/** The keys this case relies on: who vouched for each and how; adding and removing one. */
export function TrustedKeys({ onClose }: { readonly onClose: () => void }) {
  const { say, head } = useCaseScreen()
  const reply = useAnswer('trust.list', none, onTrust)
  const [adding, add] = useState<PlaceNamed>()
  const [removing, remove] = useState<Key>()
  const [fault, setFault] = useState<Fault>()
  const choose = async (): Promise<void> => {
    const chosen = await askShell('shell.choose', { what: 'trust' })
    if (chosen.ok) add(chosen.data.places[0])
    else setFault(chosen)
  }
  const drop = async (key: Key): Promise<void> => {
    const done = await ask('trust.remove', { id: key.id })
    remove(undefined)
    setFault(done.ok ? undefined : done)
    if (done.ok) say(text.removed)
  }
  return (
    <>
      <Dialog title={text.keysTitle} keep={common.close} onKeep={onClose} wide>
        <p className="t2">{text.keysIntro}</p>
        {fault && <FaultPane fault={fault} />}
        <List reply={reply} onRemove={remove} />
        <div>
          <Button icon="plus" disabled={head.readOnly} onClick={() => void choose()}>
            {text.addKey}
          </Button>
        </div>
      </Dialog>
      {adding && <AddKeyDialog place={adding} onClose={() => add(undefined)} onAdded={() => say(text.added)} />}
      {removing && (
        <RemoveDialog trusted={removing} onKeep={() => remove(undefined)} onAct={() => void drop(removing)} />
      )}
    </>
  )
}
