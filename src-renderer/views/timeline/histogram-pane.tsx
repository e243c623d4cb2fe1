import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { systemInk } from '../../app/system-ink.ts'
import { type Brush, zoomed } from '../../kit/brush.ts'
import { Button } from '../../kit/button.tsx'
import { Histogram } from '../../kit/histogram.tsx'
import type { Bucket, Series } from '../../kit/histogram-bars.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { exactRange, microsOf, proseTime, rangeText } from '../../kit/moment.ts'
import { timeTicks } from '../../kit/ticks.ts'
import { count } from '../../kit/values.ts'
import { timelineText as text } from '../../text/timeline.ts'
import type { TimelineState } from './periods.ts'

interface Props {
  readonly found: Answer<'histogram'>
  readonly shown: number
  readonly state: TimelineState
  readonly onState: (state: TimelineState) => void
}

interface Picture {
  readonly buckets: readonly Bucket[]
  readonly from: number
  readonly to: number
  readonly series: readonly Series[]
}

const MOST_SERIES = 5

/** The series there are, in the order of their names: never by size, so that colours stay. */
function seriesOf(buckets: Answer<'histogram'>['buckets']): readonly string[] {
  const names = new Set(buckets.flatMap(({ by = {} }) => Object.keys(by)))
  return [...names].toSorted().slice(0, MOST_SERIES)
}

function barOf({ start, count: n, by = {} }: Answer<'histogram'>['buckets'][number], names: readonly string[]): Bucket {
  const named = Object.fromEntries(names.map((name) => [name, by[name] ?? 0]))
  const rest = n - Object.values(named).reduce((sum, one) => sum + one, 0)
  return { us: microsOf(start) ?? 0, count: n, by: { ...named, [text.other]: rest } }
}

function pictureOf({ buckets, to: until }: Answer<'histogram'>): Picture | undefined {
  const to = until === undefined ? undefined : microsOf(until)
  const names = seriesOf(buckets)
  const bars = buckets.map((bucket) => barOf(bucket, names))
  const from = bars[0]?.us
  if (from === undefined || to === undefined) return undefined
  const series = names.map((name): Series => ({ key: name, word: name, ink: systemInk(name) }))
  const other = { key: text.other, word: text.other, ink: 'var(--cat-8)' }
  return {
    buckets: bars,
    from,
    to,
    series: bars.some(({ by }) => (by[text.other] ?? 0) > 0) ? [...series, other] : series,
  }
}

/** `1h` as `per hour`, `15m` as `per 15 minutes`. */
function bucketText(bucket: string): string {
  const match = /^(\d+)([smhd])$/u.exec(bucket)
  if (!match) return ''
  const unit = text.bucketWords[match[2] as keyof typeof text.bucketWords]
  return text.per(match[1] === '1' ? unit : text.bucketMany(Number(match[1]), unit))
}

/** Times within the picture of which the case knows nothing: before its first record and after its last. */
function useUnknown({
  from,
  to,
}: Pick<Picture, 'from' | 'to'>): readonly { readonly from: number; readonly to: number }[] {
  const { head } = useCaseScreen()
  const first = head.first ? microsOf(head.first) : undefined
  const last = head.last ? microsOf(head.last) : undefined
  const before = first !== undefined && first > from ? [{ from, to: Math.min(first, to) }] : []
  const after = last !== undefined && last < to ? [{ from: Math.max(last, from), to }] : []
  return [...before, ...after]
}

