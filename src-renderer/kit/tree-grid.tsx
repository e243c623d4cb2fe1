/* oxlint-disable jsx-a11y/click-events-have-key-events -- keys reach the parts through the container, whose active descendant they are */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './icon.tsx'

export interface TreeRow {
  readonly key: string
  readonly level: number
  /** Undefined for a leaf. */
  readonly open: boolean | undefined
  readonly mark: ReactNode
  readonly name: ReactNode
  readonly count: ReactNode
  /** The whole row for those who do not see it. */
  readonly says: string
}

interface Props {
  readonly label: string
  /** The open rows alone, in order; who holds the tree decides what is open. */
  readonly rows: readonly TreeRow[]
  readonly selected: string | undefined
  readonly onSelect: (key: string) => void
  readonly onOpen: (key: string, open: boolean) => void
  readonly onKey?: (event: KeyboardEvent) => void
  readonly takesFocus?: boolean
}

const ROW_PX = 26

function parentOf(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1
  for (let place = at - 1; place >= 0; place -= 1) if ((rows[place]?.level ?? 1) < level) return place
  return at
}

/** Where keys lead in the open rows. */
function treeKeys({ rows, onSelect, onOpen, onKey }: Props, at: number): (event: KeyboardEvent) => void {
  const choose = (place: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, place))]
    if (row) onSelect(row.key)
  }
  const row = rows[at]
  const acts: Record<string, () => void> = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at - 1),
    Home: () => choose(0),
    End: () => choose(rows.length - 1),
    ArrowRight: () => (row?.open === false ? onOpen(row.key, true) : choose(at + 1)),
    ArrowLeft: () => (row?.open ? onOpen(row.key, false) : choose(parentOf(rows, at))),
  }
  return (event) => {
    const act = acts[event.key]
    if (!act) return onKey?.(event)
    event.preventDefault()
    return act()
  }
}

/** A tree of checks: Right opens, Left closes or goes to the parent. Only the rows in view exist. */
export function TreeGrid(props: Props) {
  const { label, rows, selected, onSelect, onOpen, takesFocus = false } = props
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const at = rows.findIndex(({ key }) => key === selected)
  // oxlint-disable-next-line react/incompatible-library -- its functions are called in this render alone, never kept
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  useEffect(() => {
    if (takesFocus) body.current?.focus()
  }, [takesFocus])
  return (
    <div
      ref={body}
      className="scroll grow"
      role="treegrid"
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      tabIndex={0}
      onKeyDown={treeKeys(props, at)}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          const place = { id: `${id}-${index}`, index, top: start, chosen: index === at }
          return row && <Line key={row.key} row={row} {...place} onSelect={onSelect} onOpen={onOpen} />
        })}
      </div>
    </div>
  )
}

interface LineProps {
  readonly id: string
  readonly row: TreeRow
  readonly index: number
  readonly top: number
  readonly chosen: boolean
  readonly onSelect: (key: string) => void
  readonly onOpen: (key: string, open: boolean) => void
}

function Line({ id, row, index, top, chosen, onSelect, onOpen }: LineProps) {
  const { key, level, open, mark, name, count, says } = row
  return (
    // keys reach the row through the tree around it, whose active descendant it is
    <div
      id={id}
      role="row"
      tabIndex={-1}
      className="tree-row"
      aria-level={level}
      aria-expanded={open}
      aria-selected={chosen}
      aria-rowindex={index + 1}
      aria-label={says}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(key)}
      onDoubleClick={() => open !== undefined && onOpen(key, !open)}
    >
      <span className="name" role="gridcell" style={{ paddingLeft: (level - 1) * 16 }}>
        {/* the same as Left and Right; not a stop of its own */}
        <span className="tw" aria-hidden="true" onClick={() => open !== undefined && onOpen(key, !open)}>
          {open !== undefined && <Icon name={open ? 'opened' : 'closed'} size={14} />}
        </span>
        {mark}
        <span className="ell">{name}</span>
      </span>
      <span className="count" role="gridcell">
        {count}
      </span>
    </div>
  )
}
