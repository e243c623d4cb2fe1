import { Verdict } from '../../app/verdict.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import type { ListColumn } from '../../kit/list-table.tsx'
import { dateText, momentOf } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { count } from '../../kit/values.ts'
import { chainText as text } from '../../text/chain.ts'
import type { Link } from './chain-view.ts'

const names = text.columns

const verdicts = {
  proven: 'verified',
  apart: 'not-verifiable',
  unproven: 'not-verifiable',
  absent: 'not-verifiable',
} as const

/** A place that contradicts the chain. */
export const isBroken = (state: Link['state']): boolean => !(state in verdicts)

function State({ state }: Pick<Link, 'state'>) {
  const broken = isBroken(state)
  const verdict = broken ? 'failed' : verdicts[state as keyof typeof verdicts]
  return (
    <span className={broken ? 'row strong' : 'row t2'} style={{ gap: 6 }} data-tip={text.linkStates[state]}>
      <Verdict verdict={verdict} size={12} bare /> {text.linkStates[state]}
    </span>
  )
}

interface TimeProps {
  readonly link: Link
  readonly zone: string
  readonly day: string
}

/** The clock; the day too where it is another than the head names. */
function Time({ link: { time, type, line }, zone, day }: TimeProps) {
  const moment = time === undefined ? undefined : momentOf(time)
  if (!moment) return <span data-tip={line !== undefined && type === 'response' ? text.folded : undefined}>–</span>
  const own = dateText(moment.us, zone)
  return (
    <>
      {own !== day && <span className="t3">{own} </span>}
      <TimeText moment={moment} zone={zone} />
    </>
  )
}

/** The day of the first link that has a time. */
export function dayOf(links: readonly Link[], zone: string): string {
  const time = links.find((link) => link.time !== undefined)?.time
  const moment = time === undefined ? undefined : momentOf(time)
  return moment ? dateText(moment.us, zone) : ''
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

const Plain = ({ value }: { readonly value: string | undefined }) =>
  value === undefined ? '–' : <PlainText text={value} />

function Hash({ hash }: { readonly hash: string | undefined }) {
  return hash === undefined ? '–' : <HashText hash={hash} />
}

/** The lines around a place of the chain, as columns; `day` stands in the head. */
export const linkColumns = (zone: string, day: string): readonly ListColumn<Link>[] => [
  { id: 'line', head: names.line, width: '70px', cell: ({ line, entry, place }) => count(entry ?? line ?? place) },
  { id: 'state', head: names.state, width: '94px', cell: ({ state }) => <State state={state} /> },
  {
    id: 'time',
    head: names.time(zone, day),
    width: '156px',
    cell: (link) => <Time link={link} zone={zone} day={day} />,
  },
  { id: 'type', head: names.type, width: '72px', cell: ({ type }) => <Plain value={type} /> },
  { id: 'actor', head: names.actor, width: '92px', cell: ({ actor }) => <Plain value={actor} /> },
  { id: 'target', head: names.target, cell: ({ target, state }) => <Target target={target} state={state} /> },
  {
    id: 'hash',
    head: names.hash,
    width: '108px',
    cell: ({ lineHash, expectedLineHash }) => <Hash hash={lineHash ?? expectedLineHash} />,
  },
  { id: 'link', head: names.link, width: '116px', cell: ({ link }) => <Hash hash={link} /> },
]
