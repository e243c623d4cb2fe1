import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

interface Props {
  readonly title: string
  readonly children: ReactNode
  /** The safe way out: has the focus, and Esc is it. */
  readonly keep: string
  /** The verb that acts; disabled until `ready`. Absent where there is nothing to do but close. */
  readonly act?: string
  readonly ready?: boolean
  readonly wide?: boolean
  readonly onKeep: () => void
  readonly onAct?: () => void
}

/** For what cannot be undone or needs a secret. Focus stays inside and goes back to where it came from. */
export function Dialog({ title, children, keep, act, ready = true, wide = false, onKeep, onAct }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement
    box.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) onAct?.()
  }
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onKeep()
      }}
    >
      <form onSubmit={onSubmit}>
        <h2 id={id}>{title}</h2>
        <div className="dbody">{children}</div>
        <div className="dfoot">
          <Button onClick={onKeep}>{keep}</Button>
          {act && (
            <button type="submit" className="btn primary" disabled={!ready}>
              {act}
            </button>
          )}
        </div>
      </form>
    </dialog>
  )
}
