import {
  type FormatAdapter,
  type Head,
  NEEDS_ZONE,
  type Split,
  newDraft,
  resetDraft,
} from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import { formats } from '../../core/formats/index.ts'
import type { Member } from '../intake/member.ts'
import { findValues } from './find-values.ts'

/** What is read of a file to recognise it; a run of NUL bytes before the first record does not count. */
const HEAD_BYTES = 512 * 1024
const MOST_NULS = 64 * 1024 * 1024
const MOST_ENTRIES = 200
/** Below this a format does not fit; two that both reach it are shown, not guessed. */
const ENOUGH = 0.5

export interface Recognised {
  readonly adapter: FormatAdapter
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly split: Split
  /** The head's entries, for a preview. */
  readonly entries: readonly string[]
}

/** Recognises a file by its first part. Throws `format-unknown` or `format-ambiguous` with what was seen; `wanted` decides for the user. */
export async function recognise(
  member: Member,
  { format: wanted, zone = '' }: { readonly format?: string | undefined; readonly zone?: string | undefined },
  signal?: AbortSignal,
): Promise<Recognised> {
  const { bytes, whole } = await headOf(member, signal)
  const heads = (['lines', 'json-values'] as const).map((split) => headIn(member.path, bytes, whole, split))
  const tried = formats
    .filter(({ id }) => wanted === undefined || id === wanted)
    .flatMap((adapter) =>
      heads.map((head) => ({ adapter, split: head.split, entries: head.entries, ...adapter.recognise(head) })),
    )
  // a format that somebody named decides as soon as one entry fits; what does not read is then rejected line by line
  const enough = wanted === undefined ? ENOUGH : Number.MIN_VALUE
  const fitting = bestOfEach(tried).filter(({ confidence }) => confidence >= enough)
  const [first, second] = fitting
  if (!first) throw unknown(member.path, seenIn(bytes, tried))
  if (second?.confidence === first.confidence) throw ambiguous(member.path, fitting)
  if (zone === '' && needsZone(first)) throw zoneNeeded(member.path)
  return first
}

/** Why no format fits, in words. */
function seenIn(bytes: Uint8Array, tried: readonly Recognised[]): string {
  if (bytes.byteLength === 0) return 'it is empty'
  if (isUtf16(bytes)) return 'it is UTF-16, and logs are read as UTF-8'
  const [nearest] = tried.toSorted((a, b) => b.confidence - a.confidence)
  return nearest?.reasons.join('; ') ?? 'nothing in it was known'
}

/** No entry can be placed in time, and some for want of a zone. */
function needsZone({ adapter, entries }: Recognised): boolean {
  const draft = newDraft()
  const reasons = new Set(
    entries.map((entry) => {
      resetDraft(draft)
      return adapter.read(entry, draft, (kind) => kind)
    }),
  )
  return reasons.has(NEEDS_ZONE) && !reasons.has(undefined)
}

/** A byte order mark of UTF-16, as Windows shells write it. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

function bestOfEach(tried: readonly Recognised[]): Recognised[] {
  const best = new Map<string, Recognised>()
  for (const one of tried) {
    const held = best.get(one.adapter.id)
    if (!held || one.confidence > held.confidence) best.set(one.adapter.id, one)
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence)
}

async function headOf(member: Member, signal?: AbortSignal): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const parts: Uint8Array[] = []
  let size = 0
  let nuls = 0
  for await (const chunk of member.read(undefined, signal)) {
    const from = size === 0 ? chunk.findIndex((byte) => byte !== 0) : 0
    nuls += from < 0 ? chunk.byteLength : from
    if (from < 0 && nuls < MOST_NULS) continue
    const part = from <= 0 ? chunk : chunk.subarray(from)
    parts.push(part.slice(0, HEAD_BYTES - size))
    size += parts.at(-1)?.byteLength ?? 0
    if (size >= HEAD_BYTES) return { bytes: Buffer.concat(parts), whole: false }
  }
  return { bytes: Buffer.concat(parts), whole: true }
}

function headIn(name: string, bytes: Uint8Array, whole: boolean, split: Split): Head {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (split === 'lines') {
    const lines = text.toString('utf8').split('\n')
    if (!whole) lines.pop()
    return { name, split, entries: lines.filter((line) => line.trim() !== '').slice(0, MOST_ENTRIES) }
  }
  const { bounds } = findValues(bytes, whole)
  const count = Math.min(bounds.length / 2, MOST_ENTRIES)
  return {
    name,
    split,
    entries: Array.from({ length: count }, (_, at) => text.toString('utf8', bounds[at * 2], bounds[at * 2 + 1])),
  }
}

const unknown = (file: string, seen: string): FaultError =>
  new FaultError('format-unknown', {
    message: `${file} is in no format that Proofline reads: ${seen}.`,
    file,
    remedy: 'See "proofline formats"; name the format with --format where you know it.',
  })

const zoneNeeded = (file: string): FaultError =>
  new FaultError('time-zone-needed', {
    message: `${file}: its times carry no offset from UTC, and the zone is never assumed.`,
    file,
    remedy: "Name the zone of the source's clock, for instance --source-zone Europe/Berlin.",
  })

const ambiguous = (file: string, fitting: readonly Recognised[]): FaultError =>
  new FaultError('format-ambiguous', {
    message: `${file} fits ${fitting.map(({ adapter }) => adapter.title).join(' and ')} alike.`,
    file,
    remedy: `Say which: --format ${fitting.map(({ adapter }) => adapter.id).join(' or --format ')}.`,
  })
