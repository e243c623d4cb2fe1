import { useEffect, useState } from 'react'
import type { Event } from '../../src-main/contract/events.ts'
import { onEvent } from './bridge.ts'

/** A number that grows whenever something of `on` changed in the case. `on` must keep its identity. */
export function useRound(on: readonly Event<'case.changed'>['what'][]): number {
  const [round, again] = useState(0)
  useEffect(() => onEvent('case.changed', ({ what }) => on.includes(what) && again((n) => n + 1)), [on])
  return round
}
