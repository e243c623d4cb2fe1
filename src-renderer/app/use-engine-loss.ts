import { useCallback, useState } from 'react'
import type { PlaceNamed, ShellEvent } from '../../src-main/contract/shell-calls.ts'
import { askShell } from '../engine/bridge.ts'
import { loseJobs } from '../engine/jobs.ts'
import { useShellEvent } from '../engine/use-event.ts'
import type { Fault } from '../text/faults.ts'
import { frameText } from '../text/frame.ts'
import type { CaseFile } from './use-case-file.ts'

/** The case that was open last: it stands on top of the recent ones. Places of an engine that is gone mean nothing to the next. */
async function lastCase(): Promise<PlaceNamed | undefined> {
  const recent = await askShell('shell.recent', {})
  const first = recent.ok ? recent.data.cases[0] : undefined
  const place = first && (await askShell('shell.openRecent', { recent: first.recent }))
  return place?.ok ? place.data : undefined
}

/**
 * What to say while the engine is gone; the case that was open is opened again as soon as there is a new one.
 * `onLost` lets go of every place that was known.
 */
export function useEngineLoss({ head, open, leave }: CaseFile, onLost: () => void): Fault | undefined {
  const [lost, setLost] = useState<Fault>()
  const isOpen = head !== undefined
  const readOnly = head?.readOnly ?? false
  const whenLost = useCallback(
    ({ again }: ShellEvent<'engine.lost'>) => {
      loseJobs(frameText.engineLost)
      onLost()
      const message = again ? frameText.engineLost : frameText.engineGone
      setLost({ code: 'case-closed', message, remedy: again ? frameText.reopening : frameText.restart })
    },
    [onLost],
  )
  const whenBack = useCallback(async (): Promise<void> => {
    const place = isOpen ? await lastCase() : undefined
    if (place) await open(place, readOnly)
    else leave()
    setLost(undefined)
  }, [isOpen, readOnly, open, leave])
  useShellEvent('engine.lost', whenLost)
  useShellEvent(
    'engine.back',
    useCallback(() => void whenBack(), [whenBack]),
  )
  return lost
}
