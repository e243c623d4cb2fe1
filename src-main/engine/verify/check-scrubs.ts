import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { CustodyEntry } from '../../core/custody/custody.ts'
import type { Check } from '../../core/verify/check.ts'
import {
  type Scrub,
  type ScrubbedLine,
  SETTLED_BY_RECEIVED,
  countScrubbed,
  digestOfScrub,
  scrubbedBy,
  scrubbedLines,
  scrubsOfFile,
} from '../store/scrubs.ts'
import { counted } from './findings.ts'

/** Runs of scrubbed lines named of one file; lines past them are counted. Provisional. */
const MOST = 1000

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
  let [runs, further] = [0, 0]
  for (const run of runsOf(scrubbedLines(db, id))) {
    if (++runs > MOST) further += run.entries
    else yield checkOfRun(path, run)
  }
  if (further > 0) {
    const message = `${counted(further, 'further line')} of ${path} ${further === 1 ? 'was' : 'were'} scrubbed`
    yield { ...open, check: 'case.scrubbed', file: path, message, settles: SETTLED_BY_RECEIVED }
  }
}

/** Scrubbed lines in a row, by the same scrub and in the same way; several entries may stand on one. */
interface Run {
  readonly scrub: ScrubbedLine
  to: number
  entries: number
}

function* runsOf(lines: Iterable<ScrubbedLine>): Generator<Run> {
  let run: Run | undefined
  for (const scrub of lines) {
    const { line, id, whole } = scrub
    if (run && run.scrub.id === id && run.scrub.whole === whole && line <= run.to + 1) {
      run.to = line
      run.entries++
      continue
    }
    if (run) yield run
    run = { scrub, to: line, entries: 1 }
  }
  if (run) yield run
}

function checkOfRun(file: string, { scrub, to }: Run): Check {
  const { line, whole } = scrub
  const one = line === to
  const what = one ? (whole ? 'was' : 'holds values that were') : whole ? 'were' : 'hold values that were'
  const kept = one
    ? 'Its hash is the one taken at import; its bytes are no longer here'
    : 'Their hashes are those taken at import; their bytes are no longer here'
  const message = `${one ? `Line ${line}` : `Lines ${line} to ${to}`} ${what} ${scrubbedBy(scrub)}. ${kept}`
  const place = { check: 'case.scrubbed', file, line, ...(!one && { count: to - line + 1 }) }
  return { ...open, ...place, message, settles: SETTLED_BY_RECEIVED }
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
