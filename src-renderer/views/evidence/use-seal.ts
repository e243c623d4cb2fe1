import { useEffect, useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask, askShell } from '../../engine/bridge.ts'
import { resultOf, start } from '../../engine/jobs.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { useJob } from '../../engine/use-jobs.ts'
import type { Fault } from '../../text/faults.ts'
import { evidenceText as text } from '../../text/evidence.ts'

export interface SealDraft {
  readonly all: boolean
  readonly where: string
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly key: PlaceNamed | undefined
}

export type ShownKey = Answer<'key.show'>

const empty: SealDraft = { all: true, where: '', from: '', to: '', reason: '', key: undefined }
const onAll = ['records', 'checks', 'custody'] as const

const scopeOf = ({ all, where, from, to }: SealDraft) =>
  all ? { where: '' } : { where, ...(from && { from }), ...(to && { to }) }

/** A route with a scope of its own fills it in, once. */
function useDraft() {
  const { route } = useCaseScreen()
  const [draft, setDraft] = useKept('evidence.draft', empty)
  const [taken, take] = useKept<unknown>('evidence.scope', undefined)
  useEffect(() => {
    if (route.view !== 'evidence' || taken === route) return
    take(route)
    const { where, from, to } = route
    if (where !== undefined || from !== undefined || to !== undefined)
      setDraft({ ...draft, all: !where && !from && !to, where: where ?? '', from: from ?? '', to: to ?? '' })
  }, [route, taken, take, draft, setDraft])
  return [draft, setDraft] as const
}

/** The key that was chosen: what its certificate says, and whether it needs a passphrase. */
function useKey(key: PlaceNamed | undefined) {
  const [shown, show] = useState<ShownKey>()
  const [fault, setFault] = useState<Fault>()
  useEffect(() => {
    show(undefined)
    setFault(undefined)
    if (!key) return undefined
    let current = true
    void ask('key.show', { place: key.place }).then((reply) => {
      if (!current) return
      if (reply.ok) show(reply.data)
      else setFault(reply)
    })
    return () => {
      current = false
    }
  }, [key])
  return { shown, fault }
}

/** What is to be sealed, what it would hold, and the sealing itself. The passphrase is kept nowhere. */
export function useSeal() {
  const [draft, setDraft] = useDraft()
  const [passphrase, setPassphrase] = useState('')
  const [own, setOwn] = useKept<number | undefined>('evidence.job', undefined)
  const [out, setOut] = useKept<PlaceNamed | undefined>('evidence.out', undefined)
  const [refused, refuse] = useState<Fault>()
  const { all, where, from, to } = draft
  const scope = useMemo(() => scopeOf({ ...empty, all, where, from, to }), [all, where, from, to])
  const preview = useAnswer('seal.preview', scope, onAll)
  const key = useKey(draft.key)
  const job = useJob(own)
  const needs = [
    draft.reason.trim() === '' ? text.needReason : '',
    key.shown === undefined ? text.needKey : '',
    key.shown?.locked && passphrase === '' ? text.needPassphrase : '',
  ].filter(Boolean)
  const seal = async (): Promise<void> => {
    if (!preview?.ok || !draft.key) return
    const chosen = await askShell('shell.choose', { what: 'pack-save', suggest: preview.data.suggestedName })
    if (!chosen.ok) return refuse(chosen)
    const place = chosen.data.places[0]
    if (!place) return
    const asked = await start('seal.start', {
      out: place.place,
      reason: draft.reason.trim(),
      key: draft.key.place,
      ...(passphrase && { passphrase }),
      ...scope,
    })
    refuse(asked.ok ? undefined : asked)
    setPassphrase('')
    setOut(place)
    if (asked.ok) setOwn(asked.data.job)
  }
  const failed = job?.state === 'failed' && job.fault?.code !== 'cancelled' ? job.fault : undefined
  return {
    draft,
    setDraft,
    passphrase,
    setPassphrase,
    preview,
    key,
    needs,
    seal,
    out,
    running: job?.state === 'running' ? job : undefined,
    result: resultOf(job, 'seal'),
    fault: refused ?? key.fault ?? failed,
    cancel: (): void => void (own !== undefined && ask('job.cancel', { job: own })),
    again: () => setOwn(undefined),
  }
}
