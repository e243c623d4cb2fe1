import { useCallback, useRef, useState } from 'react'
import type { AskInput } from '../../src-main/contract/calls.ts'
import type { Reply } from '../../src-main/contract/fault.ts'
import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'
import { ask, askShell } from '../engine/bridge.ts'
import type { Fault } from '../text/faults.ts'
import type { CaseHead } from './case-screen.ts'

export interface CaseFile {
  readonly head: CaseHead | undefined
  /** Grows with each opening, so that nothing of one case is kept for the next. */
  readonly opened: number
  /** Why the last opening failed, and what was to be opened. */
  readonly fault: Fault | undefined
  readonly place: PlaceNamed | undefined
  readonly busy: boolean
  open(place: PlaceNamed, readOnly?: boolean): Promise<boolean>
  create(place: PlaceNamed, about: Omit<AskInput<'case.create'>, 'place'>): Promise<boolean>
  close(): Promise<void>
  /** Shows no case any more; the engine has none open. */
  leave(): void
  dismiss(): void
}

/** The one case of this window. */
export function useCaseFile(): CaseFile {
  const [head, setHead] = useState<CaseHead>()
  const [opened, count] = useState(0)
  const [fault, setFault] = useState<Fault>()
  const [busy, setBusy] = useState(false)
  const [place, setPlace] = useState<PlaceNamed>()
  const turn = useRef(0)
  const take = useCallback(async (at: PlaceNamed, asked: Promise<Reply<CaseHead>>): Promise<boolean> => {
    turn.current += 1
    const mine = turn.current
    setBusy(true)
    setPlace(at)
    const reply = await asked
    if (mine !== turn.current) return false
    setBusy(false)
    setFault(reply.ok ? undefined : reply)
    if (!reply.ok) {
      // the engine closes the open case before it opens another: what is shown must be what is open
      const still = await ask('case.head', {})
      if (still.ok && still.data === null) setHead(undefined)
      return false
    }
    setHead(reply.data)
    count((n) => n + 1)
    void askShell('shell.remember', { place: at.place, title: reply.data.title || reply.data.name })
    return true
  }, [])
  const open = useCallback(
    (at: PlaceNamed, readOnly = false) => take(at, ask('case.open', { place: at.place, readOnly })),
    [take],
  )
  const create = useCallback(
    (at: PlaceNamed, about: Omit<AskInput<'case.create'>, 'place'>) =>
      take(at, ask('case.create', { place: at.place, ...about })),
    [take],
  )
  const close = useCallback(async () => {
    await ask('case.close', {})
    setHead(undefined)
  }, [])
  const leave = useCallback(() => setHead(undefined), [])
  const dismiss = useCallback(() => setFault(undefined), [])
  return { head, opened, fault, place, busy, open, create, close, leave, dismiss }
}
