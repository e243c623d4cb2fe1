import type { KeyboardEvent, ReactNode } from 'react'

interface Props<V extends string> {
  readonly label: string
  readonly value: V | undefined
  readonly options: readonly { readonly value: V; readonly word: ReactNode; readonly says?: string }[]
  readonly onPick: (value: V) => void
  readonly tiny?: boolean
}

/** One of a few values, side by side: one tab stop, arrows inside. */
export function Segmented<V extends string>({ label, value, options, onPick, tiny = false }: Props<V>) {
  const at = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (at + step + options.length) % options.length
    const option = options[next]
    const button = event.currentTarget.children[next]
    if (!option || !(button instanceof HTMLElement)) return
    button.focus()
    onPick(option.value)
  }
  return (
    <div className={tiny ? 'seg tiny' : 'seg'} role="radiogroup" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.says}
          tabIndex={index === at ? 0 : -1}
          onClick={() => onPick(option.value)}
        >
          {option.word}
        </button>
      ))}
    </div>
  )
}
