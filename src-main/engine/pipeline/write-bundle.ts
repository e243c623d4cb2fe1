import { createHash } from 'node:crypto'
import type { FormatAdapter, Reading } from '../../core/formats/format.ts'
import { writeTime } from '../../core/record/time.ts'
import { FaultError } from '../../contract/fault.ts'
import { endRecords } from '../columns/runs.ts'
import { RunBuilder, writeRun } from '../columns/write-run.ts'
import type { Member } from '../intake/member.ts'
import type { WritingContext } from '../jobs/job.ts'
import { appendCustody } from '../store/custody-log.ts'
import { indexTerms } from '../store/remove-incomplete.ts'
import { fillFrom } from './column-cells.ts'
import { cutBlocks } from './cut-blocks.ts'
import { FileWriter, type Ledger, newLedger } from './file-writer.ts'
import type { ParserPool } from './parser-pool.ts'
import type { PlannedBundle, PlannedFile } from './plan-import.ts'
import { RecordWriter } from './record-writer.ts'
import { storeWhole } from './store-whole.ts'
import { TermWriter } from './term-writer.ts'

/** Entries between two commits: a crash loses at most these, and a batch fits the page cache. */
const BATCH = 50_000

export interface WrittenFile extends Ledger {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly role: 'log' | 'tag'
}

export interface WrittenBundle {
  readonly id: number
  readonly files: readonly WrittenFile[]
  readonly ledger: Ledger
}

/** A file of the bundle broke while it was read: the bundle is written again without it. */
export class BrokenFile extends Error {
  readonly member: Member
  readonly fault: FaultError
  constructor(member: Member, fault: FaultError) {
    super(fault.message)
    this.member = member
    this.fault = fault
  }
}

export interface HowToWrite {
  readonly pool: ParserPool
  readonly environment: string
  readonly zone: string | undefined
  /** The first bundle of the same import; undefined for that one itself. */
  readonly batch: number | undefined
  /** Told after each block: bytes received, records and rejected lines of this bundle so far. */
  readonly tell: (file: string, bytes: number, records: number, rejected: number) => void
}

