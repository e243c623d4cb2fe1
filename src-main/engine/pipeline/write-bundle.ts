import type { Reading } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import { RunBuilder, writeRun } from '../columns/write-run.ts'
import type { Member } from '../intake/member.ts'
import type { WritingContext } from '../jobs/job.ts'
import { type Begun, type WrittenFile, beginBundle, completeBundle, nextRecord } from './bundle-ends.ts'
import { fillFrom } from './column-cells.ts'
import { cutBlocks } from './cut-blocks.ts'
import { FileDigests } from './file-digests.ts'
import { FileWriter, type Ledger, newLedger } from './file-writer.ts'
import type { ParserPool } from './parser-pool.ts'
import type { PlannedBundle, PlannedFile } from './plan-import.ts'
import { RecordWriter } from './record-writer.ts'
import { storeWhole } from './store-whole.ts'
import { type UnmappedWords, noUnmapped, withUnmapped } from './unmapped-words.ts'
import { TermWriter } from './term-writer.ts'

/** Entries between two commits: a crash loses at most these, and a batch fits the page cache. */
const BATCH = 50_000

export interface WrittenBundle {
  readonly id: number
  readonly files: readonly WrittenFile[]
  readonly ledger: Ledger
  readonly unmapped: UnmappedWords
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

export interface HowToWrite extends Begun {
  readonly pool: ParserPool
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
  const id = beginBundle(context, plan, how)
  const run = new RunBuilder(db, id)
  const records = new RecordWriter(db, nextRecord(db), (rows, first, count) => run.add(count, fillFrom(rows, first)))
  const writers = { db, terms: new TermWriter(db), records }
  const files: WrittenFile[] = []
  const ledger = newLedger()
  let unmapped = noUnmapped
  const onUnmapped = (words: UnmappedWords): void => void (unmapped = withUnmapped(unmapped, words))

  db.exec('BEGIN')
  try {
    for (const file of plan.files) {
      const written = await writeFile(context, { bundle: id, file, plan, how, writers, before: ledger, onUnmapped })
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
  completeBundle(context, { id, plan, files, ledger })
  return { id, files, ledger, unmapped }
}

type FileTask = {
  readonly bundle: number
  readonly file: PlannedFile
  readonly plan: PlannedBundle
  readonly how: HowToWrite
  readonly writers: ConstructorParameters<typeof FileWriter>[0]
  readonly before: Ledger
  readonly onUnmapped: (words: UnmappedWords) => void
}

async function writeFile(context: WritingContext, task: FileTask): Promise<WrittenFile> {
  const { db, signal } = context
  const { member, role, reading } = task.file
  const fileId = Number(
    db
      .prepare('INSERT INTO bundle_file (bundle, path, role, reading) VALUES (?, ?, ?, ?)')
      .run(task.bundle, member.path, role, reading === undefined ? null : JSON.stringify(reading)).lastInsertRowid,
  )
  const digests = new FileDigests(member.layers.length > 0)
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
  readonly digests: FileDigests
}

async function writeEntries(
  { db, signal }: WritingContext,
  { plan, how, before, onUnmapped, file: { member } }: FileTask,
  { writer, text, reading, digests }: Entries,
): Promise<void> {
  let sinceCommit = 0
  const ask = { format: plan.adapter.id, environment: how.environment, zone: how.zone ?? '', reading }
  for await (const { block, thread } of how.pool.run(cutBlocks(text, reading, member.path), ask, signal)) {
    writer.write(block, thread)
    onUnmapped(block.unmapped)
    sinceCommit += block.count
    if (sinceCommit >= BATCH) {
      db.exec('COMMIT; BEGIN')
      sinceCommit = 0
    }
    const { records, rejected } = writer.ledger
    how.tell(member.path, digests.receivedBytes, before.records + records, before.rejected + rejected)
  }
}

function closeFile(db: WritingContext['db'], id: number, file: WrittenFile, digests: FileDigests): void {
  const { bytes, sha256, lines, records, paired, duplicates, rejected } = file
  db.prepare(
    `UPDATE bundle_file SET bytes = ?, sha256 = ?, text_bytes = ?, text_sha256 = ?,
            lines = ?, records = ?, paired = ?, duplicates = ?, rejected = ? WHERE id = ?`,
  ).run(bytes, sha256, digests.textBytes, digests.text(), lines, records, paired, duplicates, rejected, id)
}

/** A ledger that does not close is a fault of ours, and the import is taken out again. */
function checkLedger({ lines, records, paired, duplicates, rejected }: Ledger, written: number): void {
  if (lines === records + paired + duplicates + rejected && records === written) return
  throw new Error(
    `ledger does not close: ${lines} lines, ${records} + ${paired} + ${duplicates} + ${rejected}, ${written} written`,
  )
}
