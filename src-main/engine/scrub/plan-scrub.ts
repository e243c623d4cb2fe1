import type { Database } from 'better-sqlite3'
import { createHash, type Hash } from 'node:crypto'
import { constants, zstdCompressSync } from 'node:zlib'
import { FaultError } from '../../contract/fault.ts'
import { entryReader, showEntry } from '../../core/entry/entry-reader.ts'
import { type Draft, type Mask, type Reading, newDraft } from '../../core/formats/format.ts'
import { type KeptReading, keepReading } from '../../core/scrub/kept-reading.ts'
import { maskWith, sha256 } from '../crypto/digest.ts'
import { formatOfBundle } from '../known-formats.ts'
import { sha256At } from '../store/line-index.ts'
import { maskKeyOf } from '../store/meta.ts'
import { readReading } from '../store/reading.ts'
import { type KeptLine, keptLines, scrubOfLine, scrubbedSha256 } from '../store/scrubs.ts'
import { changedLines } from './changed-lines.ts'
import { checkCut } from './check-cut.ts'
import type { Chosen } from './chosen-lines.ts'
import { type KeptBlock, keptBlocks } from './kept-blocks.ts'
import type { Planned } from './planned.ts'
import { type EntryHow, type ScrubbedEntry, scrubEntry } from './scrub-entry.ts'

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** What a scrub would do, in numbers. */
export interface ScrubCounts {
  /** Lines of which something is overwritten. */
  lines: number
  /** Values overwritten one by one. */
  values: number
  /** Lines overwritten whole, as asked or because a value could not be found in their bytes. */
  whole: number
  /** Of those, the ones where nobody asked for it. */
  unplaced: number
  /** Lines chosen by name that hold nothing to overwrite. */
  clean: number
  /** Chosen lines that were scrubbed before and are left as they are. */
  already: number
}

export interface PlanHow {
  readonly chosen: Chosen
  readonly whole: boolean
  readonly signal: AbortSignal
  readonly tell: (done: number, total: number, file: string) => void
}

interface FileRow {
  readonly id: number
  readonly bundle: number
  readonly path: string
  readonly reading: string
  readonly zone: string | null
  readonly shape: 'files' | 'open-bundle'
  readonly text_bytes: number
  readonly text_sha256: string
}

const FILE = `SELECT f.id, f.bundle, f.path, f.reading, b.zone, b.shape, f.text_bytes, f.text_sha256
                FROM bundle_file f JOIN bundle b ON b.id = f.bundle WHERE f.id = ? AND f.reading IS NOT NULL`

/** Works out what a scrub will write, and writes nothing of it into the case. Originals that are not those imported are refused: a scrub would hide it. */
export async function planScrub(planned: Planned, how: PlanHow): Promise<ScrubCounts> {
  const counts: ScrubCounts = { lines: 0, values: 0, whole: 0, unplaced: 0, clean: 0, already: 0 }
  const read = planned.db.prepare<[number], FileRow>(FILE)
  const files = [...how.chosen.keys()].toSorted((a, b) => a - b).flatMap((id) => read.get(id) ?? [])
  const total = files.reduce((sum, { text_bytes: bytes }) => sum + bytes, 0)
  let done = 0
  for (const file of files) {
    refuseInside(planned.db, file)
    const tell = (bytes: number): void => how.tell(done + bytes, total, file.path)
    await new FilePlan(planned, file, how).run(counts, tell)
    done += file.text_bytes
  }
  return counts
}

/** What a signature is over is kept as received, and what was read out of it stands in it a second time. */
function refuseInside(db: Database, { bundle, path }: FileRow): void {
  const container = db.prepare<[number, string, string], string>(CONTAINER).pluck().get(bundle, path, path)
  if (container === undefined) return
  throw new FaultError('unsupported', {
    message:
      container === path
        ? `${path} is kept as received too, for the signature over it: a scrub would leave the same bytes there.`
        : `${path} was read out of ${container}, which the case keeps as received for its signature: a scrub would leave the same bytes there.`,
    file: path,
    remedy: `Make a new case of what ${container} holds, unpacked, and scrub it there.`,
  })
}

const CONTAINER = `SELECT path FROM bundle_file
                    WHERE bundle IN (SELECT id FROM bundle WHERE batch = (SELECT batch FROM bundle WHERE id = ?))
                      AND role = 'tag' AND (path = ? OR substr(?, 1, length(path) + 1) = path || '!')`

/** The plan for one file. */
class FilePlan {
  readonly #planned: Planned
  readonly #db: Database
  readonly #file: FileRow
  readonly #how: PlanHow
  readonly #reading: Reading
  readonly #entry: EntryHow
  readonly #keep: (text: string) => KeptReading
  #lines = 0

