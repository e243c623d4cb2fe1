import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { Accounts } from '../../core/verify/observations/accounts.ts'
import { writeRun } from '../columns/write-run.ts'
import type { Block, KeptEntry } from '../pipeline/block.ts'
import { cutBlocks } from '../pipeline/cut-blocks.ts'
import { FileWriter, type Ledger } from '../pipeline/file-writer.ts'
import { ParserPool } from '../pipeline/parser-pool.ts'
import { RecordWriter } from '../pipeline/record-writer.ts'
import { TermWriter } from '../pipeline/term-writer.ts'
import { maskKeyOf } from '../store/meta.ts'
import { caseTables } from '../store/migrations/001-case.ts'
import { formatOfBundle } from '../known-formats.ts'
import { readReading } from '../store/reading.ts'
import { keptLines } from '../store/scrubs.ts'
import { readKept } from './bag-source.ts'
import { FaultError } from '../../contract/fault.ts'

/** A file of the bundle as the case states it. */
export interface StatedFile extends Ledger {
  readonly id: number
  readonly path: string
  readonly role: 'log' | 'tag'
  /** JSON of a `Reading`; null of a file without records. */
  readonly reading: string | null
  readonly text_bytes: number
  readonly text_sha256: string
}

/** A file as its kept originals give it; `damaged` says why they could not be read to the end. */
export interface ReplayedFile {
  readonly stated: StatedFile
  readonly textBytes: number
  readonly textSha256: string
  readonly ledger: Ledger | undefined
  readonly damaged: string | undefined
}

interface Head {
  readonly format: string
  readonly environment: string | null
  readonly zone: string | null
  readonly first_record: number
}

export interface ReplayHow {
  readonly signal: AbortSignal
  readonly tell: (done: number, total: number, file: string) => void
}

// Bodies are what is read here, so they are not written again.
const WITHOUT_BODIES = `
DROP TABLE raw_block;
CREATE TABLE kept_block (file, offset, bytes, first_line, count, entries, PRIMARY KEY (file, offset)) WITHOUT ROWID;
CREATE VIEW raw_block AS SELECT file, offset, bytes, first_line, count, entries, NULL AS body FROM kept_block;
CREATE TRIGGER keep_block INSTEAD OF INSERT ON raw_block BEGIN
  INSERT INTO kept_block VALUES (new.file, new.offset, new.bytes, new.first_line, new.count, new.entries);
END;`

const FILES = `SELECT id, path, role, reading, text_bytes, text_sha256, lines, records, paired, duplicates, rejected
                 FROM bundle_file WHERE bundle = ? ORDER BY id`

/**
 * Reads the kept originals of a bundle again, the way they were imported, into a database of its own that the caller closes
 * (a temporary one, which the system removes). Terms keep their numbers, so its rows must equal those of the case.
 */
export class Replay implements Disposable {
  readonly db = new Database('')
  readonly files: ReplayedFile[] = []
  /** What its files repeat of one another. */
  readonly accounts = new Accounts()
  /** Entries in which something is masked where they are shown, and the first of them. */
  readonly masked: { entries: number; first?: { readonly file: string; readonly line: number } } = { entries: 0 }
  readonly #case: Database.Database
  readonly #bundle: number

  constructor(kept: Database.Database, bundle: number) {
    this.#case = kept
    this.#bundle = bundle
    this.db.pragma('journal_mode = OFF')
    this.db.pragma('foreign_keys = OFF')
    this.db.exec(caseTables)
    this.db.exec(WITHOUT_BODIES)
  }

