import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { CustodyEntry } from '../../core/custody/custody.ts'
import type { Check } from '../../core/verify/check.ts'

const Counts = z.object({ lines: z.int(), records: z.int(), paired: z.int(), duplicates: z.int(), rejected: z.int() })
type Counts = z.output<typeof Counts>

/** What `bundle-imported` entered in the chain, as far as it is compared. */
const Imported = Counts.extend({
  bundle: z.int(),
  name: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})

const BUNDLE = "SELECT lines, records, paired, duplicates, rejected FROM bundle WHERE id = ? AND state = 'complete'"
const FILES = 'SELECT path, sha256 FROM bundle_file WHERE bundle = ? ORDER BY path, sha256'

/** Holds what the case keeps against what its chain of acts says was imported: each bundle, its counts and its files. */
export function* checkActs(db: Database, entries: Iterable<CustodyEntry>): Generator<Check> {
  for (const { seq, event, detail } of entries) {
    if (event !== 'bundle-imported') continue
    const told = Imported.safeParse(detail)
    if (told.success) yield* checkImported(db, seq, told.data)
    else yield failed(seq, 'malformed', `Custody entry ${seq} does not say what was imported`)
  }
}

function* checkImported(db: Database, seq: number, told: z.output<typeof Imported>): Generator<Check> {
  const kept = db.prepare<[number], Counts>(BUNDLE).get(told.bundle)
  if (!kept) {
    yield failed(seq, 'removed', `Bundle ${told.bundle} (${told.name}) was imported, and the case no longer holds it`)
    return
  }
  const [expected, found] = [countsOf(told), countsOf(kept)]
  if (expected !== found) {
    yield {
      ...failed(seq, 'edited', `Bundle ${told.bundle} (${told.name}) is not counted as it was imported`),
      expected,
      found,
    }
  }
  const files = db.prepare<[number], { path: string; sha256: string }>(FILES).all(told.bundle)
  const [named, there] = [told.files, files].map((list) =>
    list
      .map(({ path, sha256 }) => `${sha256} ${path}`)
      .toSorted()
      .join('\n'),
  )
  if (named !== there)
    yield failed(seq, 'edited', `The files of bundle ${told.bundle} (${told.name}) are not those that were imported`)
}

export const countsOf = ({ lines, records, paired, duplicates, rejected }: Counts): string =>
  `${lines} lines: ${records} records, ${paired} paired, ${duplicates} duplicates, ${rejected} rejected`

const failed = (seq: number, kind: NonNullable<Check['kind']>, message: string): Check => ({
  check: 'case.custody',
  level: 'proof',
  verdict: 'failed',
  state: 'broken',
  seq,
  kind,
  message,
})
