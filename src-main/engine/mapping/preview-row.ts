import type { Answer } from '../../contract/calls.ts'
import type { Draft } from '../../core/formats/format.ts'
import { flagsOf } from '../../core/record/record.ts'
import { writeTime } from '../../core/record/time.ts'

export type PreviewRow = Answer<'input.recognise'>['inputs'][number]['preview'][number]

/** A record as it will stand in the case; `safe` masks what must not be shown. */
export function previewRow(draft: Draft, safe: (value: string) => string): PreviewRow {
  const { timeUs, actorKind, kind, outcome, flags } = draft
  const texts = Object.fromEntries(
    (['actor', 'action', 'target', 'ip'] as const).flatMap((field) =>
      draft[field] === '' ? [] : [[field, safe(draft[field])]],
    ),
  )
  return {
    ...texts,
    time: writeTime(timeUs, draft.timeNs, draft.timeDigits),
    timeUs,
    system: draft.system,
    actorKind,
    kind,
    outcome,
    flags: flagsOf(flags),
  }
}
