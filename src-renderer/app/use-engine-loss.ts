import { useCallback, useState } from 'react'
import type { ShellEvent } from '../../src-main/contract/shell-calls.ts'
import { loseJobs } from '../engine/jobs.ts'
import { useShellEvent } from '../engine/use-event.ts'
import type { Fault } from '../text/faults.ts'
import { frameText } from '../text/frame.ts'
import type { CaseFile } from './use-case-file.ts'

/** What to say while the engine is gone; the case is opened again as soon as there is a new one. */
export function useEngineLoss({ head, home, open }: CaseFile): Fault | undefined {
  const [lost, setLost] = useState<Fault>()
  const onLost = useCallback(({ again }: ShellEvent<'engine.lost'>) => {
    loseJobs(frameText.engineLost)
    setLost({
      code: 'case-closed',
      message: again ? frameText.engineLost : frameText.engineGone,
      remedy: frameText.reopen,
    })
  }, [])
  const readOnly = head?.readOnly ?? false
  const isOpen = head !== undefined
  const onBack = useCallback(() => {
    if (isOpen && home) void open(home, readOnly).then((ok) => ok && setLost(undefined))
    else setLost(undefined)
  }, [isOpen, readOnly, home, open])
  useShellEvent('engine.lost', onLost)
  useShellEvent('engine.back', onBack)
  return lost
}
