import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { type Brush, bucketAt, dragged, moved, pulled, widened } from './brush.ts'

interface Asked {
  readonly width: number
  readonly buckets: number
  readonly brush: Brush | undefined
  readonly onBrush: (brush: Brush | undefined) => void
  readonly onZoom: () => void
  readonly onBack: () => void
}

interface Drag {
  readonly start: number
  readonly edge: 'from' | 'to' | undefined
  readonly was: Brush | undefined
}

const GRIP_PX = 5

function edgeAt(x: number, { brush, width, buckets }: Asked): 'from' | 'to' | undefined {
  if (!brush) return undefined
  const at = (bucket: number): number => (bucket / buckets) * width
  if (Math.abs(x - at(brush.from)) <= GRIP_PX) return 'from'
  return Math.abs(x - at(brush.to)) <= GRIP_PX ? 'to' : undefined
}

const xOf = (event: PointerEvent): number => event.clientX - event.currentTarget.getBoundingClientRect().left

/** Dragging and keys of a brush: drag, grips, arrows by bucket, Shift arrows its width, Enter zooms, Backspace goes back, Esc clears. */
export function useBrush(asked: Asked) {
  const { width, buckets, brush, onBrush, onZoom, onBack } = asked
  const drag = useRef<Drag | undefined>(undefined)
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const x = xOf(event)
      drag.current = { start: bucketAt(x, width, buckets), edge: edgeAt(x, asked), was: brush }
    },
    onPointerMove: (event: PointerEvent): void => {
      const held = drag.current
      if (!held) return
      const bucket = bucketAt(xOf(event), width, buckets)
      if (held.edge && held.was) onBrush(pulled(held.was, held.edge, bucket))
      else if (bucket !== held.start || held.was === undefined) onBrush(dragged(held.start, bucket))
    },
    onPointerUp: (event: PointerEvent): void => {
      const held = drag.current
      drag.current = undefined
      if (!held || held.edge) return
      const bucket = bucketAt(xOf(event), width, buckets)
      if (bucket === held.start && held.was && (bucket < held.was.from || bucket >= held.was.to)) onBrush(undefined)
      else if (bucket === held.start && !held.was) onBrush(dragged(bucket, bucket))
    },
    onKeyDown: (event: KeyboardEvent): void => {
      const here = brush ?? { from: Math.floor(buckets / 2), to: Math.floor(buckets / 2) + 1 }
      const step = (by: number): void =>
        onBrush(brush === undefined ? here : event.shiftKey ? widened(here, by, buckets) : moved(here, by, buckets))
      const acts: Record<string, () => void> = {
        ArrowLeft: () => step(-1),
        ArrowRight: () => step(1),
        Enter: onZoom,
        Backspace: onBack,
        Escape: () => onBrush(undefined),
      }
      const act = acts[event.key]
      if (!act || buckets === 0) return
      event.preventDefault()
      event.stopPropagation()
      act()
    },
  }
}
