import type { Answer } from '../../../src-main/contract/calls.ts'
import { Verdict } from '../../app/verdict.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import type { ListColumn } from '../../kit/list-table.tsx'
import { momentOf } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { count } from '../../kit/values.ts'
import { integrityText as text } from '../../text/integrity.ts'

export type Link = Answer<'verify.links'>['links'][number]

const names = text.columns

function State({ state }: Pick<Link, 'state'>) {
  const broken = state !== 'proven' && state !== 'unproven'
  const verdict = broken ? 'failed' : state === 'proven' ? 'verified' : 'not-verifiable'
  return (
    <span className={broken ? 'row strong' : 'row'} style={{ gap: 6 }}>
      <Verdict verdict={verdict} size={12} bare /> {text.linkStates[state]}
    </span>
  )
}

function Time({ time, zone }: { readonly time: string | undefined; readonly zone: string }) {
  const moment = time === undefined ? undefined : momentOf(time)
  return moment ? <TimeText moment={moment} zone={zone} /> : '–'
}

function Target({ target, state }: Pick<Link, 'target' | 'state'>) {
  if (target !== undefined) return <PathText path={target} />
  return state === 'removed' ? (
    <span className="t2 ell" data-tip={text.noLine}>
      {text.noLine}
    </span>
  ) : (
    '–'
  )
}

function Hash({ hash }: { readonly hash: string | undefined }) {
  return hash === undefined ? '–' : <HashText hash={hash} />
}

/** The lines around a place of the chain, as columns. */
export const linkColumns = (zone: string): readonly ListColumn<Link>[] => [
  { id: 'line', head: names.line, width: '84px', cell: ({ line, entry }) => count(line ?? entry) },
  { id: 'state', head: names.state, width: '112px', cell: ({ state }) => <State state={state} /> },
  { id: 'time', head: names.time, width: '152px', cell: ({ time }) => <Time time={time} zone={zone} /> },
  {
    id: 'actor',
    head: names.actor,
    width: '110px',
    cell: ({ actor }) => (actor === undefined ? '–' : <PlainText text={actor} />),
  },
  { id: 'target', head: names.target, cell: ({ target, state }) => <Target target={target} state={state} /> },
  {
    id: 'hash',
    head: names.hash,
    width: '124px',
    cell: ({ lineHash, expectedLineHash }) => <Hash hash={lineHash ?? expectedLineHash} />,
  },
  { id: 'link', head: names.link, width: '124px', cell: ({ link }) => <Hash hash={link} /> },
]
