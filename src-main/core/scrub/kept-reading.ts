import { z } from 'zod'
import { type Draft, type Mask, newDraft, resetDraft } from '../formats/format.ts'
import { maskText } from '../mask/mask-text.ts'
import { flagBit, termFields } from '../record/record.ts'

/**
 * What a line gave when it was read for the last time, before it was scrubbed: why it is no record, or the members of its draft that are
 * not absent, masked. Of values that are compared whole (request id, what is unique) the SHA-256 stands here, hex.
 */
const shape = z.union([
  z.strictObject({ reason: z.string() }),
  z.strictObject({
    members: z.record(z.string(), z.union([z.string(), z.number()])),
    idSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    keySha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
])
export type KeptReading = z.output<typeof shape>

/** SHA-256 of UTF-8 text, as hex. */
type Sha256 = (text: string) => string

const MASKED = flagBit('masked')
const terms = new Set<string>(termFields)
/** What the file and the bundle say, what is kept as a digest alone, and what an import only counts. */
const NOT_OF_THE_LINE = new Set(['zone', 'table', 'dayOrder', 'duplicateKey', 'unmapped'])
const absent = newDraft()

/** Keeps what reading a line gave; nothing in it is in clear that would not be in a record. */
export function keepReading(
  draft: Draft,
  reason: string | undefined,
  { mask, sha256 }: { readonly mask: Mask; readonly sha256: Sha256 },
): KeptReading {
  if (reason !== undefined) return { reason: maskText(reason, mask).text }
  const { members, isMasked } = maskedMembers(draft, mask)
  const flags = draft.flags | (isMasked ? MASKED : 0)
  const { requestId, duplicateKey } = draft
  return {
    members: flags === 0 ? members : { ...members, flags },
    ...(requestId !== '' && members['requestId'] !== requestId && { idSha256: sha256(requestId) }),
    ...(duplicateKey !== '' && { keySha256: sha256(duplicateKey) }),
  }
}

/** The members of a draft that are not absent, and whether one that becomes a term held a value that is masked. */
function maskedMembers(draft: Draft, mask: Mask) {
  const members: Record<string, string | number> = {}
  let isMasked = false
  for (const [name, value] of Object.entries(draft)) {
    if (NOT_OF_THE_LINE.has(name) || value === absent[name as keyof Draft]) continue
    if (typeof value === 'number') members[name] = value
    if (typeof value !== 'string') continue
    const shown = maskText(value, mask)
    members[name] = shown.text
    isMasked ||= shown.masked.length > 0 && terms.has(name)
  }
  return { members, isMasked }
}

/** Fills the draft as reading the line did; answers undefined, or why it is no record. */
export function restoreReading(kept: KeptReading, draft: Draft): string | undefined {
  resetDraft(draft)
  if ('reason' in kept) return kept.reason
  const into: Record<string, unknown> = { ...draft }
  for (const [name, value] of Object.entries(kept.members)) {
    if (Object.hasOwn(absent, name) && !NOT_OF_THE_LINE.has(name) && typeof value === typeof into[name])
      into[name] = value
  }
  Object.assign(draft, into)
  return undefined
}

/** Reads what `scrub_line` keeps, which in a case from somebody else may be anything: undefined then. */
export function readKeptReading(text: string): KeptReading | undefined {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
