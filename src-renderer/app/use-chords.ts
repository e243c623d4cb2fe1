import { useLayoutEffect, useRef } from 'react'
import { chord, isTyping } from './keys.ts'

export type Chords = Readonly<Record<string, () => void>>

/** Keys of the whole window, from the moment it is seen. A single sign acts only where no text is typed and no dialog is open. */
export function useChords(chords: Chords): void {
  const now = useRef(chords)
  useLayoutEffect(() => {
    now.current = chords
  })
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const name = chord(event)
      const act = Object.hasOwn(now.current, name) ? now.current[name] : undefined
      if (!act) return
      if (document.querySelector('dialog[open]')) return
      if (name.length === 1 && isTyping(event.target)) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
