import type { JsonObject } from '../../entry/json-object.ts'

/** Longer lines are rare, and keeping one to compare with would hold its memory. */
const MAX_CHARS = 65_536
/** `{"time":"…","type":"…",` and `,"time":"…","type":"request"}` with the longest time there is. */
const MAX_FRAME_CHARS = 96

const TIME_FIRST = /^\{"time":"[^"\\]{1,40}","type":"(request|response)",/
const TIME_LAST = /,"time":"[^"\\]{1,40}","type":"request"\}$/
const RESPONSE = ',"response":'

/**
 * The members that a request line holds beside time and type. A response line mostly repeats them byte for byte, so they need not be
 * parsed twice: they are a whole list of members, because the line they come from is valid JSON and ends right behind them
 * (a text or a nested value cannot be open there).
 */
interface Repeated {
  readonly text: string
  readonly timeFirst: boolean
  readonly auth: unknown
  readonly request: unknown
}

let last: Repeated | undefined

/** As `JSON.parse`, throwing as it does; a response that repeats the line before it is parsed only from where it differs. */
export function parseLine(text: string): unknown {
  const joined = last && parseResponse(text, last)
  if (joined) return joined
  const value: unknown = JSON.parse(text)
  last = repeatable(text, value)
  return value
}

function parseResponse(text: string, known: Repeated): JsonObject | undefined {
  const head = known.timeFirst ? headOf(text, 'response') : '{'
  if (head === undefined || !repeats(text, known.text, head.length)) return undefined
  const rest = JSON.parse(head + text.slice(head.length + known.text.length + 1)) as Record<string, unknown>
  // a member named twice counts as it stands last: then the whole line is parsed
  if ('auth' in rest || 'request' in rest) return undefined
  if (known.auth !== undefined) rest['auth'] = known.auth
  rest['request'] = known.request
  return rest
}

/** Cut and compared as wholes: for a text of this length several times as fast as `startsWith`. */
const repeats = (text: string, members: string, from: number): boolean =>
  text.slice(from, from + members.length) === members && text.startsWith(RESPONSE, from + members.length)

/** Time and type, where a line of this type begins with them. */
function headOf(text: string, type: 'request' | 'response'): string | undefined {
  const frame = TIME_FIRST.exec(text.slice(0, MAX_FRAME_CHARS))
  return frame?.[1] === type ? frame[0] : undefined
}

function repeatable(text: string, value: unknown): Repeated | undefined {
  if (text.length > MAX_CHARS || typeof value !== 'object' || value === null) return undefined
  const entry = value as JsonObject
  if (entry['type'] !== 'request' || !hasOnlyKnown(entry)) return undefined
  const { auth, request } = entry
  const head = headOf(text, 'request')
  const members = head === undefined ? membersBefore(text) : membersBehind(text, head)
  return members === undefined ? undefined : { text: members, timeFirst: head !== undefined, auth, request }
}

function membersBehind(text: string, head: string): string | undefined {
  const members = text.slice(head.length, -1)
  return text.endsWith('}') && !namesFrame(members) ? members : undefined
}

function membersBefore(text: string): string | undefined {
  const end = text.lastIndexOf(',"time":"')
  const framed = end >= 0 && text.startsWith('{') && TIME_LAST.test(text.slice(end))
  return framed ? text.slice(1, end) : undefined
}

/** A second time or type behind the first would count instead of it, also one spelled with escapes. */
const namesFrame = (members: string): boolean =>
  members.includes('"time"') || members.includes('\\u') || /"type"\s*:\s*"request"/.test(members)

function hasOnlyKnown(entry: JsonObject): boolean {
  for (const name in entry)
    if (name !== 'time' && name !== 'type' && name !== 'auth' && name !== 'request') return false
  return true
}
