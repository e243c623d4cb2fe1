import type { Database } from 'better-sqlite3'
import type { Check, FailureKind } from '../../core/verify/check.ts'
import { columnNames } from '../pipeline/row.ts'
import { scrubbedSha256 } from '../store/scrubs.ts'
import { countsOf } from './check-acts.ts'
import { checkScrubbed } from './check-scrubs.ts'
import { observeMasked } from './observe-masked.ts'
import { observeAccounts } from './observe-accounts.ts'
import { Replay } from './replay-bundle.ts'
import type { ReplayHow, ReplayedFile } from './replay-bundle.ts'
import { differences } from './table-difference.ts'
import type { Difference, KeyedTable } from './table-difference.ts'

/** Differences listed of one table; those past it are counted. */
const MOST = 100

const failed = { level: 'proof', verdict: 'failed', state: 'broken' } as const
// What the case keeps of a source is no proof that the source offers: that it holds never turns a verdict.
const held = { level: 'observation', verdict: 'verified', state: 'verified' } as const

/**
 * Whether the case still keeps a bundle as it was imported: the originals by their digests, and every record, rejected line, line
 * index and column by reading the originals again. On its way it meets every line that repeats another, which no record keeps.
 */
export async function* checkKept(db: Database, bundle: number, how: ReplayHow): AsyncGenerator<Check> {
  using replay = new Replay(db, bundle)
  await replay.run(how)
  yield* observeAccounts(db, bundle, replay.accounts, how.signal)
  yield* observeMasked(replay)
  yield* checkOriginals(db, replay.files)
  yield* checkTotals(db, bundle, replay)
  const paths = new Map(replay.files.map(({ stated }) => [stated.id, stated.path]))
  for (const [check, tables] of tablesOf(bundle))
    yield* checkTables({ db, replay, paths, signal: how.signal }, check, tables)
}

function* checkOriginals(db: Database, files: readonly ReplayedFile[]): Generator<Check> {
  let whole = 0
  for (const file of files) {
    const { stated, ledger } = file
    const scrubbed = scrubbedSha256(db, stated.id)
    const wrong = wrongOriginal(file, scrubbed ?? stated.text_sha256)
    if (wrong !== undefined) yield wrong
    else if (scrubbed !== undefined) yield* checkScrubbed(db, stated)
    else whole += 1
    const [counted, given] = [countsIn(ledger), countsOf(stated)]
    if (ledger !== undefined && counted !== given) {
      const message = `The ledger of ${stated.path} does not count what its original holds`
      yield { ...brokenFile(file, 'case.records'), expected: counted, found: given, message }
    }
  }
  if (whole === 0) return
  yield {
    ...held,
    check: 'case.originals',
    covered: whole,
    message: `${whole} kept ${whole === 1 ? 'original has the digest' : 'originals have the digests'} taken at import`,
  }
}

/** `expected`: the digest taken at import, or of a scrubbed file the one with the scrub in it. */
function wrongOriginal(file: ReplayedFile, expected: string): Check | undefined {
  const { stated, damaged, textBytes, textSha256: found } = file
  const broken = brokenFile(file, 'case.originals')
  if (damaged !== undefined) return { ...broken, kind: 'malformed', message: `${damaged} (${stated.path})` }
  if (found === expected && textBytes === stated.text_bytes) return undefined
  const as =
    expected === stated.text_sha256 ? 'the one that was imported' : 'the one that was imported and then scrubbed'
  return { ...broken, expected, found, message: `The kept original of ${stated.path} is not ${as}` }
}

const brokenFile = ({ stated }: ReplayedFile, check: string) =>
  ({ ...failed, check, file: stated.path, kind: 'edited' }) as const

const countsIn = (ledger: ReplayedFile['ledger']): string => (ledger === undefined ? '' : countsOf(ledger))

const TOTALS = 'SELECT lines, records, paired, duplicates, rejected, first_us, last_us FROM bundle WHERE id = ?'
const SPAN = 'SELECT min(time_us) AS first_us, max(time_us) AS last_us FROM record WHERE bundle = ?'
type Totals = Parameters<typeof countsOf>[0]
type Span = { readonly first_us: number | null; readonly last_us: number | null }

