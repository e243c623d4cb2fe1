import { microseconds } from './names.ts'

/** What S3 object metadata says of a digest's signature. */
export interface ListedSignature {
  /** S3 key that the entry names; '' where it names none (a side file stands for the file beside it). */
  readonly key: string
  /** As it stands: whether it is hex is for the digest's verdict to say. */
  readonly signature: string
  /** Of a backfill digest: when it was made, µs since 1970 UTC. */
  readonly generatedUs: number | undefined
}

const MOST = 200_000
const MOST_DEPTH = 4

/**
 * Signatures of a `head-object` answer, or of a list or map that pairs keys with such answers: one JSON text or one entry a line.
 * Undefined where the text is none of these; names that pass are `Key`, `Metadata.signature` and their usual spellings.
 */
export function readSignatures(text: string): readonly ListedSignature[] | undefined {
  const found: ListedSignature[] = []
  for (const value of valuesOf(text)) collect(value, '', 0, found)
  return found.length === 0 ? undefined : found
}

function valuesOf(text: string): unknown[] {
  const whole = parsed(text)
  if (whole !== undefined) return [whole]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > MOST) return []
  const values = lines.map(parsed)
  return values.includes(undefined) ? [] : values
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function collect(value: unknown, name: string, depth: number, found: ListedSignature[]): void {
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH || found.length === MOST) return
  const members = Object.entries(value) as [string, unknown][]
  const entry = Array.isArray(value) ? undefined : entryOf(members, name)
  if (entry !== undefined) found.push(entry)
  else for (const [member, held] of members) collect(held, Array.isArray(value) ? '' : member, depth + 1, found)
}

/** A signature with its key, which is the name of the member in a map; undefined where the object holds none itself. */
function entryOf(named: readonly [string, unknown][], name: string): ListedSignature | undefined {
  const members = new Map(named.map(([member, held]) => [member.toLowerCase(), held]))
  const metadata = metadataOf(members)
  const signature = textOf(metadata, 'signature', 'x-amz-meta-signature')
  if (signature === undefined) return undefined
  const generated = textOf(metadata, 'backfill-generation-timestamp', 'x-amz-meta-backfill-generation-timestamp')
  return {
    key: textOf(members, 'key', 'object', 's3object', 'path') ?? name,
    signature,
    generatedUs: generated === undefined ? undefined : microseconds(generated),
  }
}

type Members = ReadonlyMap<string, unknown>

/** The answer's own `Metadata`, else the entry itself (an inventory has its columns side by side). */
function metadataOf(members: Members): Members {
  const metadata = members.get('metadata')
  if (typeof metadata !== 'object' || metadata === null) return members
  return new Map(Object.entries(metadata).map(([member, held]) => [member.toLowerCase(), held as unknown]))
}

function textOf(members: Members, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const held = members.get(name)
    if (typeof held === 'string') return held
  }
  return undefined
}
