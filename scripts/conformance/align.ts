import { createHash } from 'node:crypto'
import { type JsonObject, isObject, textAt } from '../../src-main/core/entry/json-object.ts'
import type { Event } from './compare.ts'
import type { CorpusFile } from './corpus.ts'

/** What the case kept of one original of the corpus. */
export interface Kept {
  readonly events: readonly Event[]
  readonly lines: number
  readonly duplicates: number
  /** Numbers of the rejected lines. */
  readonly rejected: ReadonlySet<number>
  readonly isRefused: boolean
}

/** A record and what is expected of it. */
export interface Pair {
  readonly event: Event
  readonly expected: JsonObject
  /** The original that the expectation stands for, where it is JSON. */
  readonly entry: JsonObject | undefined
  /** Whether it is of a line that is folded into the record of another, whose time the record has. */
  readonly isFolded: boolean
}

/** An expectation that nothing was compared with. */
export interface Unmet {
  readonly file: string
  readonly line: number | undefined
  readonly why: string
}

export interface Met {
  readonly pairs: readonly Pair[]
  readonly unmet: readonly Unmet[]
}

/** What no reason was found for: this one is a fault of the comparison, or a lost line. */
export const UNEXPLAINED = 'no record, and no reason was found'

/** Brings records and expectations of one file together, by the original that both name, else by their order; each expectation is in the answer once. */
export function align({ path, expected = [] }: CorpusFile, bytes: Buffer, kept: Kept): Met {
  const events = kept.events.toSorted((a, b) => Number(a['offset']) - Number(b['offset']))
  const byHash = new Map(events.map((event) => [String(event['sha256']), event]))
  const byPaired = new Map(events.filter((event) => 'pairedLine' in event).map((event) => [event['pairedLine'], event]))
  const pairs: Pair[] = []
  const unmet: Unmet[] = []
  const inLines = kept.lines === expected.length ? expected.map((_, at) => at + 1) : []
  const inOrder = events.length === expected.length ? events : []
  for (const [index, document] of expected.entries()) {
    if (document === undefined) continue
    const original = textAt(document, 'event.original')
    const line = lineOf(bytes, original) ?? inLines[index]
    const own = byHash.get(sha256(original)) ?? inOrder[index]
    const event = own ?? byPaired.get(line)
    if (event === undefined) unmet.push({ file: path, line, why: whyUnmet(kept, line) })
    else pairs.push({ event, expected: document, entry: entryOf(bytes, event), isFolded: own === undefined })
  }
  return { pairs, unmet }
}

function whyUnmet(kept: Kept, line: number | undefined): string {
  if (kept.isRefused) return 'the file is refused'
  if (line !== undefined && kept.rejected.has(line)) return 'the line is rejected'
  return kept.duplicates > 0 ? 'the entry repeats another' : UNEXPLAINED
}

/** The number of the line that holds a text as it is, from 1. */
function lineOf(bytes: Buffer, text: string): number | undefined {
  const start = text === '' ? -1 : bytes.indexOf(text)
  return start < 0 ? undefined : bytes.subarray(0, start).toString('latin1').split('\n').length
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function entryOf(bytes: Buffer, event: Event): JsonObject | undefined {
  const start = Number(event['offset'])
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, start + Number(event['length'])))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
