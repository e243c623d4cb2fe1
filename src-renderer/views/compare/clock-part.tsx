import { offsetText } from '../../../src-main/core/clocks/clock-words.ts'
import type { JobResult } from '../../../src-main/contract/events.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { Button } from '../../kit/button.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { count } from '../../kit/values.ts'
import { compareText as text } from '../../text/compare.ts'
import { useClocks } from './use-comparison.ts'

type Offset = JobResult<'clock'>['offsets'][number]

const names = text.clockColumns
const bound = (of: Offset['atMost']): string => (of ? offsetText(of.us) : text.unbounded)

const columns: readonly ListColumn<Offset>[] = [
  { id: 'clock', head: names.clock, cell: ({ second, message }) => <span data-tip={message}>{second}</span> },
  { id: 'against', head: names.against, cell: ({ first }) => first },
  { id: 'pairs', head: names.pairs, width: '72px', right: true, cell: ({ pairs }) => count(pairs) },
  { id: 'median', head: names.median, width: '110px', right: true, cell: ({ medianUs }) => offsetText(medianUs) },
  { id: 'least', head: names.least, width: '130px', right: true, cell: ({ atLeast }) => bound(atLeast) },
  { id: 'most', head: names.most, width: '130px', right: true, cell: ({ atMost }) => bound(atMost) },
]

/** How far the clocks of the case's sources stand apart. */
export function ClockPart() {
  const { running, fault, result, begin } = useClocks()
  const crossed = result?.offsets.filter(({ contradicts }) => contradicts) ?? []
  return (
    <section className="compare-clocks" aria-label={text.clocks}>
      <div className="row">
        <h2>{text.clocks}</h2>
        <span className="t2 ell">{running ? text.measuring : text.clocksMore}</span>
        <span className="right">
          <Button small disabled={running !== undefined} onClick={() => void begin()}>
            {text.measure}
          </Button>
        </span>
      </div>
      {fault && <FaultPane fault={fault} />}
      {result?.offsets.length === 0 && <p className="t2">{text.noClocks}</p>}
      {result && result.offsets.length > 0 && (
        <ListTable
          caption={text.clocks}
          dense
          columns={columns}
          rows={result.offsets}
          keyOf={({ first, second, by }) => `${first} ${second} ${by[0]?.rule}`}
          failed={({ contradicts }) => contradicts}
        />
      )}
      {crossed.map(({ message }) => (
        <p key={message} className="note not-verifiable">
          {message}.
        </p>
      ))}
    </section>
  )
}
