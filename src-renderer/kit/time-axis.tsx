import type { Tick } from './ticks.ts'

interface Props {
  readonly ticks: readonly Tick[]
  readonly xOf: (us: number) => number
  readonly y: number
  /** Labels that would reach beyond this are left out, never cut. */
  readonly width: number
}

/** Marks and labels of a time axis, each label to the right of its mark. */
export function TimeAxis({ ticks, xOf, y, width }: Props) {
  return (
    <g>
      {ticks.map(({ us, label }) => {
        const x = Math.round(xOf(us))
        return (
          <g key={us}>
            <path d={`M${x + 0.5} ${y}v4`} stroke="var(--line-control)" />
            {x + 4 + label.length * 5.6 < width && (
              <text className="axis" x={x + 3} y={y + 13}>
                {label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
