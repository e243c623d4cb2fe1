import { useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { systemInk } from '../../app/system-ink.ts'
import { Button } from '../../kit/button.tsx'
import type { CoverageCell } from '../../kit/coverage-cells.ts'
import { CoverageCalendar, type CoverageRow } from '../../kit/coverage-calendar.tsx'
import { ListTable } from '../../kit/list-table.tsx'
import { count } from '../../kit/values.ts'
import { overviewText as text } from '../../text/overview.ts'
import { dayName, dayStart, marksOf, undrawnBefore } from './days.ts'

type Overview = Answer<'overview'>

function rowsOf({ coverage, bundles }: Overview): readonly CoverageRow[] {
  return coverage.rows.map(({ bundle, name, counts }) => ({
    key: String(bundle),
    name,
    ink: systemInk(bundles.find(({ id }) => id === bundle)?.format ?? ''),
    counts,
    sum: text.coverageDays(counts.filter((n) => n !== null && n > 0).length, coverage.days),
  }))
}

function Legend() {
  return (
    <span className="row sm t2 nowrap" style={{ gap: 4 }}>
      {text.none}
      {[0, 1, 2, 3, 4, 5].map((step) => (
        <i
          key={step}
          className="swatch"
          style={{ background: `var(--seq-${step})`, border: step === 0 ? 'var(--b-control)' : 0 }}
        />
      ))}
      {text.most}
      <i className="swatch hatched" style={{ marginLeft: 10 }} /> {text.noData}
    </span>
  )
}

function Hands({ asTable, onTable }: { readonly asTable: boolean; readonly onTable: (on: boolean) => void }) {
  return (
    <span className="right">
      <Legend />
      <Button
        look="plain"
        small
        icon="table"
        aria-pressed={asTable}
        aria-label={asTable ? text.coverageChart : text.coverageTable}
        onClick={() => onTable(!asTable)}
      />
    </span>
  )
}

function AsTable({ rows, days }: { readonly rows: readonly CoverageRow[]; readonly days: number }) {
  return (
    <ListTable
      caption={text.coverage}
      dense
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { id: 'source', head: text.source, cell: ({ name }) => name },
        { id: 'days', head: text.daysWith, width: '160px', right: true, cell: ({ sum }) => sum },
        {
          id: 'most',
          head: text.busiest,
          width: '120px',
          right: true,
          cell: ({ counts }) => count(Math.max(0, ...counts.map((n) => n ?? 0))),
        },
        {
          id: 'none',
          head: text.noData,
          width: '120px',
          right: true,
          cell: ({ counts }) => count(days - counts.filter((n) => n !== null).length),
        },
      ]}
    />
  )
}

function daysName(from: string, { day, days }: CoverageCell): string {
  const first = dayName(from, day)
  return days === 1 ? first : text.daysFrom(first, dayName(from, day + days - 1))
}

/** Records per day and source; zero and nothing known are not the same. */
export function CoveragePane({ overview }: { readonly overview: Overview }) {
  const { go, head } = useCaseScreen()
  const { from, days } = overview.coverage
  const [asTable, setAsTable] = useState(false)
  const rows = useMemo(() => rowsOf(overview), [overview])
  const isEmpty = from === undefined || days === 0
  const drawnFrom = isEmpty ? undefined : undrawnBefore(from, head.first)
  const marks = useMemo(() => (from ? marksOf(from, days) : []), [from, days])
  return (
    <section aria-label={text.coverage} className="coverage">
      <div className="sechead bt">
        <h2>{text.coverage}</h2>
        <span className="t3 sm ell">{text.coverageNote}</span>
        {!isEmpty && <Hands asTable={asTable} onTable={setAsTable} />}
      </div>
      {isEmpty ? (
        <p className="t2 sm cover-note">{text.coverageEmpty}</p>
      ) : asTable ? (
        <AsTable rows={rows} days={days} />
      ) : (
        <CoverageCalendar
          label={text.coverageLabel(rows.length, days)}
          days={days}
          rows={rows}
          marks={marks}
          says={(row, cell) => text.cell(row.name, daysName(from, cell), cell.count)}
          onOpen={(_, { day, days: held }) =>
            go({
              view: 'timeline',
              where: '',
              from: dayStart(from, day, head.zone),
              to: dayStart(from, day + held, head.zone),
            })
          }
        />
      )}
      {drawnFrom && <p className="t2 sm cover-note">{text.undrawn(drawnFrom)}</p>}
      <p className="t3 sm cover-note">{text.blind}</p>
    </section>
  )
}
