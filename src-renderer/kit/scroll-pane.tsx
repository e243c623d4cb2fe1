import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** What may be longer than its pane and holds nothing to stop at: a stop of its own, so that keys can scroll it. */
export function ScrollPane({ label, className = '', children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a stop keys could not scroll it
    <div className={`scroll grow ${className}`} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
