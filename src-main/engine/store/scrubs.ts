import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type KeptReading, readKeptReading } from '../../core/scrub/kept-reading.ts'

/** One scrub as the custody chain entered it. */
export interface Scrub {
  readonly id: number
  /** Number of its custody entry. */
  readonly custody: number
  readonly who: string
  /** RFC 3339 UTC. */
  readonly when: string
  readonly why: string
}

/** A line that was scrubbed: what is known of it as it was received. */
export interface KeptLine {
  readonly offset: number
  readonly sha256: string
  /** Undefined where the case keeps nothing that can be read. */
  readonly reading: KeptReading | undefined
}

const HAS_SCRUBS = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'scrub'"
const asked = new WeakMap<Database, boolean>()

/** A case of an earlier version that may only be read holds no such table. */
function hasScrubs(db: Database): boolean {
  const known = asked.get(db) ?? db.prepare(HAS_SCRUBS).get() !== undefined
  if (known) asked.set(db, known)
  return known
}

/** What has no custody entry is no scrub: the join leaves it out, and verification tells it. */
const SCRUB = `s.id, s.custody, c.actor AS who, c.time AS "when", coalesce(CASE WHEN json_valid(c.detail) THEN json_extract(c.detail, '$.reason') END, '') AS why`
const ENTERED = "scrub s JOIN custody c ON c.seq = s.custody AND c.event = 'original-scrubbed'"

/** A scrub in one sentence, to stand behind what it was done to. */
export const scrubbedBy = ({ who, when, why, custody }: Omit<Scrub, 'id'>): string =>
  `scrubbed by ${who || 'somebody unnamed'} on ${when} (custody entry ${custody}): ${why}`

/** What settles what a scrub left open. */
export const SETTLED_BY_RECEIVED = 'The file as it was received; its SHA-256 stands in the case'

/** Every scrub of the case, oldest first. */
export const scrubsOf = (db: Database): Scrub[] =>
  hasScrubs(db) ? db.prepare<[], Scrub>(`SELECT ${SCRUB} FROM ${ENTERED} ORDER BY s.id`).all() : []

/** The scrubs of a file, oldest first. */
export const scrubsOfFile = (db: Database, file: number): Scrub[] =>
  hasScrubs(db)
    ? db
        .prepare<[number], Scrub>(
          `SELECT ${SCRUB} FROM ${ENTERED} JOIN scrub_file f ON f.scrub = s.id WHERE f.file = ? ORDER BY s.id`,
        )
        .all(file)
    : []

/** The scrubbed files of a bundle, by path. */
export const scrubsByPath = (db: Database, bundle: number): ReadonlyMap<string, readonly Scrub[]> =>
  new Map(
    db
      .prepare<[number], { id: number; path: string }>('SELECT id, path FROM bundle_file WHERE bundle = ?')
      .all(bundle)
      .map(({ id, path }) => [path, scrubsOfFile(db, id)] as const)
      .filter(([, scrubs]) => scrubs.length > 0),
  )

/** The SHA-256 that the kept text of a file must have: as scrubbed last; undefined where it never was. */
export const scrubbedSha256 = (db: Database, file: number): string | undefined =>
  hasScrubs(db)
    ? db
        .prepare<[number], string>(
          `SELECT f.text_sha256 FROM ${ENTERED} JOIN scrub_file f ON f.scrub = s.id WHERE f.file = ? ORDER BY s.id DESC LIMIT 1`,
        )
        .pluck()
        .get(file)
    : undefined

/** The last scrub of one line, and whether any overwrote it whole. */
export const scrubOfLine = (
  db: Database,
  file: number,
  offset: number,
): (Scrub & { readonly whole: 0 | 1 }) | undefined =>
  hasScrubs(db)
    ? db
        .prepare<[number, number], Scrub & { readonly whole: 0 | 1 }>(
          `SELECT ${SCRUB}, max(l.whole) OVER () AS whole FROM ${ENTERED} JOIN scrub_line l ON l.scrub = s.id
            WHERE l.file = ? AND l.offset = ? ORDER BY s.id DESC LIMIT 1`,
        )
        .get(file, offset)
    : undefined

type LineRow = { readonly offset: number; readonly sha256: string; readonly reading: string }

