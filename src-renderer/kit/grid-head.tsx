import type { ReactNode } from 'react'

interface Props {
  readonly columns: readonly { readonly id: string; readonly head: ReactNode; readonly right?: boolean }[]
  readonly template: string
}

/** The heads of a grid's columns; they stay while the rows scroll under them. */
export function GridHead({ columns, template }: Props) {
  return (
    <div className="grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {columns.map(({ id, head, right }) => (
        <div key={id} role="columnheader" className={right ? 'num' : ''}>
          {head}
        </div>
      ))}
    </div>
  )
}
