import { readAddress } from '../../src-main/core/filter/net.ts'
import type { JsonObject } from '../../src-main/core/entry/json-object.ts'
import type { Wanted } from './oracle.ts'

export const fields = ['time', 'actor', 'action', 'outcome', 'ip'] as const
export type Field = (typeof fields)[number]

/** One record as `events --format ndjson` prints it. */
export type Event = JsonObject

export interface Difference {
  readonly file: string
  readonly line: number
  readonly field: Field
  readonly want: string
  readonly got: string
}

export type Compared = { readonly field: Field; readonly agrees: boolean; readonly want: string; readonly got: string }

/** Compares one record with what is wanted of it, field by field; what the expectation is silent on is not compared. */
export function compare(event: Event, wanted: Wanted): Compared[] {
  const text = (name: string): string => String(event[name] ?? '')
  return fields.flatMap((field) => {
    const want = wanted[field]
    if (want === undefined || want.length === 0) return []
    const got = field === 'actor' ? [text('actor'), text('actorDisplay')] : [text(field)]
    const wants = typeof want === 'string' ? [want] : want
    return [{ field, agrees: agrees(field, got, wants), want: wants.join(' | '), got: got.filter(Boolean).join(' | ') }]
  })
}

function agrees(field: Field, got: readonly string[], wants: readonly string[]): boolean {
  if (field === 'time') return wants.some((want) => sameTime(got[0] ?? '', want))
  if (field === 'outcome') return wants.some((want) => sameOutcome(got[0] ?? '', want))
  if (field === 'ip') return wants.some((want) => sameAddress(got[0] ?? '', want))
  return got.some((one) => one !== '' && wants.some((want) => want.toLowerCase() === one.toLowerCase()))
}

/** A refused act is a failure to those who know two words only. */
const sameOutcome = (got: string, want: string): boolean =>
  got === want || (want === 'failure' && got === 'denied') || (want === 'denied' && got === 'denied')

/** Equal however written (RFC 4291, section 2.2). */
const sameAddress = (got: string, want: string): boolean =>
  got === want || (readAddress(got) !== undefined && String(readAddress(got)) === String(readAddress(want)))

/** Equal to the digits that both give. */
function sameTime(got: string, want: string): boolean {
  const [left, right] = [Date.parse(got), Date.parse(want)]
  if (Number.isNaN(left) || Math.floor(left / 1000) !== Math.floor(right / 1000)) return false
  const [a, b] = [digits(got), digits(want)]
  const shared = Math.min(a.length, b.length)
  return a.slice(0, shared) === b.slice(0, shared)
}

const digits = (text: string): string => /\.(\d+)/.exec(text)?.[1] ?? ''
