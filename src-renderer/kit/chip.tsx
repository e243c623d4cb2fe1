/* oxlint-disable jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- chips have no stop of their own: the filter field they stand in has the keys, Backspace and Delete among them */
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface Props {
  /** What stands before the value: `actor:`, with a minus where it is excluded. */
  readonly name?: string
  readonly value: ReactNode
  readonly excluded?: boolean
  readonly selected?: boolean
  readonly onRemove: () => void
  readonly onOpen?: (() => void) | undefined
}

/** One condition as `field: value`, with a cross for the pointer that takes it away. */
export function Chip({ name, value, excluded = false, selected = false, onRemove, onOpen }: Props) {
  return (
    <span className={excluded ? 'chip not' : 'chip'} role="option" aria-selected={selected} onDoubleClick={onOpen}>
      {name && <span className="k">{excluded ? `− ${name}` : name}</span>}
      <span className="val">
        <bdi>{value}</bdi>
      </span>
      <span className="x" aria-hidden="true" onClick={onRemove}>
        <Icon name="close" size={8} />
      </span>
    </span>
  )
}
