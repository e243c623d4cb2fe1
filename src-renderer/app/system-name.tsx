import type { ReactNode } from 'react'
import { systemInk } from './system-ink.ts'

/** A name with the colour of its system before it. */
export function SystemName({ format, children }: { readonly format: string; readonly children: ReactNode }) {
  return (
    <span className="sys" style={{ '--series': systemInk(format) } as React.CSSProperties}>
      <span className="ell">{children}</span>
    </span>
  )
}
