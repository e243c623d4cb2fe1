import { readSpoken } from '../record/zone.ts'
import { lex } from './lex.ts'
import type { Span, Term, Token } from './lex.ts'
import { nearest } from './nearest.ts'
import { readNet } from './net.ts'
import { quoted } from './print.ts'
import {
  everything,
  fieldNames,
  fieldOf,
  isNumberField,
  isTimeField,
  isWordField,
  joined,
  wordFields,
} from './query.ts'
import { QUERY_CHARS, QUERY_DEPTH, QUERY_TERMS } from './query.ts'
import type { CompareOp, FieldName, NumberField, Query, TimeField } from './query.ts'

/** A mistake: where it stands, what is wrong, and what was probably meant (text that would stand in that place). */
export interface Mistake extends Span {
  readonly ok: false
  readonly at: number
  readonly message: string
  readonly suggestion?: string
}
/** `terms`: the members of the outermost AND with their places, in the order of the text. */
export type Parsed = { readonly ok: true; readonly query: Query; readonly terms: readonly Placed[] } | Mistake
export interface Placed extends Span {
  readonly query: Query
}

/** Reads the query language of window and command line; the grammar stands in docs/query-language.md. */
export function parse(text: string): Parsed {
  if (text.length > QUERY_CHARS) {
    return mistake({ from: QUERY_CHARS, to: text.length }, `a query has at most ${QUERY_CHARS} characters`)
  }
  const tokens = lex(text)
  if (tokens.filter((one) => one.sort === 'term').length > QUERY_TERMS) {
    return mistake({ from: 0, to: text.length }, `a query has at most ${QUERY_TERMS} terms`)
  }
  if (tokens.length === 0) return { ok: true, query: everything, terms: [] }
  const reader = new Reader(tokens, text.length)
  try {
    const terms = reader.whole()
    return {
      ok: true,
      query: joined(
        'and',
        terms.map((one) => one.query),
      ),
      terms,
    }
  } catch (thrown) {
    if (thrown instanceof Wrong) return thrown.mistake
    throw thrown
  }
}

/** Carries a mistake out of the recursive reader; never leaves this file. */
class Wrong extends Error {
  readonly mistake: Mistake
  constructor(found: Mistake) {
    super(found.message)
    this.mistake = found
  }
}

function mistake(span: Span, message: string, suggestion?: string): Mistake {
  const { from, to } = span
  return { ok: false, at: from, from, to, message, ...(suggestion !== undefined && { suggestion }) }
}

function wrong(span: Span, message: string, suggestion?: string): never {
  throw new Wrong(mistake(span, message, suggestion))
}

class Reader {
  readonly #tokens: readonly Token[]
  readonly #end: Span
  #next = 0
  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens
    this.#end = { from: length, to: length }
  }

  whole(): Placed[] {
    const terms = this.#either(0)
    const rest = this.#peek()
    if (rest) wrong(rest, 'this parenthesis was never opened')
    return terms
  }

  /** Alternatives; the members of an AND stay apart where there is only one. */
  #either(depth: number): Placed[] {
    const first = this.#all(depth)
    if (this.#peek()?.sort !== 'OR') return first
    const branches = [first]
    while (this.#take('OR')) branches.push(this.#all(depth))
    const query = joined(
      'or',
      branches.map((one) =>
        joined(
          'and',
          one.map((term) => term.query),
        ),
      ),
    )
    return [{ query, from: first[0]?.from ?? 0, to: branches.at(-1)?.at(-1)?.to ?? 0 }]
  }

  #all(depth: number): Placed[] {
    const terms = [this.#one(depth)]
    for (;;) {
      const sort = this.#peek()?.sort
      if (sort === undefined || sort === ')' || sort === 'OR') return terms
      if (sort === 'AND') this.#next++
      terms.push(this.#one(depth))
    }
  }

  #one(depth: number): Placed {
    const token = this.#peek()
    if (!token) wrong(this.#end, 'a term is missing here')
    if (depth > QUERY_DEPTH) wrong(token, `nested deeper than ${QUERY_DEPTH} levels`)
    this.#next++
    if (token.sort === 'term') return { from: token.from, to: token.to, query: understand(token) }
    if (token.sort === '-' || token.sort === 'NOT') {
      const inner = this.#one(depth + 1)
      return { from: token.from, to: inner.to, query: { is: 'not', of: inner.query } }
    }
    if (token.sort === '(') return this.#group(token, depth)
    return wrong(token, `a term is missing before ${token.sort === ')' ? 'the closing parenthesis' : token.sort}`)
  }

  #group(open: Span, depth: number): Placed {
    const inner = this.#either(depth + 1)
    const close = this.#take(')')
    if (!close) wrong(open, 'this parenthesis is never closed')
    return {
      from: open.from,
      to: close.to,
      query: joined(
        'and',
        inner.map((one) => one.query),
      ),
    }
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }

  #take(sort: Token['sort']): Token | undefined {
    const token = this.#peek()
    if (token?.sort !== sort) return undefined
    this.#next++
    return token
  }
}

