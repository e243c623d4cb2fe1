import { useMemo } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { Verdict } from '../../app/verdict.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { ChainStrip } from '../../kit/chain-strip.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { LinkStrip, type StripLink } from '../../kit/link-strip.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { momentOf } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { common, failureWords } from '../../text/words.ts'
import { entryOf, type Node } from './check-nodes.ts'

interface Props {
  readonly bundle: number
  readonly file: string
  readonly line: number
  readonly node: Node
  readonly breaks: readonly Node[]
  readonly onSelect: (key: string) => void
}

type Links = Answer<'verify.links'>
type Link = Links['links'][number]

const looks: Readonly<Record<Link['state'], StripLink['state']>> = {
  proven: 'proven',
  unproven: 'unproven',
  removed: 'missing',
  edited: 'broken',
  inserted: 'broken',
  reordered: 'broken',
}

const wordOf = ({ state, line, entry }: Link): string => (state === 'removed' ? text.missing : count(line ?? entry))

function columns(zone: string): readonly ListColumn<Link>[] {
  return [
    { id: 'line', head: text.columns.line, width: '84px', cell: ({ line, entry }) => count(line ?? entry) },
    {
      id: 'state',
      head: text.columns.state,
      width: '112px',
      cell: ({ state }) =>
        state === 'proven' || state === 'unproven' ? (
          <span className="row" style={{ gap: 6 }}>
            <Verdict verdict={state === 'proven' ? 'verified' : 'not-verifiable'} size={12} bare />{' '}
            {text.linkStates[state]}
          </span>
        ) : (
          <span className="row strong" style={{ gap: 6 }}>
            <Verdict verdict="failed" size={12} bare /> {text.linkStates[state]}
          </span>
        ),
    },
    {
      id: 'time',
      head: text.columns.time,
      width: '152px',
      cell: ({ time }) => {
        const moment = time ? momentOf(time) : undefined
        return moment ? <TimeText moment={moment} zone={zone} /> : '–'
      },
    },
    {
      id: 'actor',
      head: text.columns.actor,
      width: '110px',
      cell: ({ actor }) => (actor === undefined ? '–' : <PlainText text={actor} />),
    },
    {
      id: 'target',
      head: text.columns.target,
      cell: ({ target, state }) =>
        target === undefined ? (
          state === 'removed' ? (
            <span className="t2">{text.noLine}</span>
          ) : (
            '–'
          )
        ) : (
          <PathText path={target} />
        ),
    },
    {
      id: 'hash',
      head: text.columns.hash,
      width: '124px',
      cell: ({ lineHash, expectedLineHash }) => <HashCell hash={lineHash ?? expectedLineHash} />,
    },
    { id: 'link', head: text.columns.link, width: '124px', cell: ({ link }) => <HashCell hash={link} /> },
  ]
}

const HashCell = ({ hash }: { readonly hash: string | undefined }) =>
  hash === undefined ? '–' : <HashText hash={hash} />

/** The chain of the file with its breaks, the links around this one, and the same lines as a table. */
export function LinkPart(props: Props) {
  const { bundle, file, line } = props
  const ask = useMemo(() => ({ bundle, file, line }), [bundle, file, line])
  const reply = useAnswer('verify.links', ask)
  if (!reply) return <WaitingPane label={common.reading} />
  if (!reply.ok) return <FaultPane fault={reply} />
  return <Drawn {...props} found={reply.data} />
}

function Drawn({ file, line, node, breaks, onSelect, found }: Props & { readonly found: Links }) {
  const { zone, go } = useCaseScreen()
  const { total, links } = found
  const marks = breaks.flatMap((one) => {
    const entry = entryOf(one)
    if (entry?.file !== file || entry.line === undefined || one.bundle !== node.bundle) return []
    return [
      {
        key: one.key,
        at: entry.line / Math.max(1, total),
        word: entry.kind ? failureWords[entry.kind] : '',
        chosen: one.key === node.key,
      },
    ]
  })
  const strip = links.map((link): StripLink => ({
    key: `${link.entry} ${link.state}`,
    word: wordOf(link),
    state: looks[link.state],
    tip: link.lineHash ?? link.expectedLineHash ?? '',
  }))
  const near = links.filter((link) => Math.abs((link.line ?? link.entry) - line) <= 3)
  const record =
    near.find((link) => link.line === line)?.record ?? near.find((link) => link.record !== undefined)?.record
  const failed = node.bundle.verdict === 'failed' || marks.length > 0
  return (
    <section className="sec">
      <div className="row">
        <h3>{text.chain}</h3>
        <span className="t3 sm">{text.chainNote(total)}</span>
        <span className="right">
          {record !== undefined && (
            <Button small onClick={() => go({ view: 'timeline', where: '', record })}>
              {text.openTimeline}
            </Button>
          )}
        </span>
      </div>
      <ChainStrip
        label={text.chainLabel(file, marks.length)}
        state={failed || node.bundle.verdict === 'verified' ? 'proven' : 'unproven'}
        breaks={marks}
        ends={[text.firstLine, text.lastLine(total)]}
        onPick={onSelect}
      />
      <LinkStrip label={text.linksLabel(strip[0]?.word ?? '', strip.at(-1)?.word ?? '')} links={strip} />
      <p className="t2 reach">{text.reachLinks(Math.max(0, total - marks.length), total)}</p>
      <div className="neighbours">
        <ListTable
          caption={text.neighbours}
          dense
          columns={columns(zone)}
          rows={near}
          keyOf={({ entry, state }) => `${entry} ${state}`}
        />
      </div>
    </section>
  )
}
