import { useEffect, useRef, useState } from 'react'
import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'
import { drop } from '../engine/bridge.ts'
import type { Fault } from '../text/faults.ts'

/** Files dropped anywhere in the window, as places. True while files hang over it. */
export function useDrop(onPlaces: (places: readonly PlaceNamed[]) => void, onFault: (fault: Fault) => void): boolean {
  const [over, setOver] = useState(false)
  const now = useRef({ onPlaces, onFault })
  useEffect(() => {
    now.current = { onPlaces, onFault }
  })
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent): void => {
      event.preventDefault()
      setOver(hasFiles(event))
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      event.preventDefault()
      setOver(false)
      const files = event.dataTransfer?.files
      if (!files || files.length === 0) return
      void drop(files).then((reply) =>
        reply.ok ? now.current.onPlaces(reply.data.places) : now.current.onFault(reply),
      )
    }
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [])
  return over
}
