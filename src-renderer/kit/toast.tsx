/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- it only waits while it is looked at */
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'

const STAYS_MS = 8000

interface Props {
  readonly children: ReactNode
  readonly closeLabel: string
  readonly onClose: () => void
}

/** Says that something was done; goes after eight seconds unless looked at. Never an error. */
export function Toast({ children, closeLabel, onClose }: Props) {
  const [held, hold] = useState(false)
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(onClose, STAYS_MS)
    return () => clearTimeout(timer)
  }, [held, onClose])
  return (
    <output
      className="toast"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span>{children}</span>
      <Button look="plain" small icon="close" aria-label={closeLabel} onClick={onClose} />
    </output>
  )
}
