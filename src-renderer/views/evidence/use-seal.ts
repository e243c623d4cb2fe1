import { useEffect, useMemo, useState } from 'react'
import type { Answer, AskInput } from '../../../src-main/contract/calls.ts'
import type { Reply } from '../../../src-main/contract/fault.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import type { Route } from '../../app/route.ts'
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

type EvidenceRoute = Extract<Route, { view: 'evidence' }>

/** What a route wants sealed; undefined where it only goes to the view. */
function scopeFrom({ where = '', from = '', to = '' }: EvidenceRoute): Partial<SealDraft> | undefined {
  const asked = [where, from, to].some(Boolean)
  return asked ? { all: false, where, from, to } : undefined
}

/** A route with a scope of its own fills it in, once. */
function useDraft() {
  const { route } = useCaseScreen()
  const [draft, setDraft] = useKept('evidence.draft', empty)
  const [taken, take] = useKept<unknown>('evidence.scope', undefined)
  useEffect(() => {
    if (route.view !== 'evidence' || taken === route) return
    take(() => route)
    const scope = scopeFrom(route)
    if (scope) setDraft({ ...draft, ...scope })
  }, [route, taken, take, draft, setDraft])
  return [draft, setDraft] as const
}

/** The key that was chosen: what its certificate says, and whether it needs a passphrase. */
function useKey(key: PlaceNamed | undefined) {
  const [held, hold] = useState<{ readonly key: PlaceNamed; readonly reply: Reply<ShownKey> }>()
  useEffect(() => {
    if (!key) return undefined
    let current = true
    void ask('key.show', { place: key.place }).then((reply) => current && hold({ key, reply }))
    return () => {
      current = false
    }
  }, [key])
  const reply = held?.key === key ? held?.reply : undefined
  return { shown: reply?.ok ? reply.data : undefined, fault: reply && !reply.ok ? reply : undefined }
}

/** What is still missing before it can be sealed, in words. */
function needsOf(reason: string, key: ShownKey | undefined, passphrase: string): readonly string[] {
  const locked = key?.locked === true && passphrase === ''
  return [
    reason.trim() === '' ? text.needReason : '',
    key === undefined ? text.needKey : '',
    locked ? text.needPassphrase : '',
  ].filter(Boolean)
}

/** The sealing that runs or ran last, and where its pack goes. */
function useSealJob() {
  const [own, setOwn] = useKept<number | undefined>('evidence.job', undefined)
  const [out, setOut] = useKept<PlaceNamed | undefined>('evidence.out', undefined)
  const [refused, refuse] = useState<Fault>()
  const job = useJob(own)
  const failed = job?.state === 'failed' && job.fault?.code !== 'cancelled' ? job.fault : undefined
  const begin = async (suggest: string, what: Omit<AskInput<'seal.start'>, 'out'>): Promise<void> => {
    const chosen = await askShell('shell.choose', { what: 'pack-save', suggest })
    if (!chosen.ok) return refuse(chosen)
    const place = chosen.data.places[0]
    if (!place) return undefined
    const asked = await start('seal.start', { ...what, out: place.place })
    refuse(asked.ok ? undefined : asked)
    setOut(place)
    return asked.ok ? setOwn(asked.data.job) : undefined
  }
  return {
    out,
    begin,
    running: job?.state === 'running' ? job : undefined,
    result: resultOf(job, 'seal'),
    fault: refused ?? failed,
    cancel: (): void => void (own !== undefined && ask('job.cancel', { job: own })),
    again: () => setOwn(undefined),
  }
}

/** What is to be sealed, what it would hold, and the sealing itself. The passphrase is kept nowhere. */
export function useSeal() {
  const [draft, setDraft] = useDraft()
  const [passphrase, setPassphrase] = useState('')
  const { all, where, from, to } = draft
  const scope = useMemo(() => scopeOf({ ...empty, all, where, from, to }), [all, where, from, to])
  const preview = useAnswer('seal.preview', scope, onAll)
  const key = useKey(draft.key)
  const job = useSealJob()
  const seal = async (): Promise<void> => {
    if (!preview?.ok || !draft.key) return
    const secret = passphrase ? { passphrase } : {}
    setPassphrase('')
    await job.begin(preview.data.suggestedName, {
      reason: draft.reason.trim(),
      key: draft.key.place,
      ...secret,
      ...scope,
    })
  }
  const needs = needsOf(draft.reason, key.shown, passphrase)
  return {
    ...job,
    draft,
    setDraft,
    passphrase,
    setPassphrase,
    preview,
    key,
    needs,
    seal,
    fault: job.fault ?? key.fault,
  }
}
