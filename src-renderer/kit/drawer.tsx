/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- Esc belongs to everything inside */
import type { KeyboardEvent, ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly head: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
  readonly onClose: () => void
}

/** A pane at the right with the details of what is chosen; Esc closes it. Narrow windows lay it over. */
export function Drawer({ label, head, children, foot, onClose }: Props) {
  const onKeyDown = (event: KeyboardEvent): void => {
    // a dialog that was opened from inside has Esc to itself
    if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return
    event.stopPropagation()
    onClose()
  }
  return (
    // Esc belongs to everything inside
    <aside className="drawer" aria-label={label} onKeyDown={onKeyDown}>
      <div className="sechead bb">{head}</div>
      <div className="scroll grow">{children}</div>
      {foot}
    </aside>
  )
}
