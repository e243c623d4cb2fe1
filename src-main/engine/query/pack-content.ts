import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'
import { knownFormats } from '../known-formats.ts'
import type { PackBundle, PackContent } from '../../core/pack/content.ts'
import { ledgersOf } from '../store/imported-bundle.ts'
import { scrubbedBy, scrubbedInCase, scrubsOf } from '../store/scrubs.ts'
import { tool } from '../tool.ts'
import { verifyState } from './verify-state.ts'

/** What a pack says of the case, apart from its records and the act of sealing. */
export function packContent(
  db: Database,
  head: Answer<'case.open'>,
  reason: string,
  scope: PackContent['scope'],
): Omit<PackContent, 'packId' | 'sealedAt' | 'records' | 'custody' | 'completeness'> {
  const { name, title, auditor, organisation, period, zone } = head
  const { verdict, bundles } = verifyState(db)
  return {
    tool,
    case: { name, title, auditor, organisation, period, zone },
    reason,
    scope,
    bundles: packBundles(db),
    verification: { verdict, bundles },
    blindSpots: blindSpots(db),
  }
}

function packBundles(db: Database): PackBundle[] {
  type Row = {
    readonly id: number
    readonly name: string
    readonly format: string
    readonly first: string | null
    readonly last: string | null
    readonly startedUs: number
  }
  const rows = db
    .prepare<[], Row>(
      "SELECT id, name, format, first_time AS first, last_time AS last, started_us AS startedUs FROM bundle WHERE state = 'complete' ORDER BY id",
    )
    .all()
  const by = db
    .prepare<[number], string>(
      "SELECT actor FROM custody WHERE event = 'bundle-imported' AND json_extract(detail, '$.bundle') = ? LIMIT 1",
    )
    .pluck()
  return rows.map(({ first, last, startedUs, ...row }) => {
    const importedBy = by.get(row.id)
    return {
      ...row,
      imported: new Date(startedUs / 1000).toISOString(),
      ...(importedBy !== undefined && { importedBy }),
      ...(first !== null && { first }),
      ...(last !== null && { last }),
      files: ledgersOf(db, row.id),
    }
  })
}

/** What a reader of a negative answer must know: what the sources never record, what was rejected, and what was scrubbed. */
function blindSpots(db: Database): string[] {
  const used = new Set(
    db.prepare<[], string>("SELECT DISTINCT format FROM bundle WHERE state = 'complete'").pluck().all(),
  )
  const rejected =
    db.prepare<[], number>("SELECT coalesce(sum(rejected), 0) FROM bundle WHERE state = 'complete'").pluck().get() ?? 0
  const spots = knownFormats(db)
    .filter(({ id }) => used.has(id))
    .flatMap(({ title, blindSpots: known }) => known.map((spot) => `${title}: ${spot}`))
  if (rejected > 0)
    spots.push(`${rejected} lines could not be read and are no records; the case keeps them with their reasons.`)
  return [...spots, ...scrubs(db)]
}

/** Originals that are no longer as they were received are told in every pack, whatever its scope. */
function scrubs(db: Database): string[] {
  const lines = scrubbedInCase(db)
  const acts = scrubsOf(db)
    .map((scrub) => `${scrubbedBy(scrub)}.`)
    .join(' ')
  return lines === 0
    ? []
    : [`${lines} original lines are no longer as they were received; the case keeps their hashes. They were ${acts}`]
}
