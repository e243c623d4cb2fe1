import { useState } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { mappingOfProfile } from '../../../src-main/core/profiles/mapping-of-profile.ts'
import type { Profile } from '../../../src-main/core/profiles/profile.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { ask, askShell } from '../../engine/bridge.ts'
import { start } from '../../engine/jobs.ts'
import type { Fault } from '../../text/faults.ts'
import { mappingText as text } from '../../text/mapping.ts'
import type { Mapper } from './use-mapping.ts'

export interface Acts {
  readonly fault: Fault | undefined
  readonly busy: boolean
  dismiss(): void
  load(): void
  save(): void
  begin(): void
  cancel(): void
}

/** Begins from a profile in a file, saves the mapping as one, and imports by it. */
export function useActs(input: PlaceNamed, { opened, draft, mapping, profile, setDraft }: Mapper): Acts {
  const { go, say } = useCaseScreen()
  const [fault, setFault] = useState<Fault>()
  const [busy, setBusy] = useState(false)
  const load = async (): Promise<void> => {
    const [place] = await chosen('profile-open')
    if (!place) return
    const reply = await ask('profile.read', { place: place.place })
    setFault(reply.ok ? undefined : reply)
    if (!reply.ok) return
    // the engine has checked it and written every member out
    const read = JSON.parse(reply.data.text) as Profile
    const from = mappingOfProfile(
      read,
      opened.columns.map(({ name }) => name),
    )
    const form = from.mapping.form === '' ? draft.mapping.form : from.mapping.form
    setDraft({ ...from, mapping: { ...from.mapping, form } })
    say(text.loaded(place.name))
  }
  const save = async (): Promise<void> => {
    if (profile === undefined) return
    const [place] = await chosen('profile-save', `${mapping.id}.json`)
    if (!place) return
    const reply = await ask('profile.save', { place: place.place, text: profile })
    setFault(reply.ok ? undefined : reply)
    if (reply.ok) say(text.saved(reply.data.name))
  }
  const begin = async (): Promise<void> => {
    if (profile === undefined) return
    setBusy(true)
    const places = [input.place]
    const zone = mapping.zone !== '' && { sourceZone: mapping.zone }
    const asked = await start('import.start', { places, profileText: profile, ...zone })
    setBusy(false)
    setFault(asked.ok ? undefined : asked)
    if (asked.ok) go({ view: 'import', begun: { job: asked.data.job, places } })
  }
  return {
    fault,
    busy,
    dismiss: () => setFault(undefined),
    load: () => void load(),
    save: () => void save(),
    begin: () => void begin(),
    cancel: () => go({ view: 'import' }),
  }
}

async function chosen(what: 'profile-open' | 'profile-save', suggest?: string): Promise<readonly PlaceNamed[]> {
  const reply = await askShell('shell.choose', { what, ...(suggest !== undefined && { suggest }) })
  return reply.ok ? reply.data.places : []
}
