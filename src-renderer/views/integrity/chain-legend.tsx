import { chainText as text } from '../../text/chain.ts'
import type { Strip } from './chain-view.ts'

type State = keyof typeof text.states

/** What the inks of the strip mean: the four it may always have, and the fifth where it has it. */
export function ChainLegend({ strip }: { readonly strip: Strip }) {
  const states: readonly State[] = ['proven', 'broken', 'unproven', 'none']
  const isApart = strip.stretches.some(({ state }) => state === 'apart')
  return (
    <p className="strip-legend">
      {(isApart ? (['proven', 'apart', 'broken', 'unproven', 'none'] as const) : states).map((state) => (
        <span key={state} className="legend" data-tip={text.meanings[state]}>
          <i className={`ink-${state}`} /> {text.states[state]}
        </span>
      ))}
    </p>
  )
}
