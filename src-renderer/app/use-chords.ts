import { useEffect, useRef } from 'react'
import { chord, isTyping } from './keys.ts'

export type Chords = Readonly<Record<string, () => void>>

/** Keys of the whole window. A single sign acts only where no text is typed and no dialog is open. */
export function useChords(chords: Chords): void {
  const now = useRef(chords)
  useEffect(() => {
    now.current = chords
  })
  useEffect(() => {
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
