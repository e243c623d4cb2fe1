import type { Split } from '../../core/formats/format.ts'
import { fillWhole } from '../../core/scrub/fill.ts'
import { type Show, scrubText } from '../../core/scrub/scrub-text.ts'

/** An entry as it is to be kept, exactly as long as before. */
export interface ScrubbedEntry {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly whole: boolean
  /** Values overwritten one by one. */
  readonly values: number
}

export interface EntryHow {
  readonly show: Show
  readonly split: Split
  /** Every byte is overwritten, whatever is recognised in it. */
  readonly whole: boolean
}

/**
 * Overwrites what is masked of an entry, or all of it. One whose masked values cannot be found in its bytes is overwritten whole: a value
 * that was to go never stays. Undefined where nothing is masked.
 */
export function scrubEntry(bytes: Buffer, { show, split, whole }: EntryHow): ScrubbedEntry | undefined {
  if (whole) return all(bytes, split)
  const text = bytes.toString('utf8')
  const scrubbed = scrubText(text, show)
  if (scrubbed === 'clean') return undefined
  if (scrubbed === 'unplaced' || !Buffer.from(text).equals(bytes)) return all(bytes, split)
  const out = new Uint8Array(Buffer.from(scrubbed.text))
  return out.length === bytes.length ? { bytes: out, whole: false, values: scrubbed.values } : all(bytes, split)
}

const all = (bytes: Buffer, split: Split): ScrubbedEntry => ({ bytes: fillWhole(bytes, split), whole: true, values: 0 })
