import type { Database } from 'better-sqlite3'
import type { Answer, Ask } from '../../contract/calls.ts'
import { FaultError } from '../../contract/fault.ts'
import type { Check } from '../../core/verify/check.ts'
import { fates, readLineIndex, sha256At } from '../store/line-index.ts'
import { chainFile } from './chain-file.ts'
import { verifyState } from './verify-state.ts'

type Link = Answer<'verify.links'>['links'][number]
type State = Link['state']
type BlockRow = {
  readonly first_line: number
  readonly count: number
  readonly entries: Buffer
  readonly offset: number
}
type Line = { readonly sha256: string; readonly offset: number; readonly isRecord: boolean }

/** The links of one log around a line: what the chain file says, what the line gives, and which record it is. */
export function verifyLinks(db: Database, { bundle, file, line, around }: Ask<'verify.links'>): Answer<'verify.links'> {
  const log = db
    .prepare<[number, string], { id: number }>(
      "SELECT id FROM bundle_file WHERE bundle = ? AND path = ? AND role = 'log'",
    )
    .get(bundle, file)
  const chain = chainFile(db, bundle, file)
  if (!log || !chain) throw new FaultError('not-found', `Bundle ${bundle} has no chained log ${file}.`)
  const checked = verifyState(db).bundles.find(({ id }) => id === bundle)
  const findings = (checked?.checks ?? []).filter(
    (check) => check.check === 'chain.link' && check.verdict === 'failed' && check.file === file,
  )
  const first = Math.max(1, line - around)
  const last = Math.min(chain.entries, line + around)
  const links: Link[] = []
  for (let entry = first; entry <= last; entry++)
    links.push(linkAt(db, log.id, { entry, chain, findings, isChecked: checked !== undefined }))
  return { total: chain.entries, links }
}

type At = {
  readonly entry: number
  readonly chain: NonNullable<ReturnType<typeof chainFile>>
  readonly findings: readonly Check[]
  readonly isChecked: boolean
}

function linkAt(db: Database, file: number, { entry, chain, findings, isChecked }: At): Link {
  const expected = chain.at(entry)
  const own = findings.find(({ seq, line }) => (seq ?? line) === entry)
  const state: State = own ? stateOf(own) : isChecked ? 'proven' : 'unproven'
  const textLine = entry + shiftBefore(entry, findings)
  const found = state === 'removed' ? undefined : lineAt(db, file, textLine)
  const record = found?.isRecord ? recordAt(db, file, found.offset) : undefined
  return {
    entry,
    state,
    ...(state !== 'removed' && { line: textLine }),
    ...(found && { lineHash: found.sha256 }),
    ...(expected && { expectedLineHash: expected.lineHash, link: expected.link }),
    ...record,
  }
}

const states: Partial<Record<NonNullable<Check['kind']>, State>> = {
  removed: 'removed',
  truncated: 'removed',
  inserted: 'inserted',
  duplicated: 'inserted',
  reordered: 'reordered',
}
const stateOf = ({ kind }: Check): State => (kind && states[kind]) ?? 'edited'

/** How much further down the line of an entry stands: lines added before it less lines removed before it. */
function shiftBefore(entry: number, findings: readonly Check[]): number {
  let shift = 0
  for (const { kind, line, seq } of findings) {
    if ((seq ?? line ?? 0) >= entry) continue
    if (kind === 'inserted' || kind === 'duplicated') shift++
    if (kind === 'removed' || kind === 'truncated') shift--
  }
  return shift
}

const BLOCK = `SELECT offset, first_line, count, entries FROM raw_block WHERE file = ? AND first_line <= ? AND count > 0 ORDER BY offset DESC`

function lineAt(db: Database, file: number, line: number): Line | undefined {
  for (const row of db.prepare<[number, number], BlockRow>(BLOCK).iterate(file, line)) {
    const index = readLineIndex(row.entries, row.count)
    const at = index.lineDelta.indexOf(line - row.first_line)
    if (at < 0) return undefined
    return {
      sha256: sha256At(index, at),
      offset: row.offset + (index.offsetDelta[at] ?? 0),
      isRecord: fates[index.fate[at] ?? 0] !== 'rejected',
    }
  }
  return undefined
}

const RECORD = `SELECT r.id AS record, r.time_us AS us, a.text AS actor, t.text AS target FROM record r
                  LEFT JOIN term a ON a.id = r.actor LEFT JOIN term t ON t.id = r.target
                 WHERE r.id BETWEEN :low AND :high AND ((r.file = :file AND r.offset = :offset) OR (r.paired_file = :file AND r.paired_offset = :offset))
                 LIMIT 1`

/** A response may stand this many records behind its request and still be found here; provisional. */
const REACH = 2000

/** Ids ascend with the place of a record's first line, so the place is found by halving; a response stands a little behind. */
function recordAt(
  db: Database,
  file: number,
  offset: number,
): { record: number; time: string; actor?: string; target?: string } | undefined {
  const low = lastAtOrBefore(db, file, offset)
  type Row = {
    readonly record: number
    readonly us: number
    readonly actor: string | null
    readonly target: string | null
  }
  const row = db.prepare<[object], Row>(RECORD).get({ low: low - REACH, high: low + REACH, file, offset })
  if (!row) return undefined
  const time = new Date(row.us / 1000).toISOString()
  const { record, actor, target } = row
  return { record, time, ...(actor !== null && { actor }), ...(target !== null && { target }) }
}

const SPAN = `SELECT b.first_record AS low, b.first_record + b.records - 1 AS high
                FROM bundle b JOIN bundle_file f ON f.bundle = b.id WHERE f.id = ?`

function lastAtOrBefore(db: Database, file: number, offset: number): number {
  const span = db.prepare<[number], { low: number; high: number }>(SPAN).get(file)
  const read = db.prepare<[number], { file: number; offset: number }>('SELECT file, offset FROM record WHERE id = ?')
  let { low, high } = span ?? { low: 0, high: 0 }
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const at = read.get(middle)
    if (at && (at.file > file || (at.file === file && at.offset > offset))) high = middle - 1
    else low = middle
  }
  return low
}
