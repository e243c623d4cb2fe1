import type { CompareOp, Parts } from './query.ts'

/** Half-open place in the text of a query, in UTF-16 units. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** One term as it stands in the text, not yet understood: `name:` if it has one, an operator, and the value. */
export interface Term extends Span {
  readonly sort: 'term'
  readonly name?: Span & { readonly text: string }
  readonly op?: CompareOp
  /** The value without its operator; `quoted` and, if so, whether the closing quote stands there. */
  readonly value: Span & {
    readonly parts: Parts
    readonly raw: string
    readonly quoted: boolean
    readonly closed: boolean
  }
}
export interface Sign extends Span {
  readonly sort: '(' | ')' | '-' | 'OR' | 'AND' | 'NOT'
}
export type Token = Term | Sign

const SPACE = /\s/
const NAME = /[A-Za-z][A-Za-z0-9_.]*(?=:)/y
const OPERATOR = /[<>]=?|=/y
const WORD = /(?:OR|AND|NOT)(?=[\s()]|$)/y
const BARE_END = /[\s()"]/
const QUOTED_END = /"/
const ESCAPED = new Set(['\\', '*', '"', '(', ')'])

/** Splits a text into terms and signs; never fails, so that a half-written query can be shown and completed. */
export function lex(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (SPACE.test(text.charAt(at))) at++
    else {
      const token = signAt(text, at) ?? termAt(text, at)
      tokens.push(token)
      at = token.to
    }
  }
  return tokens
}

function signAt(text: string, from: number): Sign | undefined {
  const char = text[from]
  if (char === '(' || char === ')' || char === '-') return { sort: char, from, to: from + 1 }
  const word = matchAt(WORD, text, from)
  return word === 'OR' || word === 'AND' || word === 'NOT' ? { sort: word, from, to: from + word.length } : undefined
}

function termAt(text: string, from: number): Term {
  const name = matchAt(NAME, text, from)
  if (name === undefined) {
    const value = valueAt(text, from)
    return { sort: 'term', from, to: value.to, value }
  }
  const afterColon = from + name.length + 1
  const op = compareOp(matchAt(OPERATOR, text, afterColon))
  const value = valueAt(text, afterColon + (op?.length ?? 0), op === '=')
  const named = { text: name, from, to: from + name.length }
  return { sort: 'term', from, to: value.to, name: named, ...(op && { op }), value }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function compareOp(text: string | undefined): CompareOp | undefined {
  return text === '=' || text === '<' || text === '<=' || text === '>' || text === '>=' ? text : undefined
}

/** Reads a value: quoted, or bare up to white space, a parenthesis or a quote. `literal`: a star is a star. */
function valueAt(text: string, from: number, literal = false): Term['value'] {
  const quoted = text[from] === '"'
  const end = valueEnd(text, quoted ? from + 1 : from, quoted)
  const closed = !quoted || text[end] === '"'
  const to = quoted && closed ? end + 1 : end
  const parts = pieces(text.slice(quoted ? from + 1 : from, end), literal)
  return { from, to, parts, raw: text.slice(from, to), quoted, closed }
}

function valueEnd(text: string, from: number, quoted: boolean): number {
  const ends = quoted ? QUOTED_END : BARE_END
  let at = from
  while (at < text.length && !ends.test(text.charAt(at))) at += escapes(text, at) ? 2 : 1
  return at
}

const escapes = (text: string, at: number): boolean => text[at] === '\\' && ESCAPED.has(text.charAt(at + 1))

/** The literal pieces between stars; stars side by side are one. */
function pieces(body: string, literal: boolean): Parts {
  const parts: string[] = []
  let piece = ''
  for (let at = 0; at < body.length; at++) {
    if (escapes(body, at)) piece += body.charAt(++at)
    else if (body[at] !== '*' || literal) piece += body.charAt(at)
    else {
      if (piece !== '' || parts.length === 0) parts.push(piece)
      piece = ''
    }
  }
  return [...parts, piece]
}
