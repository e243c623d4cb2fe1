import { envelopes } from '../envelopes/index.ts'
import { maskText } from '../mask/mask-text.ts'
import type { Envelope } from '../envelopes/envelope.ts'
import { type Draft, type FormatAdapter, type Mask, type Reading, type Shown, resetDraft } from '../formats/format.ts'

/** Reads one entry of a file into the draft; answers undefined, or why it is no record. Never throws. */
export type ReadEntry = (text: string, draft: Draft, mask: Mask) => string | undefined

const BYTE_ORDER_MARK = 0xfeff
const withoutMark = (text: string): string => (text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text)

/** How the entries of one file become records: a byte order mark and the envelopes are taken off, then the format reads. */
export function entryReader({ read }: Pick<FormatAdapter, 'read'>, reading: Reading): ReadEntry {
  const { table, dayOrder = '', envelopes: ids = [] } = reading
  const around = ids.map(envelopeOf)
  if (around.length === 0) {
    return (text, draft, mask) => {
      resetDraft(draft)
      draft.table = table
      draft.dayOrder = dayOrder
      return read(withoutMark(text), draft, mask)
    }
  }
  return (text, draft, mask) => {
    resetDraft(draft)
    draft.table = undefined
    draft.dayOrder = dayOrder
    const inner = opened(text, { around, table, draft })
    return inner === undefined ? readBare(text, draft, mask) : read(inner, draft, mask)
  }

  /** Among lines with a header some stand without: such a one counts where it is a record as it stands. */
  function readBare(text: string, draft: Draft, mask: Mask): string | undefined {
    resetDraft(draft)
    draft.table = undefined
    return read(text, draft, mask) === undefined ? undefined : notWrapped(around)
  }
}

interface Opening {
  readonly around: readonly Envelope[]
  readonly table: Reading['table']
  readonly draft: Draft
}

function opened(text: string, { around, table, draft }: Opening): string | undefined {
  let inner = withoutMark(text)
  const added: (string | undefined)[] = []
  for (const [depth, envelope] of around.entries()) {
    const taken = envelope.open(inner, depth === 0 ? table : undefined)
    if (taken === undefined) return undefined
    inner = taken.text
    if (taken.receivedUs !== undefined) draft.receivedUs = taken.receivedUs
    added.push(taken.collector)
  }
  draft.collector = added.filter(Boolean).join(' ')
  return inner
}

/**
 * An original as it may be shown. Of one that came in envelopes the entry inside is shown, masked as its format wants it: what a collector put
 * around it stands in the record, and its own bytes stay in the case.
 */
export function showEntry(
  { show }: Pick<FormatAdapter, 'show'>,
  reading: Reading,
  { text, mask }: { readonly text: string; readonly mask: Mask },
): Shown {
  const inner = openedEntry(text, reading)
  return inner === undefined ? show(text, mask, reading.table) : show(inner, mask, undefined)
}

const hidden: Mask = (kind) => `[masked:${kind}:00000000]`

/** Whether anything of an original is masked where it is shown: of the entry, or of what a collector put around it. */
export function holdsMasked(format: Pick<FormatAdapter, 'show'>, reading: Reading, text: string): boolean {
  if (showEntry(format, reading, { text, mask: hidden }).masked.length > 0) return true
  return reading.envelopes !== undefined && maskText(text, hidden).masked.length > 0
}

/** What stands in the envelopes of an entry, as far as they can be taken off; undefined where it comes in none. */
export function openedEntry(text: string, { table, envelopes: ids = [] }: Reading): string | undefined {
  let inner: string | undefined
  for (const id of ids) {
    const taken = envelopeOf(id).open(inner ?? withoutMark(text), inner === undefined ? table : undefined)
    if (taken === undefined) break
    inner = taken.text
  }
  return inner
}

export function envelopeOf(id: string): Envelope {
  const found = envelopes.find((one) => one.id === id)
  if (!found) throw new Error(`no envelope ${id}`)
  return found
}

const notWrapped = (around: readonly Envelope[]): string =>
  `it does not come as the other entries of its file do (${around.map(({ title }) => title).join(', in it ')})`
