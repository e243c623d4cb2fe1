import { memo } from 'react'
import { Bar, BarChart, type BarShapeProps, XAxis, YAxis } from 'recharts'

export interface Series {
  readonly key: string
  readonly word: string
  readonly ink: string
}

export interface Bucket {
  readonly us: number
  readonly count: number
  readonly by: Readonly<Record<string, number>>
}

interface Props {
  readonly buckets: readonly Bucket[]
  readonly series: readonly Series[]
  readonly max: number
  readonly width: number
  readonly height: number
}

/** On the pixel grid, a gap of one pixel, and at least one pixel high where it is not zero. */
function shapeOf(slot: number, width: number, buckets: number) {
  return function PixelBar({ index, y, height, fill, value }: BarShapeProps) {
    const amount = Array.isArray(value) ? value[1] - value[0] : Number(value)
    if (!amount) return <g />
    const left = Math.round((index * width) / buckets)
    const right = Math.round(((index + 1) * width) / buckets)
    const bottom = Math.round(y + height)
    const top = Math.min(Math.round(y), bottom - 1)
    return (
      <rect x={left} y={top} width={Math.max(1, right - left - (slot > 2 ? 1 : 0))} height={bottom - top} fill={fill} />
    )
  }
}

/** The bars alone, stacked in the fixed order of their series. */
export const HistogramBars = memo(function HistogramBars({ buckets, series, max, width, height }: Props) {
  const shape = shapeOf(width / Math.max(1, buckets.length), width, buckets.length)
  return (
    <BarChart
      width={width}
      height={height}
      data={buckets}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis dataKey="us" hide />
      <YAxis hide domain={[0, max]} allowDataOverflow />
      {series.map(({ key, ink }) => (
        <Bar
          key={key}
          dataKey={(bucket: Bucket) => bucket.by[key] ?? 0}
          name={key}
          stackId="all"
          fill={ink}
          isAnimationActive={false}
          shape={shape}
        />
      ))}
    </BarChart>
  )
})
