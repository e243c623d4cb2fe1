import { useRef } from 'react'
import { useWidth } from './use-width.ts'

export interface StripLink {
  readonly key: string
  readonly word: string
  readonly state: 'proven' | 'broken' | 'missing' | 'unproven'
  readonly tip: string
}

const looks = {
  proven: { fill: 'var(--verified-tint)', stroke: 'var(--verified)', ink: 'var(--verified)', dash: undefined },
  broken: { fill: 'var(--failed-tint)', stroke: 'var(--failed)', ink: 'var(--failed)', dash: undefined },
  missing: { fill: 'var(--bg-pane)', stroke: 'var(--failed)', ink: 'var(--failed)', dash: '3 2' },
  unproven: { fill: 'var(--bg-pane)', stroke: 'var(--unverifiable)', ink: 'var(--unverifiable)', dash: '3 2' },
} as const

/** Single links around a place; a missing one is a dashed box with the word. The table below it holds the same. */
export function LinkStrip({ label, links }: { readonly label: string; readonly links: readonly StripLink[] }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const cell = width / Math.max(1, links.length)
  return (
    <div ref={box}>
      <svg width={width} height={30} role="img" aria-label={label}>
        {links.map(({ key, word, state, tip }, place) => {
          const { fill, stroke, ink, dash } = looks[state]
          return (
            <g key={key} data-tip={tip}>
              <rect
                x={place * cell + 1}
                y={1}
                width={Math.max(1, cell - 3)}
                height={28}
                fill={fill}
                stroke={stroke}
                strokeDasharray={dash}
              />
              {place < links.length - 1 && (
                <path d={`M${(place + 1) * cell - 2} 15h3`} stroke={stroke} strokeWidth="2" />
              )}
              <text className="axis d" style={{ fill: ink }} x={place * cell + cell / 2} y={19} textAnchor="middle">
                {word}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
