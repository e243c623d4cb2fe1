import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { SystemName } from '../../app/system-name.tsx'
import { Verdict } from '../../app/verdict.tsx'
import type { Pages } from '../../engine/use-pages.ts'
import { Grid } from '../../kit/grid.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { dateText, dayText, momentOf } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { common, kindWord } from '../../text/words.ts'

export type RecordPage = Answer<'records.page'>
export type RecordRow = RecordPage['rows'][number]

interface Props {
  readonly pages: Pages<RecordPage>
  readonly cursor: number | undefined
  readonly newestFirst: boolean
  readonly question: string
  readonly onCursor: (rank: number) => void
  readonly onOpen: (rank: number) => void
  readonly onSort: () => void
  readonly onKey: (event: KeyboardEvent) => void
}

/** A row with the day it begins, where it is the first of one. */
interface DatedRow extends RecordRow {
  readonly begins: string | undefined
}

const OVER = 6

function TimeCell({ row, zone }: { readonly row: DatedRow; readonly zone: string }) {
  const moment = momentOf(row.time) ?? { us: row.timeUs }
  return (
    <>
      {row.begins && <span className="begins">{row.begins}</span>}
      <TimeText moment={moment} zone={zone} />
    </>
  )
}

function OutcomeCell({ outcome }: Pick<RecordRow, 'outcome'>) {
  return <span className={outcome === 'denied' || outcome === 'failure' ? 'strong' : 't3'}>{outcome}</span>
}

function useColumns(
  top: RecordRow | undefined,
  { newestFirst, onSort }: Pick<Props, 'newestFirst' | 'onSort'>,
): readonly GridColumn<DatedRow>[] {
  const { zone } = useCaseScreen()
  const date = top ? dateText(top.timeUs, zone) : ''
  return useMemo(
    () => [
      {
        id: 'proof',
        head: <span className="visually-hidden">{text.columns.proof}</span>,
        track: '34px',
        cell: ({ proof }) => <Verdict verdict={proof} size={12} bare />,
      },
      {
        id: 'time',
        head: (
          <button
            type="button"
            className={newestFirst ? 'sort' : 'sort up'}
            tabIndex={-1}
            aria-label={text.sortTime(newestFirst)}
            onClick={onSort}
          >
            {text.columns.time(date, zone)}
          </button>
        ),
        track: '188px',
        cell: (row) => <TimeCell row={row} zone={zone} />,
      },
      {
        id: 'system',
        head: text.columns.system,
        track: '78px',
        cell: ({ system }) => <SystemName format={system}>{system}</SystemName>,
      },
      {
        id: 'actor',
        head: text.columns.actor,
        track: 'minmax(96px, 0.6fr)',
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
        head: text.columns.kind,
        track: '104px',
        cell: ({ kind }) => <span className="t2">{kindWord(kind)}</span>,
      },
      {
        id: 'target',
        head: text.columns.target,
        track: 'minmax(120px, 1.4fr)',
        cell: ({ target }) => (target === undefined ? '–' : <PathText path={target} />),
      },
      {
        id: 'outcome',
        head: text.columns.outcome,
        track: '76px',
        cell: (row) => <OutcomeCell outcome={row.outcome} />,
      },
      {
        id: 'ip',
        head: text.columns.ip,
        track: '112px',
        cell: ({ ip }) =>
          ip === undefined ? (
            '–'
          ) : (
            <span className="ell" data-tip={ip}>
              {ip}
            </span>
          ),
      },
    ],
    [date, zone, newestFirst, onSort],
  )
}

/** The records that match, by rank. */
export function RecordGrid(props: Props) {
  const { pages, cursor, onCursor, onOpen, onKey } = props
  const { rowPx, zone } = useCaseScreen()
  const { rowAt: plainRow, need } = pages
  const [first, setFirst] = useState(0)
  const top = plainRow(first === 0 ? 0 : first + OVER)
  const columns = useColumns(top, props)
  const onRange = useCallback(
    (from: number, to: number): void => {
      setFirst(from)
      need(from, to)
    },
    [need],
  )
  const rowAt = useCallback(
    (rank: number): DatedRow | undefined => {
      const row = plainRow(rank)
      const before = rank > 0 ? plainRow(rank - 1) : undefined
      const day = row && dayText(row.timeUs, zone).slice(4)
      return row && { ...row, begins: before && day !== dayText(before.timeUs, zone).slice(4) ? day : undefined }
    },
    [plainRow, zone],
  )
  const waiting = useCallback((rank: number) => text.row(rank), [])
  return (
    <Grid
      label={text.grid}
      question={props.question}
      columns={columns}
      rowCount={pages.first?.total ?? 0}
      rowPx={rowPx}
      rowAt={rowAt}
      onRange={onRange}
      cursor={cursor}
      onCursor={onCursor}
      onOpen={onOpen}
      onKey={onKey}
      waiting={waiting}
      autoFocus
    />
  )
}
