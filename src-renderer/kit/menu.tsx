import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface MenuItem {
  readonly word: string
  readonly keys?: string | undefined
  readonly off?: boolean
  readonly onPick: () => void
}

interface Props {
  readonly label: ReactNode
  readonly says?: string
  readonly items: readonly MenuItem[]
  readonly className?: string
  readonly end?: boolean
}

function focusItem(list: HTMLElement | null, step: number): void {
  const items = [...(list?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])]
  const at = items.findIndex((item) => item === document.activeElement)
  items[(at + step + items.length) % items.length]?.focus()
}

/** A button that opens a list of commands; arrows walk it, Esc closes it. */
export function Menu({ label, says, items, className = 'btn plain sm', end = false }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (open) focusItem(list.current, 1)
  }, [open])
  const close = (): void => {
    setOpen(false)
    opener.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const acts: Record<string, () => void> = {
      ArrowDown: () => (open ? focusItem(list.current, 1) : setOpen(true)),
      ArrowUp: () => focusItem(list.current, -1),
      Escape: close,
    }
    const act = acts[event.key]
    if (!act || (!open && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const onBlur = ({ currentTarget, relatedTarget }: React.FocusEvent): void => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOpen(false)
  }
  return (
    // the keys are those of the menu inside; the frame itself is not reached
    <div className={end ? 'menu end' : 'menu'} onKeyDown={onKeyDown} onBlur={onBlur} role="presentation">
      <button
        ref={opener}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        aria-label={says}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && <MenuList id={id} items={items} list={list} onDone={close} />}
    </div>
  )
}

interface ListProps {
  readonly id: string
  readonly items: readonly MenuItem[]
  readonly list: React.RefObject<HTMLDivElement | null>
  readonly onDone: () => void
}

function MenuList({ id, items, list, onDone }: ListProps) {
  return (
    <div id={id} ref={list} className="popup" role="menu">
      {items.map(({ word, keys, off = false, onPick }) => (
        <button
          key={word}
          type="button"
          role="menuitem"
          className="opt"
          disabled={off}
          onClick={() => {
            onDone()
            onPick()
          }}
        >
          <span>{word}</span>
          {keys && (
            <span className="n">
              <kbd>{keys}</kbd>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
