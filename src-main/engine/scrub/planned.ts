import type { Database } from 'better-sqlite3'
import { digestOfRows } from '../store/scrubs.ts'

/** A file with lines that are to be scrubbed. */
export interface PlannedFile {
  readonly file: number
  readonly bundle: number
  readonly path: string
  readonly lines: number
}

export interface PlannedLine {
  readonly file: number
  readonly offset: number
  readonly line: number
  readonly whole: 0 | 1
  readonly sha256: string
  /** JSON of a `KeptReading`. */
  readonly reading: string
}

const TABLES = `
DROP TABLE IF EXISTS temp.planned_file;
DROP TABLE IF EXISTS temp.planned_line;
DROP TABLE IF EXISTS temp.planned_block;
CREATE TABLE temp.planned_file (file INTEGER PRIMARY KEY, bundle INTEGER, path TEXT, lines INTEGER, text_sha256 TEXT, text_lines TEXT);
CREATE TABLE temp.planned_line (file INTEGER, offset INTEGER, line INTEGER, whole INTEGER, sha256 TEXT, reading TEXT, PRIMARY KEY (file, offset));
CREATE TABLE temp.planned_block (file INTEGER, offset INTEGER, body BLOB, PRIMARY KEY (file, offset));`

/** What a scrub will write, held in temporary tables of the job's connection: it may be as large as the originals. Nothing in it is in clear. */
export class Planned {
  readonly db: Database
  readonly addLine: (line: PlannedLine) => void
  readonly addBlock: (file: number, offset: number, body: Uint8Array) => void
  readonly addFile: (file: PlannedFile, textSha256: string, textLines: readonly (readonly [number, string])[]) => void

  constructor(db: Database) {
    this.db = db
    db.exec(TABLES)
    const line = db.prepare('INSERT INTO planned_line VALUES (:file, :offset, :line, :whole, :sha256, :reading)')
    const block = db.prepare('INSERT INTO planned_block VALUES (?, ?, ?)')
    const file = db.prepare('INSERT INTO planned_file VALUES (:file, :bundle, :path, :lines, :textSha256, :textLines)')
    this.addLine = (one) => void line.run(one)
    this.addBlock = (of, offset, body) => void block.run(of, offset, body)
    this.addFile = (one, textSha256, textLines) =>
      void file.run({ ...one, textSha256, textLines: JSON.stringify(textLines) })
  }

  files(): PlannedFile[] {
    return this.db.prepare<[], PlannedFile>('SELECT file, bundle, path, lines FROM planned_file ORDER BY file').all()
  }

  blocks(): number {
    return this.db.prepare<[], number>('SELECT count(*) FROM planned_block').pluck().get() ?? 0
  }

  /** The packed bytes of a block as it will be; undefined where it stays. */
  body(file: number, offset: number): Buffer | undefined {
    return this.db
      .prepare<[number, number], Buffer>('SELECT body FROM planned_block WHERE file = ? AND offset = ?')
      .pluck()
      .get(file, offset)
  }

  [Symbol.dispose](): void {
    this.db.exec('DROP TABLE temp.planned_file; DROP TABLE temp.planned_line; DROP TABLE temp.planned_block;')
  }
}

const PLANNED = [
  'SELECT file, text_sha256, text_lines FROM planned_file ORDER BY file',
  'SELECT file, offset, line, whole, sha256, reading FROM planned_line ORDER BY file, offset',
] as const

/** SHA-256 over every row that a scrub is about to write, as `digestOfScrub` finds it afterwards. */
export const digestOfPlanned = (db: Database): string =>
  digestOfRows(PLANNED.map((sql) => db.prepare(sql).raw().iterate()))
