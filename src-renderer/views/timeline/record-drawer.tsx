import { useMemo } from 'react'
import { copyText } from '../../app/copy-text.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { useLatest } from '../../engine/use-latest.ts'
import { Button } from '../../kit/button.tsx'
import { Drawer } from '../../kit/drawer.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Menu } from '../../kit/menu.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { common } from '../../text/words.ts'
import { FiveAnswers } from './five-answers.tsx'
import { OriginalPart } from './original-part.tsx'
import { ProofPart } from './proof-part.tsx'
import { RecordPart } from './record-part.tsx'
import type { WholeRecord } from './shapes.ts'

interface Props {
  readonly id: number
  readonly place: string
  readonly hits: readonly string[]
  readonly onEvidence: () => void
  readonly onClose: () => void
}

const onChecks = ['checks', 'trust'] as const

function CopyMenu({ found }: { readonly found: WholeRecord }) {
  const { head, say } = useCaseScreen()
  const copy = (what: string): void => void copyText(what).then((ok) => say(ok ? text.copied : text.notCopied))
  const { record, originals, bundleName } = found
  const citation = `${head.name}, ${bundleName}, ${record.file}:${record.line}, sha256:${record.sha256}`
  const items = [
    { word: text.copyCitation, onPick: () => copy(citation) },
    { word: text.copyTime, onPick: () => copy(record.time) },
    { word: text.copyTarget, off: record.target === undefined, onPick: () => copy(record.target ?? '') },
    { word: text.copyOriginal, onPick: () => copy(originals.map((line) => line.text).join('\n')) },
    { word: text.copyRecord, onPick: () => copy(JSON.stringify(record, undefined, 2)) },
  ]
  return (
    <Menu label={<Icon name="copy" size={14} />} says={text.copyMenu} items={items} className="btn sm plain icon" end />
  )
}

/** One record: the five answers, its proof, its fields as normalised, and the original. */
export function RecordDrawer({ id, place, hits, onEvidence, onClose }: Props) {
  const ask = useMemo(() => ({ id }), [id])
  const reply = useAnswer('record.get', ask, onChecks)
  const found = useLatest(reply)
  const head = (
    <>
      <h2>{text.record(id)}</h2>
      <span className="t3 sm">{place}</span>
      <span className="right" style={{ gap: 2 }}>
        {found && <CopyMenu found={found} />}
        <Button look="plain" small icon="pack" aria-label={`${text.toEvidence}, e`} onClick={onEvidence} />
        <Button look="plain" small icon="close" aria-label={text.closeDrawer} onClick={onClose} />
      </span>
    </>
  )
  const foot = (
    <div className="drawer-keys">
      {text.keys.map(([keys, word]) => (
        <span key={keys}>
          <kbd>{keys}</kbd> {word}
        </span>
      ))}
    </div>
  )
  return (
    <Drawer label={text.record(id)} head={head} foot={foot} onClose={onClose}>
      {reply && !reply.ok && <FaultPane fault={reply} />}
      {!found && !reply && <WaitingPane label={common.reading} lines={8} />}
      {found && (
        <>
          <FiveAnswers found={found} />
          <ProofPart found={found} />
          <RecordPart found={found} />
          <OriginalPart found={found} hits={hits} />
        </>
      )}
    </Drawer>
  )
}
