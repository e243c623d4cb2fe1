import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'

/** What keys, wheel and pointer ask of a strip. */
export interface StripHands {
  /** Goes on by so many places. */
  readonly onStep: (by: number) => void
  readonly onEnd: (end: 'first' | 'last') => void
  /** Keeps this part of what is shown (above 1: shows more), around a point of it (0 to 1) or around the place looked at. */
  readonly onZoom: (factor: number, at?: number) => void
  readonly onWhole: () => void
  /** Moves what is shown by a part of its width. */
  readonly onPan: (part: number) => void
  /** Pressed at a part of the width; `picked` where a break stood there. */
  readonly onPress: (part: number, picked: boolean) => void
  readonly onOpen: () => void
}

interface Asked extends Omit<StripHands, 'onPress'> {
  readonly width: number
  readonly onPress: (x: number) => void
}

const FAR = 100
const DRAG_PX = 3
const IN = 0.5
const OUT = 2

function keysOf(asked: Asked): Readonly<Record<string, (shift: boolean) => void>> {
  const { onStep, onEnd, onZoom, onWhole, onPan, onOpen } = asked
  return {
    ArrowLeft: (shift) => onStep(shift ? -FAR : -1),
    ArrowRight: (shift) => onStep(shift ? FAR : 1),
    PageUp: () => onPan(-0.5),
    PageDown: () => onPan(0.5),
    Home: () => onEnd('first'),
    End: () => onEnd('last'),
    '+': () => onZoom(IN),
    '=': () => onZoom(IN),
    '-': () => onZoom(OUT),
    '0': onWhole,
    Enter: onOpen,
  }
}

const xOf = (event: PointerEvent): number => event.clientX - event.currentTarget.getBoundingClientRect().left

/** Wheel and drag move and zoom what is shown; arrows go from place to place, with Shift by a hundred; Enter opens. */
export function useStripHands(box: RefObject<SVGSVGElement | null>, asked: Asked) {
  const { width, onZoom, onPan, onPress } = asked
  const drag = useRef<{ readonly start: number; last: number; moved: boolean } | undefined>(undefined)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const at = (event.clientX - element.getBoundingClientRect().left) / Math.max(1, width)
      onZoom(event.deltaY < 0 ? 0.8 : 1.25, at)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box, width, onZoom])
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { start: xOf(event), last: xOf(event), moved: false }
    },
    onPointerMove: (event: PointerEvent): void => {
      const held = drag.current
      if (!held) return
      const x = xOf(event)
      if (!held.moved && Math.abs(x - held.start) < DRAG_PX) return
      onPan((held.last - x) / Math.max(1, width))
      drag.current = { start: held.start, last: x, moved: true }
    },
    onPointerUp: (event: PointerEvent): void => {
      const held = drag.current
      drag.current = undefined
      if (held && !held.moved) onPress(xOf(event))
    },
    onPointerCancel: (): void => {
      drag.current = undefined
    },
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const act = keysOf(asked)[event.key]
      if (!act) return
      event.preventDefault()
      event.stopPropagation()
      act(event.shiftKey)
    },
  }
}
