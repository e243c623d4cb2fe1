import { SystemName } from '../../app/system-name.tsx'
import { Verdict } from '../../app/verdict.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { momentOf } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { common, kindWord } from '../../text/words.ts'
import type { RecordRow } from './shapes.ts'

/** A row with the day it begins, where it is the first of one. */
export interface DatedRow extends RecordRow {
  readonly begins: string | undefined
}

type Column = GridColumn<DatedRow>

const names = text.columns

const proof: Column = {
  id: 'proof',
  head: <span className="visually-hidden">{names.proof}</span>,
  track: '34px',
  cell: (row) => <Verdict verdict={row.proof} size={12} bare />,
}

const others: readonly Column[] = [
  {
    id: 'system',
    head: names.system,
    track: 'minmax(70px, 112px)',
    cell: ({ system }) => <SystemName format={system}>{system}</SystemName>,
  },
  {
    id: 'actor',
    head: names.actor,
    track: 'minmax(104px, 0.35fr)',
    cell: ({ actor }) =>
      actor === undefined ? (
        <i className="t3">{common.unknown}</i>
      ) : (
        <span className="ell" data-tip={actor}>
          <PlainText text={actor} />
        </span>
      ),
  },
  {
    id: 'kind',
    head: names.kind,
    track: 'minmax(62px, 0.1fr)',
    cell: ({ kind }) => (
      <span className="t2 ell" data-tip={kindWord(kind)}>
        {kindWord(kind)}
      </span>
    ),
  },
  {
    id: 'target',
    head: names.target,
    track: 'minmax(150px, 1.4fr)',
    cell: ({ target }) => (target === undefined ? '–' : <PathText path={target} />),
  },
  {
    id: 'outcome',
    head: names.outcome,
    track: '68px',
    cell: ({ outcome }) => (
      <span className={outcome === 'denied' || outcome === 'failure' ? 'strong' : 't3'}>{outcome}</span>
    ),
  },
  {
    id: 'ip',
    head: names.ip,
    track: '104px',
    cell: ({ ip }) =>
      ip === undefined ? (
        '–'
      ) : (
        <span className="ell" data-tip={ip}>
          {ip}
        </span>
      ),
  },
]

interface Time {
  /** The date of the row at the top, as the head shows it. */
  readonly date: string
  readonly zone: string
  readonly newestFirst: boolean
  readonly onSort: () => void
}

/** The columns of the timeline; the head of the time bears the date of the row at the top. */
export function recordColumns({ date, zone, newestFirst, onSort }: Time): readonly Column[] {
  const time: Column = {
    id: 'time',
    head: (
      <button
        type="button"
        className={newestFirst ? 'sort' : 'sort up'}
        tabIndex={-1}
        aria-label={`${names.time(date, zone)}, ${text.sortTime(newestFirst)}`}
        onClick={onSort}
      >
        {names.time(date, zone)}
      </button>
    ),
    track: '208px',
    cell: (row) => (
      <>
        {row.begins && <span className="begins">{row.begins}</span>}
        <TimeText moment={momentOf(row.time) ?? { us: row.timeUs }} zone={zone} />
      </>
    ),
  }
  return [proof, time, ...others]
}
