import { useEffect, useId, useMemo, useRef } from 'react'
import type { Brush } from './brush.ts'
import { Hatch } from './hatch.tsx'
import { type Bucket, HistogramBars, type Series } from './histogram-bars.tsx'
import { countTicks, type Tick } from './ticks.ts'
import { TimeAxis } from './time-axis.tsx'
import { useBrush } from './use-brush.ts'
import { useWidth } from './use-width.ts'
import { axisCount } from './values.ts'

interface Props {
  /** The whole drawing as a sentence. */
  readonly label: string
  readonly buckets: readonly Bucket[]
  readonly series: readonly Series[]
  /** Ends of the axis in microseconds; the buckets lie evenly between them. */
  readonly range: { readonly from: number; readonly to: number }
  /** Times within the range of which nothing is known. */
  readonly unknown: readonly { readonly from: number; readonly to: number }[]
  readonly ticksFor: (widthPx: number) => readonly Tick[]
  readonly brush: Brush | undefined
  readonly brushLabel: string
  readonly brushText: string
  readonly onBrush: (brush: Brush | undefined) => void
  readonly onZoom: () => void
  readonly onBack: () => void
  /** Wheel: how much of the range to keep, around which part of it (0 to 1). */
  readonly onWheel: (factor: number, at: number) => void
}

const HEIGHT = 62
const LEFT = 38
const AXIS = 18

/** Counts over time, to brush and zoom. Zero is nothing above the baseline; no data is hatched. */
export function Histogram(props: Props) {
  const { label, buckets, series, range, unknown, ticksFor } = props
  const box = useRef<HTMLDivElement>(null)
  const whole = useWidth(box)
  const width = Math.max(0, whole - LEFT - 10)
  const hatch = useId()
  const lines = useMemo(() => countTicks(Math.max(0, ...buckets.map(({ count }) => count))), [buckets])
  const max = Math.max(1, lines.at(-1) ?? 1)
  const xOf = (us: number): number => ((us - range.from) / (range.to - range.from)) * width
  return (
    <div ref={box} className="chart" style={{ height: HEIGHT + AXIS + 6 }}>
      <svg width={whole} height={HEIGHT + AXIS + 6} role="img" aria-label={label}>
        <Hatch id={hatch} />
        <g transform={`translate(${LEFT} 6)`}>
          {lines.map((line) => {
            const y = Math.round(HEIGHT - (line / max) * HEIGHT) + 0.5
            return (
              <g key={line}>
                <path d={`M0 ${y}H${width}`} stroke={line === 0 ? 'var(--line-control)' : 'var(--grid-line)'} />
                <text className="axis" x={-6} y={y + 3} textAnchor="end">
                  {axisCount(line)}
                </text>
              </g>
            )
          })}
          {unknown.map(({ from, to }) => (
            <rect
              key={from}
              x={xOf(from)}
              y={0}
              width={Math.max(0, xOf(to) - xOf(from))}
              height={HEIGHT}
              fill={`url(#${hatch})`}
            />
          ))}
          {width > 0 && <TimeAxis ticks={ticksFor(width)} xOf={xOf} y={HEIGHT + 1} width={width} />}
        </g>
      </svg>
      {width > 0 && (
        <div style={{ position: 'absolute', left: LEFT, top: 6 }}>
          <HistogramBars buckets={buckets} series={series} max={max} width={width} height={HEIGHT} />
          <BrushLayer {...props} width={width} />
        </div>
      )}
    </div>
  )
}

function BrushLayer(props: Props & { readonly width: number }) {
  const { buckets, brush, brushLabel, brushText, width, onWheel } = props
  const layer = useRef<SVGSVGElement>(null)
  const hands = useBrush({ ...props, buckets: buckets.length })
  useEffect(() => {
    const element = layer.current
    if (!element) return undefined
    const zoom = (event: WheelEvent): void => {
      event.preventDefault()
      onWheel(event.deltaY < 0 ? 0.8 : 1.25, (event.clientX - element.getBoundingClientRect().left) / width)
    }
    element.addEventListener('wheel', zoom, { passive: false })
    return () => element.removeEventListener('wheel', zoom)
  }, [onWheel, width])
  const at = (bucket: number): number => Math.round((bucket / Math.max(1, buckets.length)) * width)
  return (
    <svg
      ref={layer}
      className="layer"
      width={width}
      height={HEIGHT}
      style={{ position: 'absolute', left: 0, top: 0, cursor: 'crosshair', touchAction: 'none' }}
      role="slider"
      tabIndex={0}
      aria-label={brushLabel}
      aria-valuemin={0}
      aria-valuemax={buckets.length}
      aria-valuenow={brush?.from ?? 0}
      aria-valuetext={brushText}
      {...hands}
    >
      <rect width={width} height={HEIGHT} fill="transparent" />
      {brush && (
        <g>
          <rect x={at(brush.from)} y={0} width={at(brush.to) - at(brush.from)} height={HEIGHT} fill="var(--brush)" />
          {[
            { end: 'from', x: at(brush.from) },
            { end: 'to', x: at(brush.to) },
          ].map(({ end, x }) => (
            <g key={end} style={{ cursor: 'ew-resize' }}>
              <path d={`M${x} 0v${HEIGHT}`} stroke="var(--accent)" />
              <rect x={x - 1.5} y={HEIGHT / 2 - 8} width={3} height={16} fill="var(--accent)" />
            </g>
          ))}
        </g>
      )}
    </svg>
  )
}
