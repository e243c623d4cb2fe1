import { quoted } from '../../app/quoted.ts'

/** One condition of a query as a chip shows it. Offsets are UTF-16 units in the query. */
export interface QueryChip {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly excluded: boolean
  /** Absent for free text and for whole expressions. */
  readonly field: string | undefined
  /** More than one: any of them. */
  readonly values: readonly string[]
}

interface Piece {
  readonly text: string
  readonly start: number
}

/** Cuts at blanks outside of quotes and parentheses; what is not closed reaches to the end. */
function pieces(query: string): Piece[] {
  const found: Piece[] = []
  let start = -1
  let depth = 0
  let inQuotes = false
  for (let at = 0; at <= query.length; at += 1) {
    const sign = query[at]
    const blank = sign === undefined || (/\s/u.test(sign) && !inQuotes && depth === 0)
    if (blank) {
      if (start >= 0) found.push({ text: query.slice(start, at), start })
      start = -1
      continue
    }
    if (start < 0) start = at
    if (sign === '\\' && inQuotes) at += 1
    else if (sign === '"') inQuotes = !inQuotes
    else if (!inQuotes && sign === '(') depth += 1
    else if (!inQuotes && sign === ')') depth = Math.max(0, depth - 1)
  }
  return found
}

const unquoted = (value: string): string =>
  value.startsWith('"') && value.endsWith('"') && value.length > 1
    ? value.slice(1, -1).replaceAll(/\\(.)/gu, '$1')
    : value

function condition(text: string): { readonly field: string; readonly value: string } | undefined {
  const match = /^([A-Za-z][A-Za-z.]*):(.+)$/su.exec(text)
  return match?.[1] && match[2] ? { field: match[1], value: unquoted(match[2]) } : undefined
}

/** `(outcome:denied OR outcome:failure)`: alternatives of one field. */
function alternatives(text: string): { readonly field: string; readonly values: readonly string[] } | undefined {
  if (!text.startsWith('(') || !text.endsWith(')')) return undefined
  const inner = pieces(text.slice(1, -1))
  const found = inner.filter((_, n) => n % 2 === 0).map((piece) => condition(piece.text))
  const joined = inner.every(({ text: word }, n) => n % 2 === 0 || word === 'OR') && inner.length % 2 === 1
  const field = found[0]?.field
  if (!joined || field === undefined || found.some((one) => one?.field !== field)) return undefined
  return { field, values: found.flatMap((one) => (one ? [one.value] : [])) }
}

function chipOf({ text, start }: Piece): QueryChip {
  const excluded = text.startsWith('-') && text.length > 1
  const bare = excluded ? text.slice(1) : text
  const one = condition(bare)
  const many = alternatives(bare)
  const values = many?.values ?? [one?.value ?? unquoted(bare)]
  return { text, start, end: start + text.length, excluded, field: many?.field ?? one?.field, values }
}

/** The conditions of a query. Where alternatives stand outside of parentheses the whole is one chip, as they reach over all of it. */
export function chipsOf(query: string): readonly QueryChip[] {
  const found = pieces(query)
  if (!found.some(({ text }) => text === 'OR' || text === '|')) return found.map(chipOf)
  const text = query.trim()
  const start = query.indexOf(text)
  return [{ text, start, end: start + text.length, excluded: false, field: undefined, values: [text] }]
}

const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(' ')

/** The query without one of its chips. */
export const withoutChip = (query: string, place: number): string =>
  joined(chipsOf(query).flatMap(({ text }, n) => (n === place ? [] : [text])))

/** The query with one of its chips turned between wanted and excluded. */
export const turnedChip = (query: string, place: number): string =>
  joined(chipsOf(query).map(({ text, excluded }, n) => (n === place ? (excluded ? text.slice(1) : `-${text}`) : text)))

/** The query with one more condition, once. */
export function withCondition(query: string, text: string): string {
  const have = chipsOf(query)
  if (have.some((chip) => chip.text === text)) return query
  const whole =
    have.length === 1 && have[0]?.field === undefined && /\sOR\s/u.test(query)
      ? [`(${query.trim()})`]
      : have.map((chip) => chip.text)
  return joined([...whole, text])
}

const written = (field: string, values: readonly string[]): string => {
  const each = values.map((value) => `${field}:${quoted(value)}`)
  return each.length > 1 ? `(${each.join(' OR ')})` : (each[0] ?? '')
}

/** Whether a field's value is asked for, excluded, or neither. */
export function stateOf(query: string, field: string, value: string): 'in' | 'out' | 'none' {
  const chip = chipsOf(query).find((one) => one.field === field && one.values.includes(value))
  return chip ? (chip.excluded ? 'out' : 'in') : 'none'
}

/** Includes a value beside others of its field, excludes it, or leaves only it; asked twice, it is taken back. */
export function withValue(query: string, field: string, value: string, act: 'include' | 'exclude' | 'only'): string {
  const chips = chipsOf(query)
  const others = chips
    .filter((chip) => chip.field !== field || (chip.excluded && !chip.values.includes(value)))
    .map(({ text }) => text)
  const had = chips.filter((chip) => chip.field === field && !chip.excluded).flatMap(({ values }) => values)
  const state = stateOf(query, field, value)
  if (act === 'only')
    return joined([...chips.filter((chip) => chip.field !== field).map(({ text }) => text), written(field, [value])])
  if (act === 'exclude') {
    const rest = written(
      field,
      had.filter((one) => one !== value),
    )
    return joined([...others, rest, state === 'out' ? '' : `-${written(field, [value])}`])
  }
  const next = had.includes(value) ? had.filter((one) => one !== value) : [...had, value]
  return joined([...others, written(field, next)])
}

/** Where the caret stands while typing: in the name of a field or in its value. */
export interface Typing {
  readonly field: string | undefined
  readonly text: string
  readonly negated: boolean
}

export function typingOf(draft: string): Typing {
  const last = pieces(draft).at(-1)
  const open = last && last.start + last.text.length === draft.length ? last.text : ''
  const negated = open.startsWith('-')
  const bare = negated ? open.slice(1) : open
  const colon = bare.indexOf(':')
  if (colon < 1 || bare.startsWith('"')) return { field: undefined, text: bare.replaceAll('"', ''), negated }
  return { field: bare.slice(0, colon), text: bare.slice(colon + 1).replaceAll('"', ''), negated }
}

/** The draft with what was being typed replaced by a completion. */
export function completed(draft: string, text: string): string {
  const last = pieces(draft).at(-1)
  const open = last && last.start + last.text.length === draft.length
  return `${open ? draft.slice(0, last.start) : draft}${text}`
}
