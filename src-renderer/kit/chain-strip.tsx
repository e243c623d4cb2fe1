import { Hatch } from './hatch.tsx'
import { useId, useRef } from 'react'
import { useWidth } from './use-width.ts'

export interface StripBreak {
  readonly key: string
  /** Where along the strip, 0 to 1. */
  readonly at: number
  readonly word: string
  readonly chosen: boolean
}

interface Props {
  readonly label: string
  /** proven: filled; apart: intact but not tied to an anchor; unproven: dashed; none: hatch. */
  readonly state: 'proven' | 'apart' | 'unproven' | 'none'
  readonly breaks: readonly StripBreak[]
  readonly ends: readonly [string, string]
  readonly onPick: (key: string) => void
}

const TOP = 14
const HEIGHT = 16

const fills = {
  proven: { fill: 'var(--verified-fill)' },
  apart: { fill: 'var(--verified-tint)', stroke: 'var(--verified)' },
  unproven: { fill: 'none', stroke: 'var(--unverifiable)', strokeDasharray: '3 2' },
  none: {},
} as const

interface BreakProps {
  readonly mark: StripBreak
  readonly width: number
  readonly named: boolean
  readonly onPick: (key: string) => void
}

function Break({ mark: { key, at, word, chosen }, width, named, onPick }: BreakProps) {
  const x = Math.max(0, Math.min(width - 3, Math.round(at * width)))
  const left = x < width / 2
  return (
    // the same breaks stand in the tree, where keys reach them
    <g onClick={() => onPick(key)} style={{ cursor: 'pointer' }}>
      <rect x={x - 2} y={TOP - 1} width={7} height={HEIGHT + 2} fill="var(--bg-pane)" />
      <rect x={x} y={TOP - 5} width={3} height={HEIGHT + 10} fill="var(--failed)" />
      {chosen && (
        <rect
          x={x - 4.5}
          y={TOP - 7.5}
          width={12}
          height={HEIGHT + 15}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="1.5"
        />
      )}
      {named && (
        <text
          className="axis d"
          style={{ fill: 'var(--failed)' }}
          x={left ? x + 10 : x - 6}
          y={TOP - 4}
          textAnchor={left ? 'start' : 'end'}
        >
          {word}
        </text>
      )}
    </g>
  )
}

/** A whole chain in one line; breaks are at least three pixels wide and overshoot it. The tree beside it holds the same as a list. */
export function ChainStrip({ label, state, breaks, ends, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const hatch = useId()
  const look = state === 'none' ? { fill: `url(#${hatch})` } : fills[state]
  return (
    <div ref={box}>
      <svg width={width} height={52} role="img" aria-label={label}>
        <Hatch id={hatch} />
        <rect x={0.5} y={TOP + 0.5} width={Math.max(0, width - 1)} height={HEIGHT - 1} {...look} />
        {breaks.map((mark) => (
          <Break key={mark.key} mark={mark} width={width} named={mark.chosen || breaks.length < 4} onPick={onPick} />
        ))}
        <text className="axis" x={0} y={48}>
          {ends[0]}
        </text>
        <text className="axis" x={width} y={48} textAnchor="end">
          {ends[1]}
        </text>
      </svg>
    </div>
  )
}