function understand(term: Term): Query {
  const { name, value } = term
  if (!value.closed) wrong(value, 'this quotation mark is never closed', `${value.raw}"`)
  if (name) return fieldTerm(term, name)
  if (value.parts.join('') === '') wrong(term, 'there is nothing to search for here')
  return { is: 'text', parts: trimmed(value.parts) }
}

function fieldTerm(term: Term, name: Span & { readonly text: string }): Query {
  const field = fieldOf(name.text)
  if (field === undefined) return unknownField(term, name)
  if (term.value.raw === '') wrong(term, `the value of ${field} is missing`, `${field}:*`)
  if (isNumberField(field)) return numberTerm(field, term)
  if (isTimeField(field)) return timeTerm(field, term)
  if (term.op !== undefined && term.op !== '=') {
    wrong(
      term,
      `${term.op} compares numbers and times only, and ${field} is text`,
      `${field}:${quoted(term.value.parts)}`,
    )
  }
  return isWordField(field) ? wordTerm(field, term) : nameTerm(field, term)
}

/** Text is found anywhere, so stars at its ends say nothing. */
const trimmed = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '')

function unknownField(term: Term, name: Span & { readonly text: string }): never {
  const near = nearest(name.text, fieldNames)
  const hint = near ? `did you mean ${near}?` : 'quotation marks search for it as text'
  const place = near ? name : term
  return wrong(
    place,
    `there is no field ${name.text}; ${hint}`,
    near ?? `"${name.text}:${term.value.raw.replaceAll('"', '')}"`,
  )
}

/** Digits and dots alone, or hexadecimal groups with colons: no name that a source writes in the place of an address looks so. */
const LIKE_ADDRESS = /^(?:[0-9.]*[0-9][0-9.]*|(?=[^:]*:)(?=.*[0-9a-f])[0-9a-f:.]+)$/i

function nameTerm(field: FieldName, { op, value }: Term): Query {
  const plain = value.parts.length === 1 ? value.parts[0] : undefined
  if (field === 'ip' && op === undefined && plain !== undefined) {
    if (readNet(plain)) return { is: 'net', net: plain }
    if (plain.includes('/')) wrong(value, `${plain} is not a network`, '10.0.0.0/8')
    if (LIKE_ADDRESS.test(plain))
      wrong(value, `${plain} is no whole address; a star stands for a part, and = compares the text`, '10.0.*')
  }
  return { is: 'match', field, parts: value.parts, exact: op === '=' }
}

function wordTerm(field: keyof typeof wordFields, { value }: Term): Query {
  const [asked = ''] = value.parts
  if (value.parts.length > 1) return { is: 'match', field, parts: value.parts, exact: false }
  const words: readonly string[] = wordFields[field]
  const word = words.find((one) => one === asked.toLowerCase())
  if (word !== undefined) return { is: 'match', field, parts: [word], exact: false }
  const near = nearest(asked, words)
  const hint = near ? `did you mean ${near}?` : `it is one of ${words.join(', ')}`
  return wrong(value, `${field} is never ${asked}; ${hint}`, near)
}

function numberTerm(field: NumberField, { op, value }: Term): Query {
  const [text = ''] = value.parts
  if (op === undefined && value.parts.length === 2 && value.parts.join('') === '') {
    return { is: 'match', field, parts: value.parts, exact: false }
  }
  if (value.parts.length > 1 || !/^[0-9]{1,15}$/.test(text))
    wrong(value, `${field} is a whole number`, `${field}:>1024`)
  return { is: 'compare', field, op: op ?? '=', value: String(Number(text)) }
}

function timeTerm(field: TimeField, { op, value }: Term): Query {
  const text = value.parts.join('*')
  const bound = field === 'after' || field === 'before'
  if (bound && op !== undefined) wrong(value, `${field} takes a time without ${op}`, `${field}:${text}`)
  const read = readSpoken(text, 'UTC')
  if (!read.ok) wrong(value, `${field}: ${read.message}`)
  const compare: CompareOp = op ?? '='
  return { is: 'compare', field, op: compare, value: text }
}
