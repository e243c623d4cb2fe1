import { useCallback, useEffect, useState } from 'react'
import type { Answer, AskInput } from '../../../src-main/contract/calls.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import type { Route } from '../../app/route.ts'
import { type Keep, useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import { type Job, resultOf, start } from '../../engine/jobs.ts'
import { useJobs } from '../../engine/use-jobs.ts'
import type { Fault } from '../../text/faults.ts'
import { importText as text } from '../../text/import.ts'

export type Recognised = Answer<'input.recognise'>['inputs'][number]

/** An input that was chosen; what it is taken for comes a moment later. */
export interface Waiting extends PlaceNamed {
  readonly found: Recognised | undefined
}

export type Options = Omit<AskInput<'import.start'>, 'places'>

const MOST_AT_ONCE = 200
const nothing: readonly Waiting[] = []
const noOptions: Options = {}

/** Recognises what has just been chosen, all in one question; what is chosen meanwhile is asked next. */
function useRecognition(waiting: readonly Waiting[], setWaiting: Keep<readonly Waiting[]>): Fault | undefined {
  const [fault, setFault] = useState<Fault>()
  const fresh = waiting
    .filter(({ found }) => found === undefined)
    .slice(0, MOST_AT_ONCE)
    .map(({ place }) => place)
    .join(' ')
  useEffect(() => {
    if (fresh === '') return undefined
    let current = true
    void ask('input.recognise', { places: fresh.split(' ') }).then((reply) => {
      if (!current) return
      setFault(reply.ok ? undefined : reply)
      if (!reply.ok) return
      const { inputs } = reply.data
      setWaiting((old) =>
        old.map((one) => ({ ...one, found: one.found ?? inputs.find(({ place }) => place === one.place) })),
      )
    })
    return () => {
      current = false
    }
  }, [fresh, setWaiting])
  return fault
}

/** Says what became of the import that this view began, once. */
function useOutcome(job: Job | undefined, onDone: () => void): void {
  const { say } = useCaseScreen()
  const [told, tell] = useKept<number | undefined>('import.told', undefined)
  useEffect(() => {
    if (!job || job.state === 'running' || told === job.id) return
    tell(job.id)
    const result = resultOf(job, 'import')
    if (result) {
      onDone()
    } else if (job.fault?.code === 'cancelled') say(text.cancelled)
  }, [job, told, tell, say, onDone])
}

/** What was chosen and not yet imported; a route may bring more. */
function useWaiting() {
  const { route } = useCaseScreen()
  const [waiting, setWaiting] = useKept('import.waiting', nothing)
  const [taken, take] = useKept<unknown>('import.route', undefined)
  const add = useCallback(
    (places: readonly PlaceNamed[]): void =>
      setWaiting((old) => {
        const known = new Set(old.map(({ place }) => place))
        return [...old, ...places.filter(({ place }) => !known.has(place)).map((one) => ({ ...one, found: undefined }))]
      }),
    [setWaiting],
  )
  useEffect(() => {
    if (route.view !== 'import' || taken === route) return
    take(() => route)
    if (route.places) add(route.places)
  }, [route, taken, take, add])
  const drop = (place: string): void => setWaiting((old) => old.filter((one) => one.place !== place))
  const dropAll = useCallback(
    (places: readonly string[]) => setWaiting((old) => old.filter(({ place }) => !places.includes(place))),
    [setWaiting],
  )
  return { waiting, add, drop, dropAll, unread: useRecognition(waiting, setWaiting) }
}

type Begun = NonNullable<Extract<Route, { view: 'import' }>['begun']>

/** The import that is followed: begun here, or in a view that leads here. */
function useOwn() {
  const { route } = useCaseScreen()
  const [own, setOwn] = useKept<Begun | undefined>('import.job', undefined)
  const begun = route.view === 'import' ? route.begun : undefined
  const [taken, take] = useKept<unknown>('import.begun', undefined)
  useEffect(() => {
    if (begun === undefined || taken === begun) return
    take(() => begun)
    setOwn(begun)
  }, [begun, taken, take, setOwn])
  return [own, setOwn] as const
}

/** What was chosen, how it is to be imported, and the import that runs or ran last. */
export function useImports() {
  const { say } = useCaseScreen()
  const { waiting, add, drop, dropAll, unread } = useWaiting()
  const [options, setOptions] = useKept('import.options', noOptions)
  const [own, setOwn] = useOwn()
  const [refused, refuse] = useState<Fault>()
  const [asking, setAsking] = useState(false)
  const jobs = useJobs().filter(({ kind }) => kind === 'import' || kind === 'clean-up')
  const running = jobs.findLast(({ state }) => state === 'running')
  const last = jobs.find(({ id }) => id === own?.job)
  const onDone = useCallback(() => dropAll(own?.places ?? []), [dropAll, own])
  useOutcome(last, onDone)
  const begin = async (): Promise<void> => {
    say('')
    setAsking(true)
    const places = waiting.map(({ place }) => place)
    const asked = await start('import.start', { ...options, places })
    setAsking(false)
    refuse(asked.ok ? undefined : asked)
    if (asked.ok) setOwn({ job: asked.data.job, places })
  }
  const failed = last?.state === 'failed' && last.fault?.code !== 'cancelled' ? last.fault : undefined
  return {
    waiting,
    options,
    setOptions,
    add,
    drop,
    begin,
    cancel: (): void => void (running && ask('job.cancel', { job: running.id })),
    forget: () => setOwn(undefined),
    running,
    /** From the click on, before the engine has answered. What a cancelled import left is cleaned up first, and keeps nobody from the next click. */
    busy: asking || running?.kind === 'import',
    result: resultOf(last, 'import'),
    fault: refused ?? unread ?? failed,
  }
}
