import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { z } from 'zod'
import { BUNDLE_FORMAT, BUNDLE_VERSION } from '../../core/bundle/layout.ts'
import { Period, writeBundleJson } from '../../core/bundle/declaration.ts'
import { entryReader } from '../../core/entry/entry-reader.ts'
import { newDraft } from '../../core/formats/format.ts'
import { writeTime } from '../../core/record/time.ts'
import { FaultError } from '../../contract/fault.ts'
import { knownFormats } from '../known-formats.ts'
import { maskWith } from '../crypto/digest.ts'
import type { Member } from '../intake/member.ts'
import { cutBlocks } from '../pipeline/cut-blocks.ts'
import { lineBounds } from '../pipeline/line-bounds.ts'
import { recognise } from '../pipeline/recognise.ts'
import type { Recognised } from '../pipeline/recognise.ts'
import type { LogWritten } from './bundle-log.ts'
import type { MakeBundleAsk } from './bundle-ask.ts'

/** The text of `bundle.json`: system and period are those of the records where nobody says otherwise. */
export async function declarationOf(
  ask: MakeBundleAsk,
  members: readonly Member[],
  logs: readonly LogWritten[],
  signal: AbortSignal,
): Promise<string> {
  const seen = new Seen()
  const wanted = ask.period?.from === undefined || ask.period.to === undefined
  for (const member of members) await look(member, wanted, seen, signal)
  return writeBundleJson({
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    system: ask.system ?? seen.system,
    host: ask.host ?? hostname(),
    period: periodOf(ask, seen),
    files: logs.map(({ path, lines, link }) => ({ path, lines, link })),
  })
}

/** Systems and times of the records that were looked at, µs. */
class Seen {
  readonly systems = new Set<string>()
  firstUs = Number.POSITIVE_INFINITY
  lastUs = Number.NEGATIVE_INFINITY

  get system(): string {
    const [only, ...others] = this.systems
    return only !== undefined && others.length === 0 ? only : 'unknown'
  }
}

async function look(member: Member, times: boolean, seen: Seen, signal: AbortSignal): Promise<void> {
  const known = await recognise(member, { formats: knownFormats() }, signal).catch((error: unknown) => {
    // A log of an unknown system can be bundled all the same.
    if (error instanceof FaultError && error.code.startsWith('format-')) return undefined
    throw error
  })
  seen.systems.add(known?.adapter.id ?? 'unknown')
  if (known !== undefined && times) await readTimes(member, known, seen, signal)
}

async function readTimes(
  member: Member,
  { adapter, reading }: Recognised,
  seen: Seen,
  signal: AbortSignal,
): Promise<void> {
  const draft = newDraft()
  const read = entryReader(adapter, reading)
  const mask = maskWith(randomBytes(32))
  for await (const { bytes, bounds: given } of cutBlocks(member.read(undefined, signal), reading, member.path)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { bounds } = lineBounds(text, given)
    for (let at = 0; at < bounds.length; at += 2) {
      if (read(text.toString('utf8', bounds[at], bounds[at + 1]), draft, mask) !== undefined) continue
      seen.firstUs = Math.min(seen.firstUs, draft.timeUs)
      seen.lastUs = Math.max(seen.lastUs, draft.timeUs)
    }
  }
}

const SECOND_US = 1_000_000
const DAY_MS = 86_400_000

/** From the first second that holds a record to the one after the last; null where no end is known. */
function periodOf({ period }: MakeBundleAsk, { firstUs, lastUs }: Seen): Period | null {
  const from = momentOf(period?.from, 0) ?? secondOf(firstUs, 0)
  const to = momentOf(period?.to, DAY_MS) ?? secondOf(lastUs, 1)
  if (from === undefined || to === undefined) return null
  const parsed = Period.safeParse({ from, to })
  if (parsed.success) return parsed.data
  throw new FaultError('bad-request', {
    message: `${from} to ${to} is no period: ${z.prettifyError(parsed.error)}`,
    remedy: 'Give both ends as 2025-01-01 or 2025-01-01T00:00:00Z, the begin first',
  })
}

const secondOf = (timeUs: number, add: number): string | undefined =>
  Number.isFinite(timeUs) ? writeTime((Math.floor(timeUs / SECOND_US) + add) * SECOND_US, 0, 0) : undefined

/** A bare date as an end means through that day. */
function momentOf(text: string | undefined, addMs: number): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return text
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) ? text : `${new Date(at + addMs).toISOString().slice(0, 19)}Z`
}