  constructor(planned: Planned, file: FileRow, how: PlanHow) {
    this.#planned = planned
    this.#db = planned.db
    this.#file = file
    this.#how = how
    this.#reading = readReading(file.reading)
    const format = formatOfBundle(this.#db, file.bundle)
    if (!format) throw unknownFormat(file.path)
    const reading = this.#reading
    const show = (text: string, mask: Mask) => showEntry(format, reading, { text, mask })
    this.#entry = { show, split: reading.split, whole: how.whole }
    this.#keep = keeper(entryReader(format, reading), file.zone ?? '', maskWith(maskKeyOf(this.#db)))
  }

  async run(counts: ScrubCounts, tell: (bytes: number) => void): Promise<void> {
    const { id, path, bundle, text_sha256: received, shape } = this.#file
    const [before, after] = [createHash('sha256'), createHash('sha256')]
    for await (const block of keptBlocks(this.#db, id, this.#how.signal)) {
      this.#planBlock(block, counts, { before, after })
      tell(block.offset + block.bytes.length)
    }
    if (before.digest('hex') !== (scrubbedSha256(this.#db, id) ?? received)) throw notAsImported(path)
    if (this.#lines === 0) return
    const changed = { planned: this.#planned, file: id, path, signal: this.#how.signal }
    await checkCut(changed, this.#reading)
    const textLines = shape === 'open-bundle' ? await changedLines(changed) : []
    this.#planned.addFile({ file: id, bundle, path, lines: this.#lines }, after.digest('hex'), textLines)
  }

  #planBlock(block: KeptBlock, counts: ScrubCounts, { before, after }: Digests): void {
    before.update(block.bytes)
    const changed = this.#overwrite(block, counts)
    after.update(block.bytes) // overwritten in place
    if (changed) this.#planned.addBlock(this.#file.id, block.offset, zstdCompressSync(block.bytes, LEVEL))
  }

  #overwrite(block: KeptBlock, counts: ScrubCounts): boolean {
    const { index, offset: start, bytes } = block
    const before = keptLines(this.#db, this.#file.id, start, start + bytes.length)
    let changed = false
    for (const at of this.#chosenIn(block)) {
      const from = index.offsetDelta[at] ?? 0
      const entry = bytes.subarray(from, from + (index.length[at] ?? 0))
      const line = block.firstLine + (index.lineDelta[at] ?? 0)
      const known = { kept: before.get(start + from), stated: sha256At(index, at), offset: start + from, line }
      const scrubbed = this.#scrubbed(entry, known, counts)
      if (scrubbed === undefined) continue
      this.#planLine(entry, known, scrubbed)
      bytes.set(scrubbed.bytes, from)
      changed = true
    }
    return changed
  }

  /** What is entered of a line: of one that was scrubbed before what was kept then, since it cannot be read any more. */
  #planLine(entry: Buffer, { kept, stated, offset, line }: Known, { whole }: ScrubbedEntry): void {
    this.#planned.addLine({
      file: this.#file.id,
      offset,
      line,
      whole: whole ? 1 : 0,
      sha256: kept?.sha256 ?? stated,
      reading: JSON.stringify(kept?.reading ?? this.#keep(entry.toString('utf8'))),
    })
  }

  /** Places in the line index of the entries that are chosen. */
  *#chosenIn({ index, offset }: KeptBlock): Generator<number> {
    const chosen = this.#how.chosen.get(this.#file.id)
    for (let at = 0; at < index.count; at++)
      if (chosen === 'every' || chosen?.has(offset + (index.offsetDelta[at] ?? 0))) yield at
  }

  #scrubbed(entry: Buffer, { kept, stated, offset }: Known, counts: ScrubCounts): ScrubbedEntry | undefined {
    if (kept !== undefined && (!this.#how.whole || scrubOfLine(this.#db, this.#file.id, offset)?.whole === 1)) {
      counts.already++
      return undefined
    }
    if (kept === undefined && sha256(entry) !== stated) throw notAsImported(this.#file.path)
    const scrubbed = this.#isMeant(entry, kept) ? scrubEntry(entry, this.#entry) : undefined
    if (scrubbed !== undefined) this.#count(scrubbed, counts)
    else if (!this.#everyMasked) counts.clean++
    return scrubbed
  }

  /** Where every line that holds a masked value is chosen, others are not overwritten whole either; one that was scrubbed held one. */
  #isMeant(entry: Buffer, kept: KeptLine | undefined): boolean {
    if (!this.#everyMasked || !this.#how.whole || kept !== undefined) return true
    return this.#entry.show(entry.toString('utf8'), String).masked.length > 0
  }

  get #everyMasked(): boolean {
    return this.#how.chosen.get(this.#file.id) === 'every'
  }

  #count({ whole, values }: ScrubbedEntry, counts: ScrubCounts): void {
    this.#lines++
    counts.lines++
    counts.values += values
    if (whole) counts.whole++
    if (whole && !this.#how.whole) counts.unplaced++
  }
}

type Digests = { readonly before: Hash; readonly after: Hash }
type Known = {
  readonly kept: KeptLine | undefined
  readonly stated: string
  readonly offset: number
  readonly line: number
}

function keeper(
  read: (text: string, draft: Draft, mask: Mask) => string | undefined,
  zone: string,
  mask: Mask,
): (text: string) => KeptReading {
  const draft = newDraft()
  return (text) => {
    draft.zone = zone
    return keepReading(draft, read(text, draft, mask), { mask, sha256 })
  }
}

const notAsImported = (path: string): FaultError =>
  new FaultError('case-corrupt', {
    message: `The kept original of ${path} is not the one that was imported; a scrub would hide that, so nothing was scrubbed.`,
    file: path,
    remedy: 'Run "proofline verify" on the case to see what differs.',
  })

const unknownFormat = (path: string): FaultError =>
  new FaultError('format-unknown', {
    message: `This version does not know the format of ${path}, so it cannot tell what in it is to be masked.`,
    file: path,
    remedy: 'Use the version that imported it.',
  })
