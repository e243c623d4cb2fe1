import { randomBytes } from 'node:crypto'
import { type Draft, newDraft, resetDraft } from '../../core/formats/format.ts'
import { writeTime } from '../../core/record/time.ts'
import type { JobResult } from '../../contract/events.ts'
import { maskWith } from '../crypto/digest.ts'
import { cutBlocks } from '../pipeline/cut-blocks.ts'
import { lineBounds } from '../pipeline/line-bounds.ts'
import { type PlannedBundle, type PlannedFile, planImport } from '../pipeline/plan-import.ts'
import type { JobContext } from './job.ts'

export interface InspectAsk {
  readonly paths: readonly string[]
}

/** Unanswered requests kept in mind while a log is inspected; an import joins them all. */
const MOST_OPEN = 500_000

type Input = JobResult<'inspect'>['inputs'][number]
type Moment = { readonly us: number; readonly ns: number; readonly digits: number }

/** What is this: every input read whole, nothing kept. A file in no known format is answered as such, with the reason. */
export async function inspectFiles({ signal, tell }: JobContext, { paths }: InspectAsk): Promise<JobResult<'inspect'>> {
  const { bundles, refused } = await planImport({ paths }, signal)
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

async function inspectFile(
  { adapter, confidence, reasons, shape }: PlannedBundle,
  file: PlannedFile,
  signal: AbortSignal,
): Promise<Input> {
  const draft = newDraft()
  const mask = maskWith(randomBytes(32))
  let [entries, rejected, paired] = [0, 0, 0]
  const pairs = new OpenRequests()
  let first: Moment | undefined
  let last: Moment | undefined
  const split = file.split === 'json-values' ? 'json-values' : 'lines'
  for await (const { bytes, bounds: given } of cutBlocks(
    file.member.read(undefined, signal),
    split,
    file.member.path,
  )) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { bounds } = lineBounds(text, given)
    for (let at = 0; at < bounds.length; at += 2) {
      entries++
      resetDraft(draft)
      if (adapter.read(text.toString('utf8', bounds[at], bounds[at + 1]), draft, mask) !== undefined) {
        rejected++
        continue
      }
      if (pairs.joins(draft)) {
        paired++
        continue
      }
      const moment = { us: draft.timeUs, ns: draft.timeNs, digits: draft.timeDigits }
      if (!first || isBefore(moment, first)) first = moment
      if (!last || isBefore(last, moment)) last = moment
    }
  }
  const integrity =
    shape === 'open-bundle'
      ? ['open bundle: digests, line chain, signature', ...adapter.integrity]
      : [...adapter.integrity]
  const span = { ...(first && { first: textOf(first) }), ...(last && { last: textOf(last) }) }
  return {
    path: file.member.path,
    format: adapter.id,
    confidence,
    reasons: [...reasons],
    records: entries - rejected - paired,
    rejected,
    ...span,
    integrity,
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
