import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { CustodyEntry } from '../../core/custody/custody.ts'
import type { Check } from '../../core/verify/check.ts'
import {
  type Scrub,
  SETTLED_BY_RECEIVED,
  countScrubbed,
  digestOfScrub,
  scrubbedBy,
  scrubbedLines,
  scrubsOfFile,
} from '../store/scrubs.ts'
import { counted } from './findings.ts'

/** Scrubbed lines named of one file; those past it are counted. */
const MOST = 100

const Entered = z.object({ rows_sha256: z.string() })
const open = { level: 'proof', verdict: 'not-verifiable', state: 'unverifiable' } as const

/** What a scrub leaves open of one file: its digest, and each line that no longer holds what was hashed. */
export function* checkScrubbed(
  db: Database,
  { id, path }: { readonly id: number; readonly path: string },
): Generator<Check> {
  const lines = countScrubbed(db, id)
  const scrubs = scrubsOfFile(db, id)
  yield {
    ...open,
    check: 'case.originals',
    file: path,
    covered: lines,
    message: `The digest of ${path} as received cannot be computed again: ${counted(lines, 'line')} of it ${lines === 1 ? 'was' : 'were'} ${scrubs.map(scrubbedBy).join('; ')}`,
    settles: SETTLED_BY_RECEIVED,
  }
  for (const { line, whole, ...scrub } of scrubbedLines(db, id, MOST)) {
    const what = whole === 1 ? 'was' : 'holds values that were'
    const message = `Line ${line} ${what} ${scrubbedBy(scrub)}. Its hash is the one taken at import; its bytes are no longer here`
    yield { ...open, check: 'case.scrubbed', file: path, line, message, settles: SETTLED_BY_RECEIVED }
  }
  if (lines > MOST) {
    const message = `${lines - MOST} further lines of ${path} were scrubbed`
    yield { ...open, check: 'case.scrubbed', file: path, message, settles: SETTLED_BY_RECEIVED }
  }
}

const SCRUBS = 'SELECT id, custody FROM scrub ORDER BY id'

/** Holds the scrubs of the case against its chain of acts: none without its entry, no entry without its scrub, and each as it was entered. */
export function* checkScrubActs(db: Database, entries: Iterable<CustodyEntry>): Generator<Check> {
  const stands = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'scrub'").get() !== undefined
  const scrubs = new Map(
    stands
      ? db
          .prepare<[], Pick<Scrub, 'id' | 'custody'>>(SCRUBS)
          .all()
          .map(({ id, custody }) => [custody, id] as const)
      : [],
  )
  for (const { seq, event, detail } of entries) {
    if (event !== 'original-scrubbed') continue
    const scrub = scrubs.get(seq)
    scrubs.delete(seq)
    if (scrub === undefined)
      yield failed('removed', `Custody entry ${seq} tells of a scrub that the case no longer lists`, seq)
    else if (Entered.safeParse(detail).data?.rows_sha256 !== digestOfScrub(db, scrub))
      yield failed('edited', `What the case lists as scrubbed is not what custody entry ${seq} says`, seq)
  }
  for (const [custody, scrub] of scrubs)
    yield failed('inserted', `Scrub ${scrub} has no entry ${custody} in the chain of acts that tells of it`)
}

const failed = (kind: NonNullable<Check['kind']>, message: string, seq?: number): Check => ({
  check: 'case.custody',
  level: 'proof',
  verdict: 'failed',
  state: 'broken',
  ...(seq !== undefined && { seq }),
  kind,
  message,
})
