import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface Props {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** What happened, to what, and what can be done. */
export function FailedPane({ title, children, actions }: Props) {
  return (
    <div className="broken" role="alert">
      <Icon name="close" size={14} />
      <div>
        <p className="med">{title}</p>
        {children && <p className="t2">{children}</p>}
        {actions && <div className="row wrap">{actions}</div>}
      </div>
    </div>
  )
}