const LINES = `SELECT l.offset, l.sha256, l.reading FROM ${ENTERED} JOIN scrub_line l ON l.scrub = s.id
                WHERE l.file = ? AND l.offset >= ? AND l.offset < ? ORDER BY l.offset, s.id DESC`

/** The scrubbed lines that begin in a stretch of a file, by their offset; of a line scrubbed twice what was kept first. */
export function keptLines(db: Database, file: number, from: number, to: number): Map<number, KeptLine> {
  const rows = hasScrubs(db) ? db.prepare<[number, number, number], LineRow>(LINES).all(file, from, to) : []
  return new Map(
    rows.map(({ reading, ...row }) => [row.offset, { ...row, reading: readKeptReading(reading) }] as const),
  )
}

/** A scrubbed line with its last scrub, and whether any overwrote it whole. */
export type ScrubbedLine = Scrub & { readonly line: number; readonly whole: 0 | 1 }

/** The scrubbed lines of a file, in the order of their places. */
export const scrubbedLines = (db: Database, file: number): Iterable<ScrubbedLine> =>
  hasScrubs(db)
    ? db
        .prepare<[number], ScrubbedLine>(
          `SELECT id, custody, who, "when", why, line, whole FROM (
             SELECT ${SCRUB}, l.line, l.offset, max(l.whole) OVER one AS whole, row_number() OVER (one ORDER BY s.id DESC) AS place
               FROM ${ENTERED} JOIN scrub_line l ON l.scrub = s.id WHERE l.file = ? WINDOW one AS (PARTITION BY l.offset)
           ) WHERE place = 1 ORDER BY offset`,
        )
        .iterate(file)
    : []

/** How many lines of a file were scrubbed. */
export const countScrubbed = (db: Database, file: number): number =>
  hasScrubs(db)
    ? (db
        .prepare<[number], number>(
          `SELECT count(DISTINCT l.offset) FROM ${ENTERED} JOIN scrub_line l ON l.scrub = s.id WHERE l.file = ?`,
        )
        .pluck()
        .get(file) ?? 0)
    : 0

const TextLines = z.array(z.tuple([z.int(), z.string().regex(/^[0-9a-f]{64}$/)]))

/** The SHA-256 as received of the text lines (1-based) of a file that scrubs changed; of one changed twice the first. */
export function receivedLines(db: Database, file: number): ReadonlyMap<number, string> {
  const rows = hasScrubs(db)
    ? db
        .prepare<[number], string>(
          `SELECT f.text_lines FROM ${ENTERED} JOIN scrub_file f ON f.scrub = s.id WHERE f.file = ? ORDER BY s.id DESC`,
        )
        .pluck()
        .all(file)
    : []
  return new Map(rows.flatMap(readTextLines))
}

function readTextLines(text: string): [number, string][] {
  try {
    return TextLines.parse(JSON.parse(text))
  } catch {
    return []
  }
}

/** Whether a scrub stands that may not have reached the file itself yet. */
export const isScrubPending = (db: Database): boolean =>
  hasScrubs(db) && db.prepare("SELECT 1 FROM scrub WHERE state = 'pending'").get() !== undefined

/** Lines that were scrubbed in the whole case. */
export const scrubbedInCase = (db: Database): number =>
  hasScrubs(db)
    ? (db
        .prepare<[], number>(
          `SELECT count(*) FROM (SELECT DISTINCT l.file, l.offset FROM ${ENTERED} JOIN scrub_line l ON l.scrub = s.id)`,
        )
        .pluck()
        .get() ?? 0)
    : 0

const ROWS = [
  'SELECT file, text_sha256, text_lines FROM scrub_file WHERE scrub = ? ORDER BY file',
  'SELECT file, offset, line, whole, sha256, reading FROM scrub_line WHERE scrub = ? ORDER BY file, offset',
] as const

/** SHA-256 over every row of a scrub, which its custody entry holds. */
export const digestOfScrub = (db: Database, scrub: number): string =>
  digestOfRows(ROWS.map((sql) => db.prepare<[number], unknown[]>(sql).raw().iterate(scrub)))

/** SHA-256 over rows, each as JSON with a LF, one listing after the other. */
export function digestOfRows(listings: Iterable<Iterable<unknown>>): string {
  const digest = createHash('sha256')
  for (const rows of listings) for (const row of rows) digest.update(`${JSON.stringify(row)}\n`)
  return digest.digest('hex')
}
