import { newDraft } from '../format.ts'
import type { Head, Recognition } from '../format.ts'
import { type JsonObject, isObject } from '../../entry/json-object.ts'
import { locate, newLocated } from '../../entry/locate.ts'
import { read } from './read.ts'

/** Weight of the shape alone, when an entry has it but cannot be read whole (no time, as in shortened samples). */
const SHAPE_WEIGHT = 0.8

/** Tells by content whether the entries are those of an audit device: the share of them that read as such. */
export function recognise({ entries }: Head): Recognition {
  const filled = entries.filter((entry) => entry.trim() !== '')
  if (filled.length === 0) return { confidence: 0, reasons: ['there is no entry to judge by'] }
  const draft = newDraft()
  let objects = 0
  let shaped = 0
  let records = 0
  for (const entry of filled) {
    const object = objectIn(entry)
    if (object === undefined) continue
    objects++
    if (!isShaped(object)) continue
    shaped++
    if (read(entry, draft, (kind) => `[masked:${kind}:00000000]`) === undefined) records++
  }
  const all = filled.length
  const confidence = (SHAPE_WEIGHT * shaped + (1 - SHAPE_WEIGHT) * records) / all
  return { confidence, reasons: reasonsFor({ all, objects, shaped, records }) }
}

interface Counts {
  readonly all: number
  readonly objects: number
  readonly shaped: number
  readonly records: number
}

function reasonsFor({ all, objects, shaped, records }: Counts): string[] {
  const of = `of ${all} ${all === 1 ? 'entry' : 'entries'}`
  const reasons = [`a JSON object in ${objects} ${of}`]
  if (objects === 0) return reasons
  reasons.push(`type is request or response and request.operation is named in ${shaped} ${of}`)
  if (shaped > 0) reasons.push(`time, operation and path can be read in ${records} ${of}`)
  return reasons
}

function objectIn(entry: string): JsonObject | undefined {
  const located = newLocated()
  locate(entry, located)
  return located.object
}

const isShaped = ({ type, request }: JsonObject): boolean =>
  (type === 'request' || type === 'response') && isObject(request) && typeof request['operation'] === 'string'
