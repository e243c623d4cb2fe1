import { randomBytes } from 'node:crypto'
import { type ReadEntry, entryReader } from '../../core/entry/entry-reader.ts'
import { type Draft, type Reading, newDraft } from '../../core/formats/format.ts'
import { writeTime } from '../../core/record/time.ts'
import type { JobResult } from '../../contract/events.ts'
import { maskWith } from '../crypto/digest.ts'
import type { Block } from '../pipeline/block.ts'
import { cutBlocks } from '../pipeline/cut-blocks.ts'
import { lineBounds } from '../pipeline/line-bounds.ts'
import { type PlannedBundle, type PlannedFile, planImport } from '../pipeline/plan-import.ts'
import { knownFormats } from '../known-formats.ts'
import type { JobContext } from './job.ts'

export interface InspectAsk {
  readonly paths: readonly string[]
}

const LINES: Reading = { split: 'lines' }

/** Unanswered requests kept in mind while a log is inspected; an import joins them all. */
const MOST_OPEN = 500_000

type Input = JobResult<'inspect'>['inputs'][number]
type Moment = { readonly us: number; readonly ns: number; readonly digits: number }

/** What is this: every input read whole, nothing kept. A file in no known format is answered as such, with the reason. */
export async function inspectFiles({ signal, tell }: JobContext, { paths }: InspectAsk): Promise<JobResult<'inspect'>> {
  const { bundles, refused } = await planImport({ paths, formats: knownFormats() }, signal)
  const inputs: Input[] = refused.map(({ path, message }) => ({
    path,
    confidence: 0,
    reasons: [message],
    records: 0,
    rejected: 0,
    integrity: [],
  }))
  const total = bundles.flatMap(({ files }) => files).reduce((sum, { member }) => sum + member.sizeBytes, 0)
  let done = 0
  for (const bundle of bundles) {
    for (const file of bundle.files.filter(({ role }) => role === 'log')) {
      inputs.push(await inspectFile(bundle, file, signal))
      done += file.member.sizeBytes
      tell({ phase: 'reading', done, total, unit: 'bytes', file: file.member.path })
    }
  }
  return { inputs }
}

async function inspectFile(bundle: PlannedBundle, file: PlannedFile, signal: AbortSignal): Promise<Input> {
  const { adapter, shape } = bundle
  const { confidence, reasons } = file
  const counted = new Counted(entryReader(adapter, file.reading ?? LINES))
  const { member, reading = LINES } = file
  for await (const block of cutBlocks(member.read(undefined, signal), reading, member.path)) counted.add(block)
  const ofShape = shape === 'open-bundle' ? ['open bundle: digests, line chain, signature'] : []
  return {
    path: member.path,
    format: adapter.id,
    confidence,
    reasons: [...reasons],
    ...counted.answer(),
    integrity: [...ofShape, ...adapter.integrity],
  }
}

/** Counts and span of a log, entry by entry. */
class Counted {
  readonly #read: ReadEntry
  readonly #draft = newDraft()
  readonly #mask = maskWith(randomBytes(32))
  readonly #pairs = new OpenRequests()
  #records = 0
  #rejected = 0
  #first: Moment | undefined
  #last: Moment | undefined

  constructor(read: ReadEntry) {
    this.#read = read
  }

  add({ bytes, bounds: given }: Block): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { bounds } = lineBounds(text, given)
    for (let at = 0; at < bounds.length; at += 2) this.#addEntry(text.toString('utf8', bounds[at], bounds[at + 1]))
  }

  answer(): Pick<Input, 'records' | 'rejected' | 'first' | 'last'> {
    const [first, last] = [this.#first, this.#last]
    return {
      records: this.#records,
      rejected: this.#rejected,
      ...(first && { first: textOf(first) }),
      ...(last && { last: textOf(last) }),
    }
  }

  #addEntry(text: string): void {
    const draft = this.#draft
    if (this.#read(text, draft, this.#mask) !== undefined) {
      this.#rejected++
      return
    }
    if (this.#pairs.joins(draft)) return
    this.#records++
    const moment = { us: draft.timeUs, ns: draft.timeNs, digits: draft.timeDigits }
    if (!this.#first || isBefore(moment, this.#first)) this.#first = moment
    if (!this.#last || isBefore(this.#last, moment)) this.#last = moment
  }
}

const isBefore = (a: Moment, b: Moment): boolean => a.us < b.us || (a.us === b.us && a.ns < b.ns)
const textOf = ({ us, ns, digits }: Moment): string => writeTime(us, ns, digits)

/** Requests that wait for their response; bounded, so a log of requests alone counts each and keeps a part in mind. */
class OpenRequests {
  readonly #ids = new Set<string>()

  /** True for a line that belongs to a record already counted. */
  joins({ part, requestId }: Draft): boolean {
    if (part === 'whole' || requestId === '') return false
    if (this.#ids.delete(requestId)) return true
    if (this.#ids.size < MOST_OPEN) this.#ids.add(requestId)
    return false
  }
}
