import { useMemo } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { ChainStrip, type StripBreak } from '../../kit/chain-strip.tsx'
import { LinkStrip, type StripLink } from '../../kit/link-strip.tsx'
import { ListTable } from '../../kit/list-table.tsx'
import { count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { common, failureWords } from '../../text/words.ts'
import { entryOf, type Node } from './check-nodes.ts'
import { type Link, linkColumns } from './link-columns.tsx'

interface Props {
  readonly bundle: number
  readonly file: string
  readonly line: number
  readonly node: Node
  readonly breaks: readonly Node[]
  readonly onSelect: (key: string) => void
}

type Links = Answer<'verify.links'>

const looks: Readonly<Record<Link['state'], StripLink['state']>> = {
  proven: 'proven',
  unproven: 'unproven',
  removed: 'missing',
  edited: 'broken',
  inserted: 'broken',
  reordered: 'broken',
}

const lineOf = ({ line, entry }: Link): number => line ?? entry
const wordOf = (link: Link): string => (link.state === 'removed' ? text.missing : count(lineOf(link)))
const hashOf = ({ lineHash, expectedLineHash }: Link): string => lineHash ?? expectedLineHash ?? ''

/** The breaks of this file along its chain. */
function marksOf({ file, node, breaks }: Props, total: number): readonly StripBreak[] {
  return breaks.flatMap((one): StripBreak[] => {
    const entry = entryOf(one)
    if (entry?.file !== file || entry.line === undefined || one.bundle !== node.bundle) return []
    const word = entry.kind ? failureWords[entry.kind] : ''
    return [{ key: one.key, at: entry.line / Math.max(1, total), word, chosen: one.key === node.key }]
  })
}

/** The chain of the file with its breaks, the links around this one, and the same lines as a table. */
export function LinkPart(props: Props) {
  const { bundle, file, line } = props
  const ask = useMemo(() => ({ bundle, file, line }), [bundle, file, line])
  const reply = useAnswer('verify.links', ask)
  if (!reply) return <WaitingPane label={common.reading} />
  if (!reply.ok) return <FaultPane fault={reply} />
  return <Drawn {...props} found={reply.data} />
}

function ToTimeline({ near, line }: { readonly near: readonly Link[]; readonly line: number }) {
  const { go } = useCaseScreen()
  const withRecord = near.filter((link) => link.record !== undefined)
  const record = (withRecord.find((link) => link.line === line) ?? withRecord[0])?.record
  if (record === undefined) return null
  return (
    <Button small onClick={() => go({ view: 'timeline', where: '', record })}>
      {text.openTimeline}
    </Button>
  )
}

function Drawn(props: Props & { readonly found: Links }) {
  const { zone } = useCaseScreen()
  const { file, line, node, onSelect, found } = props
  const { total, links } = found
  const marks = marksOf(props, total)
  const strip = links.map((link): StripLink => ({
    key: `${link.entry} ${link.state}`,
    word: wordOf(link),
    state: looks[link.state],
    tip: hashOf(link),
  }))
  const near = links.filter((link) => Math.abs(lineOf(link) - line) <= 3)
  const tied = node.bundle.verdict === 'verified' || node.bundle.verdict === 'failed'
  return (
    <section className="sec">
      <div className="row">
        <h3>{text.chain}</h3>
        <span className="t3 sm">{text.chainNote(total)}</span>
        <span className="right">
          <ToTimeline near={near} line={line} />
        </span>
      </div>
      <ChainStrip
        label={text.chainLabel(file, marks.length)}
        state={tied ? 'proven' : 'unproven'}
        breaks={marks}
        ends={[text.firstLine, text.lastLine(total)]}
        onPick={onSelect}
      />
      <LinkStrip label={text.linksLabel(strip[0]?.word ?? '', strip.at(-1)?.word ?? '')} links={strip} />
      <p className="t2 reach">{text.reachLinks(Math.max(0, total - marks.length), total)}</p>
      <div className="neighbours">
        <ListTable
          caption={text.neighbours}
          failed={({ state }) => state !== 'proven' && state !== 'unproven'}
          dense
          leastPx={760}
          columns={linkColumns(zone)}
          rows={near}
          keyOf={({ entry, state }) => `${entry} ${state}`}
        />
      </div>
    </section>
  )
}
