/* oxlint-disable jsx-a11y/interactive-supports-focus -- chips have no stop of their own: the filter field they stand in has the keys */
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface Props {
  /** What stands before the value: `actor:`, or `− actor:` where it is excluded. */
  readonly name?: string
  readonly value: ReactNode
  readonly excluded?: boolean
  readonly selected?: boolean
  readonly removeLabel: string
  readonly onRemove: () => void
  readonly onOpen?: (() => void) | undefined
}

/** One condition as `field: value`, with a cross that takes it away. */
export function Chip({ name, value, excluded = false, selected = false, removeLabel, onRemove, onOpen }: Props) {
  return (
    <span
      className={excluded ? 'chip not' : 'chip'}
      aria-selected={selected ? 'true' : undefined}
      role="option"
      onDoubleClick={onOpen}
    >
      {name && <span className="k">{excluded ? `− ${name}` : name}</span>}
      <span className="val">
        <bdi>{value}</bdi>
      </span>
      <button type="button" className="x" aria-label={removeLabel} tabIndex={-1} onClick={onRemove}>
        <Icon name="close" size={8} />
      </button>
    </span>
  )
}