function useHands(picture: Picture, { state, onState }: Props) {
  const past = useRef<TimelineState[]>([])
  const edge = (bucket: number): number => picture.buckets[bucket]?.us ?? picture.to
  const brush = useMemo((): Brush | undefined => {
    const range = state.brush
    if (!range) return undefined
    const from = picture.buckets.findLastIndex(({ us }) => us <= range.from)
    const to = picture.buckets.findIndex(({ us }) => us >= range.to)
    return { from: Math.max(0, from), to: to < 0 ? picture.buckets.length : to }
  }, [picture, state.brush])
  const onBrush = (next: Brush | undefined): void =>
    onState({ ...state, brush: next && { from: edge(next.from), to: edge(next.to) } })
  const onZoom = (): void => {
    if (!state.brush) return
    past.current.push(state)
    onState({ ...state, period: 'custom', ...state.brush, brush: undefined })
  }
  const onBack = (): void => {
    const before = past.current.pop()
    if (before) onState(before)
  }
  const { head } = useCaseScreen()
  const limits = useMemo(
    () => ({
      from: (head.first && microsOf(head.first)) || picture.from,
      to: ((head.last && microsOf(head.last)) || picture.to) + 1,
    }),
    [head.first, head.last, picture],
  )
  const onWheel = useCallback(
    (factor: number, at: number): void => {
      const next = zoomed(picture, factor, at, limits)
      if (next.to - next.from < 1000) return
      onState({ ...state, period: next.from <= limits.from && next.to >= limits.to ? 'all' : 'custom', ...next })
    },
    [picture, limits, state, onState],
  )
  return { brush, onBrush, onZoom, onBack, onWheel }
}

/** What is shown over time, to brush and zoom, with the same numbers as a table. */
export function HistogramPane(props: Props) {
  const picture = useMemo(() => pictureOf(props.found), [props.found])
  return picture ? <Drawn {...props} picture={picture} /> : null
}

function Head({ picture, found, shown, unknown, children }: HeadProps) {
  const { zone } = useCaseScreen()
  return (
    <div className="histhead">
      <span className="nowrap">
        <b className="med t1">{rangeText(picture.from, picture.to, zone)}</b>, {bucketText(found.bucket)}
      </span>
      <span className="row right">
        {picture.series.map(({ key, word, ink }) => (
          <span key={key} className="legend">
            <i style={{ background: ink }} />
            {word}
          </span>
        ))}
        {unknown && (
          <span className="legend">
            <i className="hatched" />
            {text.noData}
          </span>
        )}
      </span>
      <span className="nowrap t1 total">{text.inPeriod(shown, found.total)}</span>
      {children}
    </div>
  )
}

interface HeadProps extends Pick<Props, 'found' | 'shown'> {
  readonly picture: Picture
  readonly unknown: boolean
  readonly children: ReactNode
}

function AsTable({ picture }: { readonly picture: Picture }) {
  const { zone } = useCaseScreen()
  const columns: readonly ListColumn<Bucket>[] = [
    { id: 'start', head: text.bucketStart, cell: ({ us }) => proseTime(us, zone) },
    { id: 'count', head: text.bucketCount, right: true, width: '120px', cell: (bucket) => count(bucket.count) },
  ]
  return (
    <div className="chart-table">
      <ListTable
        caption={rangeText(picture.from, picture.to, zone)}
        dense
        rows={picture.buckets}
        keyOf={({ us }) => us}
        columns={columns}
      />
    </div>
  )
}

function Drawn(props: Props & { readonly picture: Picture }) {
  const { found, shown, state, picture } = props
  const { zone } = useCaseScreen()
  const [asTable, setAsTable] = useState(false)
  const hands = useHands(picture, props)
  const unknown = useUnknown(picture)
  const most = Math.max(...picture.buckets.map((bucket) => bucket.count))
  const label = text.chartLabel(rangeText(picture.from, picture.to, zone), found.total, most)
  const ticksFor = useCallback((width: number) => timeTicks(picture, width, zone), [picture, zone])
  const brushText = state.brush
    ? text.brushSays(exactRange(state.brush.from, state.brush.to, zone), shown)
    : text.brushNone
  return (
    <section aria-label={label}>
      <Head picture={picture} found={found} shown={shown} unknown={unknown.length > 0}>
        <Button
          look="plain"
          small
          icon="table"
          aria-label={asTable ? text.asChart : text.asTable}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        />
      </Head>
      {asTable ? (
        <AsTable picture={picture} />
      ) : (
        <Histogram
          label={label}
          buckets={picture.buckets}
          series={picture.series}
          range={picture}
          unknown={unknown}
          ticksFor={ticksFor}
          brushLabel={text.brushLabel}
          brushText={brushText}
          {...hands}
        />
      )}
    </section>
  )
}
