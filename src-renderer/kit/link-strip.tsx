import { useRef } from 'react'
import { useWidth } from './use-width.ts'

export interface StripLink {
  readonly key: string
  readonly word: string
  readonly state: keyof typeof looks
  readonly tip: string
  readonly chosen: boolean
}

const looks = {
  proven: { fill: 'var(--verified-tint)', stroke: 'var(--verified)', ink: 'var(--verified)', dash: undefined },
  apart: { fill: 'var(--bg-pane)', stroke: 'var(--verified)', ink: 'var(--verified)', dash: undefined },
  broken: { fill: 'var(--failed-tint)', stroke: 'var(--failed)', ink: 'var(--failed)', dash: undefined },
  missing: { fill: 'var(--bg-pane)', stroke: 'var(--failed)', ink: 'var(--failed)', dash: '4 3' },
  absent: { fill: 'var(--bg-pane)', stroke: 'var(--unverifiable)', ink: 'var(--unverifiable)', dash: '4 3' },
  unproven: { fill: 'var(--bg-pane)', stroke: 'var(--unverifiable)', ink: 'var(--unverifiable)', dash: '3 2' },
} as const

interface Props {
  readonly label: string
  readonly links: readonly StripLink[]
  readonly onPick: (key: string) => void
}

const LETTER_PX = 6.4

/** Single links around a place; a missing one is a dashed box with the word. The table below it holds the same. */
export function LinkStrip({ label, links, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const cell = width / Math.max(1, links.length)
  return (
    <div ref={box}>
      <svg width={width} height={32} role="img" aria-label={label}>
        {links.map((link, place) => (
          // the strip above has the same places under its arrows
          <g key={link.key} data-tip={link.tip} style={{ cursor: 'pointer' }} onClick={() => onPick(link.key)}>
            <Box link={link} x={place * cell} width={cell} />
            {place < links.length - 1 && (
              <path d={`M${(place + 1) * cell - 2} 16h3`} stroke={looks[link.state].stroke} strokeWidth="2" />
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}

function Box({ link, x, width }: { readonly link: StripLink; readonly x: number; readonly width: number }) {
  const { word, state, chosen } = link
  const { fill, stroke, ink, dash } = looks[state]
  const fits = word.length * LETTER_PX < width - 4
  return (
    <>
      <rect
        x={x + 1}
        y={2}
        width={Math.max(1, width - 3)}
        height={28}
        fill={fill}
        stroke={stroke}
        strokeDasharray={dash}
        strokeWidth={dash ? 1.5 : 1}
      />
      <text className="axis d" style={{ fill: ink }} x={x + width / 2 - 0.5} y={20} textAnchor="middle">
        {fits ? word : `…${word.slice(-3)}`}
      </text>
      {chosen && <path d={`M${x + 1} 31.25h${Math.max(1, width - 3)}`} stroke="var(--accent)" strokeWidth="1.5" />}
    </>
  )
}
