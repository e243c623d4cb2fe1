import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'

interface Props {
  readonly label: string
  readonly children: readonly [ReactNode, ReactNode]
  /** Size in pixels of the fixed pane. */
  readonly size: number
  readonly onSize: (size: number) => void
  /** Which of the two keeps its size; the other takes the rest. */
  readonly fixed?: 'first' | 'second'
  readonly down?: boolean
  /** Where the window is as narrow as at 200 % zoom, one stands below the other and both scroll as one. */
  readonly stacks?: boolean
}

const LEAST = 180
const USUAL_KEYS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

const stepOf = (key: string): number => (key in USUAL_KEYS ? USUAL_KEYS[key as keyof typeof USUAL_KEYS] : 0)

/** Two panes with a divider that pointer and keys move: arrows 8 px, with Shift 32, Enter back to where it began. */
export function SplitPane({ label, children, size, onSize, fixed = 'first', down = false, stacks = false }: Props) {
  const [first] = useState(size)
  const frame = useRef<HTMLDivElement>(null)
  const clamp = (next: number): number => {
    const whole = (down ? frame.current?.clientHeight : frame.current?.clientWidth) ?? next + LEAST
    return Math.max(LEAST, Math.min(next, whole - LEAST))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event.key) * (event.shiftKey ? 32 : 8) * (fixed === 'first' ? 1 : -1)
    if (step === 0 && event.key !== 'Enter') return
    event.preventDefault()
    onSize(event.key === 'Enter' ? first : clamp(size + step))
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return
    const box = frame.current.getBoundingClientRect()
    const at = down ? event.clientY - box.top : event.clientX - box.left
    onSize(clamp(fixed === 'first' ? at : (down ? box.height : box.width) - at))
  }
  const kept = { className: 'fixed', style: down ? { height: size } : { width: size, maxWidth: '70%' } }
  const rest = { className: 'rest' }
  return (
    <div className={`split${down ? ' down' : ''}${stacks ? ' stacks' : ''}`} ref={frame}>
      <div {...(fixed === 'first' ? kept : rest)}>{children[0]}</div>
      <div
        className="divider"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={down ? 'horizontal' : 'vertical'}
        aria-valuenow={size}
        aria-valuemin={LEAST}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <div {...(fixed === 'first' ? rest : kept)}>{children[1]}</div>
    </div>
  )
}
