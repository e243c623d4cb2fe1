/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-to-interactive-role -- keys reach the parts through the container, whose active descendant they are */
import { type KeyboardEvent, type MouseEvent, useId, useState } from 'react'
import { Icon } from './icon.tsx'
import { PathText } from './path-text.tsx'
import { axisCount, count } from './values.ts'

export interface FacetValue {
  readonly value: string
  readonly word: string
  readonly count: number
  readonly state: 'in' | 'out' | 'none'
}

export type FacetAct = 'include' | 'exclude' | 'only'

interface Props {
  readonly title: string
  readonly note: string
  readonly values: readonly FacetValue[]
  readonly onAct: (value: string, act: FacetAct) => void
  readonly words: { readonly order: string; readonly more: string; readonly excluded: string; readonly absent: string }
  /** How many further values there are, and how to get them. */
  readonly further: number
  readonly onMore: () => void
  readonly onOrder: () => void
}

const actOf = (event: MouseEvent | KeyboardEvent): FacetAct =>
  event.altKey ? 'only' : event.shiftKey ? 'exclude' : 'include'

interface ValueProps {
  readonly id: string
  readonly shown: FacetValue
  readonly here: boolean
  readonly excluded: string
  /** Width of the bar behind it, 0 to 1. */
  readonly part: number
  readonly onAct: (event: MouseEvent) => void
}

function Value({ id, shown, here, excluded, part, onAct }: ValueProps) {
  const { word, count: n, state } = shown
  return (
    <li
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={state === 'in'}
      className={here ? `${state} at` : state}
      onClick={onAct}
    >
      {state === 'out' && <span className="visually-hidden">{excluded}</span>}
      <i className="tick">{state === 'in' && <Icon name="tick" size={10} />}</i>
      <span className="ell word">
        <PathText path={word} />
      </span>
      <span className="n">{n < 1e6 ? count(n) : axisCount(n)}</span>
      <span className="fb" style={{ width: `${part * 60}%` }} />
    </li>
  )
}

function More({ word, onMore }: { readonly word: string; readonly onMore: () => void }) {
  return (
    <button type="button" className="link more" onClick={onMore}>
      {word}
    </button>
  )
}

/** The values of one field with their counts. Click or Enter includes, Shift or `-` excludes, Alt leaves only this one. */
export function Facet({ title, note, values, onAct, words, further, onMore, onOrder }: Props) {
  const id = useId()
  const [at, setAt] = useState(0)
  const most = Math.max(1, ...values.map((value) => value.count))
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = values[at]
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: values.length - 1 }[event.key]
    if (next !== undefined) setAt(Math.max(0, Math.min(values.length - 1, next)))
    else if (chosen && event.key === '-') onAct(chosen.value, 'exclude')
    else if (chosen && (event.key === 'Enter' || event.key === ' ')) onAct(chosen.value, actOf(event))
    else return
    event.preventDefault()
  }
  return (
    <section className="facet">
      <h2 className="facet-head" id={id}>
        {title}
        <button type="button" className="link t3 xs" onClick={onOrder} aria-label={words.order}>
          {note}
        </button>
      </h2>
      <ul
        role="listbox"
        aria-labelledby={id}
        aria-multiselectable="true"
        tabIndex={0}
        onKeyDown={onKeyDown}
        aria-activedescendant={`${id}-${at}`}
      >
        {values.map((shown, place) => (
          <Value
            key={shown.value}
            id={`${id}-${place}`}
            shown={shown}
            here={place === at}
            excluded={words.excluded}
            part={shown.count / most}
            onAct={(event) => {
              setAt(place)
              onAct(shown.value, actOf(event))
            }}
          />
        ))}
      </ul>
      {words.absent && <p className="t3 absent">{words.absent}</p>}
      {further > 0 && <More word={words.more} onMore={onMore} />}
    </section>
  )
}
