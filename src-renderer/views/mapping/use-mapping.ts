import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Answer, AskInput } from '../../../src-main/contract/calls.ts'
import type { Reply } from '../../../src-main/contract/fault.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { firstMapping, withField } from '../../../src-main/core/profiles/first-mapping.ts'
import { type Lack, lacksOf } from '../../../src-main/core/profiles/mapping-lacks.ts'
import { type MappedField, type Mapping, profileOf } from '../../../src-main/core/profiles/mapping.ts'
import type { Profile } from '../../../src-main/core/profiles/profile.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import { useLatest } from '../../engine/use-latest.ts'
import type { Fault } from '../../text/faults.ts'

export type Opened = Answer<'mapping.open'>
export type Preview = Answer<'mapping.preview'>

/** What the user has said so far; of a profile it began from, what the screen cannot show. */
export interface Draft {
  readonly mapping: Mapping
  readonly base?: Profile | undefined
  readonly kept: readonly string[]
}

export interface Mapper {
  readonly opened: Opened
  readonly draft: Draft
  readonly mapping: Mapping
  readonly preview: Preview | undefined
  readonly fault: Fault | undefined
  /** The preview is of what is chosen now. */
  readonly fresh: boolean
  readonly lacks: readonly Lack[]
  /** The profile as JSON; undefined while it has no time. */
  readonly profile: string | undefined
  setDraft(draft: Draft): void
  change(part: Partial<Mapping>): void
  setField(column: string, field: MappedField | undefined): void
}

const PAUSE_MS = 250

type Ask = AskInput<'mapping.preview'>

/** The records that a profile makes, asked for after a short rest of the hands. */
function usePreview(asked: Ask | undefined) {
  const [last, keep] = useState<{ readonly asked: Ask; readonly reply: Reply<Preview> }>()
  useEffect(() => {
    if (asked === undefined) return undefined
    let current = true
    const timer = setTimeout(
      () => void ask('mapping.preview', asked).then((reply) => current && keep({ asked, reply })),
      PAUSE_MS,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked])
  const latest = useLatest(last?.reply)
  const fresh = asked !== undefined && last?.asked === asked
  return {
    preview: asked === undefined ? undefined : latest,
    fault: fresh && !last.reply.ok ? last.reply : undefined,
    fresh: fresh && last.reply.ok,
  }
}

/** The mapping of an input as the user makes it; kept while the case is open. */
export function useMapping(input: PlaceNamed, opened: Opened): Mapper {
  const first = useMemo((): Draft => ({ mapping: firstMapping(opened, opened.name), kept: [] }), [opened])
  const [draft, setDraft] = useKept(`mapping.${input.place}`, first)
  const { mapping, base } = draft
  const profile = useMemo(() => {
    const made = mapping.form === '' ? undefined : profileOf(mapping, opened.table, base)
    return made && `${JSON.stringify(made, null, 2)}\n`
  }, [mapping, base, opened.table])
  const { zone } = mapping
  const asked = useMemo(
    () => (profile === undefined ? undefined : { place: input.place, profile, zone }),
    [profile, zone, input.place],
  )
  const { preview, fault, fresh } = usePreview(asked)
  const change = useCallback(
    (part: Partial<Mapping>): void => setDraft((old) => ({ ...old, mapping: { ...old.mapping, ...part } })),
    [setDraft],
  )
  const setField = useCallback(
    (column: string, field: MappedField | undefined): void =>
      setDraft((old) => ({ ...old, mapping: withField(old.mapping, opened, column, field) })),
    [setDraft, opened],
  )
  const lacks = lacksOf(mapping, opened, fresh && preview?.needsZone === true)
  return { opened, draft, mapping, preview, fault, fresh, lacks, profile, setDraft, change, setField }
}
