import type { Database } from 'better-sqlite3'
import { openedEntry } from '../core/entry/entry-reader.ts'
import type { FormatAdapter, Reading } from '../core/formats/format.ts'
import { formatOfBundle, knownFormats } from './known-formats.ts'

/**
 * From here a line is told to be of another format: its shape alone gives 0.8 (core/entry/json-format.ts), so it must read whole, or a file of
 * its own would not help; profiles that fit any log claim less. Provisional.
 */
const SURE = 0.9
/** Longer lines are not looked at again: each known format would parse them. Provisional. */
const LONGEST = 64 * 1024

/** The reason of a rejected line as it is told: where the line is of another format than its file was read as, that is said. */
export function rejectionReasons(
  db: Database,
): (bundle: number, reason: string, line: { readonly text: string; readonly reading: Reading | undefined }) => string {
  const all = knownFormats(db)
  const others = new Map<number, readonly FormatAdapter[]>()
  const othersOf = (bundle: number): readonly FormatAdapter[] => {
    const held = others.get(bundle) ?? all.filter(({ id }) => id !== formatOfBundle(db, bundle)?.id)
    others.set(bundle, held)
    return held
  }
  return (bundle, reason, { text, reading }) => {
    // rows of one table have its columns, whatever wrote them
    if (reading === undefined || reading.table !== undefined || text.length > LONGEST) return reason
    const like = formatOf(openedEntry(text, reading) ?? text, othersOf(bundle))
    return like === undefined
      ? reason
      : `${reason}. It looks like ${like.title}: a file is read as one format, so split it and import each part by itself`
  }
}

function formatOf(text: string, formats: readonly FormatAdapter[]): FormatAdapter | undefined {
  const head = { name: '', entries: [text], split: 'lines' } as const
  let best: { readonly adapter: FormatAdapter; readonly confidence: number } | undefined
  for (const adapter of formats) {
    const { confidence } = adapter.recognise(head)
    if (confidence >= SURE && confidence > (best?.confidence ?? 0)) best = { adapter, confidence }
  }
  return best?.adapter
}
