import { useCaseScreen } from '../../app/case-screen.ts'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { compareText as text, conclusionWords } from '../../text/compare.ts'
import { DifferenceGrid } from './difference-grid.tsx'
import type { Comparison } from './shapes.ts'

/** None is the ground of a failure: a comparison decides no verdict. */
const grounds: Readonly<Record<Comparison['conclusion'], string>> = {
  agree: 'note compare-result',
  differ: 'note not-verifiable compare-result',
  unsettled: 'note not-verifiable compare-result',
  nothing: 'note not-verifiable compare-result',
}

function Period({ period }: { readonly period: Comparison['period'] }) {
  const { zone } = useCaseScreen()
  const shown = (time: string | undefined): string => {
    const us = time === undefined ? undefined : microsOf(time)
    return us === undefined ? '…' : proseTime(us, zone)
  }
  const { from, to, is } = period
  return <>{from === undefined && to === undefined ? text.noPeriod : text.period(shown(from), shown(to), is)}</>
}

/** What was compared, what it came to, what would settle it and what it cannot tell; then the differences. */
export function ComparisonResult({ compared }: { readonly compared: Comparison }) {
  const { conclusion, message, settles, limits, notes, first, second, period } = compared
  return (
    <>
      <section className={grounds[conclusion]} aria-label={text.result}>
        <p>
          <b className="med">{conclusionWords[conclusion]}</b> {message}.
        </p>
        <dl className="kv">
          <dt>{text.first}</dt>
          <dd>{text.side(first.name, first.records, first.before + first.after)}</dd>
          <dt>{text.second}</dt>
          <dd>{text.side(second.name, second.records, second.before + second.after)}</dd>
          <dt>{text.periodName}</dt>
          <dd>
            <Period period={period} />
          </dd>
          {settles !== undefined && <dt>{text.settles}</dt>}
          {settles !== undefined && <dd className="whole">{settles}</dd>}
          <dt>{text.limits}</dt>
          <dd className="whole">
            {[...limits, ...notes].map((limit) => (
              <p key={limit}>{limit}</p>
            ))}
          </dd>
        </dl>
      </section>
      <DifferenceGrid key={`${first.id} ${second.id} ${period.from} ${period.to}`} compared={compared} />
    </>
  )
}