/** Writes one bundle, whole or (after a crash or cancel) invisible: `state` turns complete in the last commit. */
export async function writeBundle(
  context: WritingContext,
  plan: PlannedBundle,
  how: HowToWrite,
): Promise<WrittenBundle> {
  const { db } = context
  const id = begin(context, plan, how)
  const run = new RunBuilder(db, id)
  const records = new RecordWriter(db, nextRecord(db), (rows, first, count) => run.add(count, fillFrom(rows, first)))
  const writers = { db, terms: new TermWriter(db), records }
  const files: WrittenFile[] = []
  const ledger = newLedger()

  db.exec('BEGIN')
  try {
    for (const file of plan.files) {
      const written = await writeFile(context, { bundle: id, file, plan, how, writers, before: ledger })
      files.push(written)
      for (const name of ['lines', 'records', 'paired', 'duplicates', 'rejected'] as const)
        ledger[name] += written[name]
    }
    records.finish()
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
  checkLedger(ledger, records.count)
  const tellColumns = (done: number): void =>
    context.tell({ phase: 'columns', done, total: ledger.records, unit: 'records' })
  tellColumns(0)
  if (records.replacedLate) await writeRun(db, id, tellColumns, context.signal)
  else await run.finish(context.signal)
  complete(context, { id, plan, files, ledger })
  return { id, files, ledger }
}

function begin({ db }: WritingContext, plan: PlannedBundle, how: HowToWrite): number {
  const { name, shape, adapter, confidence, reasons } = plan
  return db.transaction(() => {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO bundle (name, format, profile, confidence, reasons, shape, state, environment, zone, started_us, first_record)
         VALUES (?, ?, ?, ?, ?, ?, 'importing', ?, ?, ?, ?)`,
      )
      .run(
        name,
        adapter.id,
        keepProfile(db, adapter),
        confidence,
        JSON.stringify(reasons),
        shape,
        how.environment || null,
        how.zone ?? null,
        Date.now() * 1000,
        nextRecord(db),
      )
    const id = Number(lastInsertRowid)
    db.prepare('UPDATE bundle SET batch = ? WHERE id = ?').run(how.batch ?? id, id)
    appendCustody(db, 'import-started', {
      bundle: id,
      name,
      format: adapter.id,
      files: plan.files.map(({ member }) => member.path),
    })
    return id
  })()
}

/** The profile that reads a bundle stays with the case, so that its originals can always be read again the same way. */
function keepProfile(db: WritingContext['db'], { id, profile }: FormatAdapter): number | null {
  if (profile === undefined) return null
  const sha256 = createHash('sha256').update(profile).digest('hex')
  db.prepare('INSERT INTO profile (format, sha256, body) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING').run(
    id,
    sha256,
    profile,
  )
  return db.prepare<[string], number>('SELECT id FROM profile WHERE sha256 = ?').pluck().get(sha256) ?? null
}

const nextRecord = (db: WritingContext['db']): number =>
  (db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM record').get()?.id ?? 0) + 1

type FileTask = {
  readonly bundle: number
  readonly file: PlannedFile
  readonly plan: PlannedBundle
  readonly how: HowToWrite
  readonly writers: ConstructorParameters<typeof FileWriter>[0]
  readonly before: Ledger
}

async function writeFile(context: WritingContext, task: FileTask): Promise<WrittenFile> {
  const { db, signal } = context
  const { member, role, reading } = task.file
  const fileId = Number(
    db
      .prepare('INSERT INTO bundle_file (bundle, path, role, reading) VALUES (?, ?, ?, ?)')
      .run(task.bundle, member.path, role, reading === undefined ? null : JSON.stringify(reading)).lastInsertRowid,
  )
  const digests = new Digests(member.layers.length > 0)
  const text = digests.over(member, signal)
  const writer = new FileWriter(task.writers, task.bundle, fileId)
  try {
    if (reading === undefined) await storeWhole(db, fileId, text)
    else await writeEntries(context, task, { writer, text, reading, digests })
  } catch (error) {
    if (error instanceof FaultError && error.code !== 'cancelled') throw new BrokenFile(member, error)
    throw error
  }
  const file: WrittenFile = {
    path: member.path,
    role,
    bytes: digests.receivedBytes,
    sha256: digests.received(),
    ...writer.ledger,
  }
  closeFile(db, fileId, file, digests)
  return file
}

interface Entries {
  readonly writer: FileWriter
  readonly text: AsyncIterable<Uint8Array>
  readonly reading: Reading
  readonly digests: Digests
}

async function writeEntries(
  { db, signal }: WritingContext,
  { plan, how, before, file: { member } }: FileTask,
  { writer, text, reading, digests }: Entries,
): Promise<void> {
  let sinceCommit = 0
  const ask = { format: plan.adapter.id, environment: how.environment, zone: how.zone ?? '', reading }
  for await (const { block, thread } of how.pool.run(cutBlocks(text, reading, member.path), ask, signal)) {
    writer.write(block, thread)
    sinceCommit += block.count
    if (sinceCommit >= BATCH) {
      db.exec('COMMIT; BEGIN')
      sinceCommit = 0
    }
    const { records, rejected } = writer.ledger
    how.tell(member.path, digests.receivedBytes, before.records + records, before.rejected + rejected)
  }
}

function closeFile(db: WritingContext['db'], id: number, file: WrittenFile, digests: Digests): void {
  const { bytes, sha256, lines, records, paired, duplicates, rejected } = file
  db.prepare(
    `UPDATE bundle_file SET bytes = ?, sha256 = ?, text_bytes = ?, text_sha256 = ?,
            lines = ?, records = ?, paired = ?, duplicates = ?, rejected = ? WHERE id = ?`,
  ).run(bytes, sha256, digests.textBytes, digests.text(), lines, records, paired, duplicates, rejected, id)
}

/** SHA-256 of a file as received and of its text, on one pass; where nothing is packed they are the same bytes. */
class Digests {
  receivedBytes = 0
  textBytes = 0
  readonly #packed: boolean
  readonly #received = createHash('sha256')
  readonly #text = createHash('sha256')
  #hex: string | undefined

  constructor(packed: boolean) {
    this.#packed = packed
  }

  async *over(member: Member, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const text = member.read((chunk) => {
      this.receivedBytes += chunk.byteLength
      this.#received.update(chunk)
    }, signal)
    for await (const chunk of text) {
      this.textBytes += chunk.byteLength
      if (this.#packed) this.#text.update(chunk)
      yield chunk
    }
  }

  received(): string {
    this.#hex ??= this.#received.digest('hex')
    return this.#hex
  }

  text(): string {
    return this.#packed ? this.#text.digest('hex') : this.received()
  }
}

/** A ledger that does not close is a fault of ours, and the import is taken out again. */
function checkLedger({ lines, records, paired, duplicates, rejected }: Ledger, written: number): void {
  if (lines === records + paired + duplicates + rejected && records === written) return
  throw new Error(
    `ledger does not close: ${lines} lines, ${records} + ${paired} + ${duplicates} + ${rejected}, ${written} written`,
  )
}

type Completed = {
  readonly id: number
  readonly plan: PlannedBundle
  readonly files: readonly WrittenFile[]
  readonly ledger: Ledger
}

type Moment = { readonly us: number; readonly ns: number; readonly digits: number }

const textOf = (at: Moment | undefined): string | null => (at ? writeTime(at.us, at.ns, at.digits) : null)

/** The one commit that makes the bundle visible, on the disk before it returns (synchronous=FULL). */
function complete({ db }: WritingContext, { id, plan, files, ledger }: Completed): void {
  // by the columns, which are in the order of time: the table would have to be read as a whole
  const moment = db.prepare<[number], Moment>(
    'SELECT time_us AS us, time_ns AS ns, time_digits AS digits FROM record WHERE id = ?',
  )
  const [first, last] = (endRecords(db, id) ?? []).map((record) => moment.get(record))
  db.pragma('synchronous = FULL')
  try {
    db.transaction(() => {
      indexTerms(db)
      db.prepare(
        `UPDATE bundle SET state = 'complete', lines = :lines, records = :records, paired = :paired,
                duplicates = :duplicates, rejected = :rejected, first_us = :firstUs, last_us = :lastUs,
                first_time = :firstTime, last_time = :lastTime WHERE id = :id`,
      ).run({
        ...ledger,
        firstUs: first?.us ?? null,
        lastUs: last?.us ?? null,
        firstTime: textOf(first),
        lastTime: textOf(last),
        id,
      })
      appendCustody(db, 'bundle-imported', {
        bundle: id,
        name: plan.name,
        format: plan.adapter.id,
        ...ledger,
        files: files.map((file) => ({ ...file })),
      })
    })()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