/** The bundle's own totals decide how many records any question sees: they must be those of its files, read again. */
function* checkTotals(db: Database, bundle: number, replay: Replay): Generator<Check> {
  const stated = db.prepare<[number], Totals & Span>(TOTALS).get(bundle)
  const span = replay.db.prepare<[number], Span>(SPAN).get(bundle)
  const sum = { lines: 0, records: 0, paired: 0, duplicates: 0, rejected: 0 }
  for (const { ledger } of replay.files) for (const name of names) sum[name] += ledger?.[name] ?? 0
  if (!stated || !span) return
  const place = { ...failed, check: 'case.records', kind: 'edited' } as const
  const [expected, found] = [countsOf(sum), countsOf(stated)]
  if (expected !== found)
    yield { ...place, expected, found, message: 'The totals of the bundle are not those of its originals' }
  if (stated.first_us !== span.first_us || stated.last_us !== span.last_us) {
    yield { ...place, message: 'The first and last time of the bundle are not those of its records' }
  }
}

const names = ['lines', 'records', 'paired', 'duplicates', 'rejected'] as const

interface NamedTable extends KeyedTable {
  readonly what: string
  readonly place: (row: readonly unknown[]) => { readonly file?: number; readonly line?: number; readonly name: string }
}

function tablesOf(bundle: number): ReadonlyMap<string, readonly NamedTable[]> {
  const record: NamedTable = {
    what: 'record',
    bundle,
    firstKey: [-1],
    sql: `SELECT ${columnNames.join()} FROM record WHERE id > ? AND bundle = ? ORDER BY id`,
    place: (row) => ({ file: Number(row[2]), line: Number(row[3]), name: `Record ${String(row[0])}` }),
  }
  const ofFile = (what: string, columns: string): NamedTable => ({
    what,
    bundle,
    firstKey: [-1, -1],
    sql: `SELECT file, offset, ${columns} FROM ${what}
           WHERE (file, offset) > (?, ?) AND file IN (SELECT id FROM bundle_file WHERE bundle = ? AND reading IS NOT NULL) ORDER BY file, offset`,
    place: (row) => ({
      file: Number(row[0]),
      name: `The ${what === 'raw_block' ? 'line index' : 'rejected line'} at byte ${String(row[1])}`,
    }),
  })
  const column: NamedTable = {
    what: 'column_chunk',
    bundle,
    firstKey: ['', -1],
    sql: 'SELECT name, chunk, rows, body FROM column_chunk WHERE (name, chunk) > (?, ?) AND bundle = ? ORDER BY name, chunk',
    place: (row) => ({ name: `Chunk ${String(row[1])} of the column ${String(row[0])}` }),
  }
  return new Map([
    [
      'case.records',
      [
        record,
        ofFile('rejected_line', 'line, length, reason'),
        ofFile('raw_block', 'bytes, first_line, count, entries'),
      ],
    ],
    ['case.columns', [column]],
  ])
}

interface Compared {
  readonly db: Database
  readonly replay: Replay
  readonly paths: ReadonlyMap<number, string>
  readonly signal: AbortSignal
}

async function* checkTables(compared: Compared, check: string, tables: readonly NamedTable[]): AsyncGenerator<Check> {
  const { db, replay, signal } = compared
  let [rows, wrong] = [0, 0]
  for (const table of tables) {
    const pass = differences(db, replay.db, table, signal)
    for (let step = await pass.next(); ; step = await pass.next()) {
      if (step.done === true) {
        rows += step.value
        break
      }
      wrong += 1
      if (wrong <= MOST) yield ofDifference(step.value, table, compared, check)
    }
  }
  if (wrong > MOST) {
    yield {
      ...failed,
      check,
      kind: 'edited',
      message: `${wrong - MOST} further rows differ from what the originals give`,
    }
  }
  if (wrong > 0) return
  const what = check === 'case.columns' ? 'column chunks equal' : 'records, rejected lines and line indices equal'
  yield { ...held, check, covered: rows, message: `${rows} ${what} what the originals give when they are read again` }
}

function ofDifference({ ours, theirs }: Difference, table: NamedTable, { paths }: Compared, check: string): Check {
  const { file, line, name } = table.place(theirs ?? ours ?? [])
  const path = file === undefined ? undefined : paths.get(file)
  const kind: FailureKind = theirs === undefined ? 'inserted' : ours === undefined ? 'removed' : 'edited'
  const told = { edited: 'is not what its original gives', removed: 'is missing', inserted: 'has no original' }[kind]
  const place = { ...(path === undefined ? {} : { file: path }), ...(line === undefined ? {} : { line }) }
  return { ...failed, check, kind, ...place, message: `${name} ${told}` }
}