  async run({ signal, tell }: ReplayHow): Promise<void> {
    const head = this.#begin()
    const files = this.#case.prepare<[number], StatedFile>(FILES).all(this.#bundle)
    const addFile = this.db.prepare('INSERT INTO bundle_file (id, bundle, path, role, reading) VALUES (?, ?, ?, ?, ?)')
    for (const { id, path, role, reading } of files) addFile.run(id, this.#bundle, path, role, reading)
    const total = files.reduce((sum, { text_bytes }) => sum + text_bytes, 0)
    const records = new RecordWriter(this.db, head.first_record)
    records.onRepeat = (retold) => this.accounts.repeats(retold)
    const writers = { db: this.db, terms: new TermWriter(this.db), records }
    const pool = new ParserPool(maskKeyOf(this.#case), knownTo(this.#case, this.#bundle))
    let done = 0
    try {
      for (const stated of files) {
        const start = done
        const report = (bytes: number): void => tell(start + bytes, total, stated.path)
        const parse = { format: head.format, environment: head.environment ?? '', zone: head.zone ?? '' }
        this.files.push(await this.#replayFile(stated, { pool, writers, parse, signal, report }))
        done += stated.text_bytes
      }
      records.finish()
      this.db.exec('COMMIT')
      await writeRun(this.db, this.#bundle, undefined, signal)
    } finally {
      await pool.close()
    }
  }

  [Symbol.dispose](): void {
    this.db.close()
  }

  #begin(): Head {
    const head = this.#case
      .prepare<[number], Head>('SELECT format, environment, zone, first_record FROM bundle WHERE id = ?')
      .get(this.#bundle)
    if (!head) throw new Error(`bundle ${this.#bundle} is not in the case`)
    this.db.exec('BEGIN')
    this.db
      .prepare(
        `INSERT INTO bundle (id, name, format, confidence, reasons, shape, state, started_us, first_record)
         VALUES (?, '', ?, 0, '', 'files', 'importing', 0, ?)`,
      )
      .run(this.#bundle, head.format, head.first_record)
    const add = this.db.prepare('INSERT INTO term (id, text) VALUES (?, ?)')
    const terms = this.#case.prepare<[], [number, string]>('SELECT id, text FROM term').raw()
    for (const [id, text] of terms.iterate()) add.run(id, text)
    return head
  }

  async #replayFile(stated: StatedFile, how: FileHow): Promise<ReplayedFile> {
    const digest = createHash('sha256')
    let textBytes = 0
    async function* tapped(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>) {
      for await (const chunk of chunks) {
        digest.update(chunk)
        textBytes += chunk.length
        how.report(textBytes)
        yield chunk
      }
    }
    const text = tapped(readKept(this.#case, stated, how.signal))
    let ledger: Ledger | undefined
    let damaged: string | undefined
    try {
      ledger = await this.#parse(stated, text, how)
    } catch (error) {
      if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
      damaged = error.detail.message
    }
    return { stated, textBytes, textSha256: digest.digest('hex'), ledger, damaged }
  }

  async #parse(
    { id, path, reading: stated }: StatedFile,
    text: AsyncIterable<Uint8Array<ArrayBuffer>>,
    { pool, writers, parse, signal }: FileHow,
  ): Promise<Ledger | undefined> {
    if (stated === null) {
      for await (const chunk of text) if (chunk.length < 0) break
      return undefined
    }
    const reading = readReading(stated)
    const writer = new FileWriter(writers, this.#bundle, id)
    const blocks = withKept(this.#case, id, cutBlocks(text, reading, path))
    let line = 1
    for await (const { block, thread } of pool.run(blocks, { ...parse, reading, tellMasked: true }, signal)) {
      writer.write(block, thread)
      const [first] = block.masked
      if (first !== undefined) this.masked.first ??= { file: path, line: line + (block.lineDelta[first] ?? 0) }
      this.masked.entries += block.masked.length
      line += block.lineEnds
    }
    return writer.ledger
  }
}

/** Lines that were scrubbed give what they gave before; a line of which nothing is kept is read as it stands, and differs. */
async function* withKept(db: Database.Database, file: number, blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  for await (const block of blocks) {
    const { offset, bytes } = block
    const kept = new Map<number, KeptEntry>()
    for (const { offset: at, sha256, reading } of keptLines(db, file, offset, offset + bytes.byteLength).values())
      if (reading !== undefined) kept.set(at - offset, { sha256, reading })
    yield kept.size === 0 ? block : { ...block, kept }
  }
}

const knownTo = (db: Database.Database, bundle: number) =>
  [formatOfBundle(db, bundle)].filter((one) => one !== undefined)

interface FileHow {
  readonly pool: ParserPool
  readonly writers: ConstructorParameters<typeof FileWriter>[0]
  readonly parse: { readonly format: string; readonly environment: string; readonly zone: string }
  readonly signal: AbortSignal
  readonly report: (bytes: number) => void
}
