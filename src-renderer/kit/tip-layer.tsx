import { useEffect, useState } from 'react'

interface Shown {
  readonly text: string
  readonly x: number
  readonly y: number
}

const DELAY_MS = 400

/** Whether something of an element's text is not seen. */
function isCut(element: Element): boolean {
  const parts = [element, ...element.querySelectorAll('*')]
  const around = element.closest('td, [role=gridcell], dd') ?? element
  return [...parts, around].some((part) => part.scrollWidth > part.clientWidth + 1)
}

function tipOf(target: EventTarget | null): Shown | undefined {
  const element = target instanceof Element ? target.closest('[data-tip]') : null
  const text = element?.getAttribute('data-tip')
  if (!element || !text || (element.textContent === text && !isCut(element))) return undefined
  const { left, bottom, top } = element.getBoundingClientRect()
  const below = bottom + 32 < window.innerHeight
  return { text, x: Math.max(4, Math.min(left, window.innerWidth - 320)), y: below ? bottom + 4 : top - 30 }
}

/** Draws the full text of anything with `data-tip`, after a moment under the pointer or with the keyboard on it. */
export function TipLayer() {
  const [shown, show] = useState<Shown>()
  useEffect(() => {
    let timer = 0
    const later = (event: Event): void => {
      clearTimeout(timer)
      show(undefined)
      const tip = tipOf(event.target)
      if (tip) timer = window.setTimeout(() => show(tip), DELAY_MS)
    }
    const events = ['pointerover', 'focusin', 'pointerdown', 'keydown', 'wheel'] as const
    for (const name of events) addEventListener(name, later, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const name of events) removeEventListener(name, later)
    }
  }, [])
  if (!shown) return null
  return (
    <div className="tip" role="tooltip" style={{ left: shown.x, top: shown.y }}>
      {shown.text}
    </div>
  )
}
