import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'
import { scrubOfLine } from '../store/scrubs.ts'

type Shown = NonNullable<Answer<'record.get'>['originals'][number]['scrubbed']>

/** Who scrubbed an original, when and why; undefined where it stands as it was received. */
export function scrubShown(db: Database, file: number, offset: number): Shown | undefined {
  const found = scrubOfLine(db, file, offset)
  if (found === undefined) return undefined
  const { custody, who, when, why, whole } = found
  return { custody, who, when, why, whole: whole === 1 }
}
