import type { Parts, Query } from './query.ts'

const PLAIN = /^[^\s()"\\*<>=-][^\s()"\\*]*$/
const WORDS = new Set(['OR', 'AND', 'NOT'])

/** The text of a query; `parse` of it gives the same tree. */
export function print(query: Query): string {
  if (query.is === 'all') return ''
  if (query.is === 'and') return query.of.map(member).join(' ')
  if (query.is === 'or') return query.of.map(member).join(' OR ')
  return query.is === 'not' ? `-${member(query.of)}` : term(query)
}

function term(query: Exclude<Query, { is: 'all' | 'and' | 'or' | 'not' }>): string {
  if (query.is === 'text') return searched(query.parts)
  if (query.is === 'net') return `ip:${quoted([query.net])}`
  if (query.is === 'compare') return `${query.field}:${query.op === '=' ? '' : query.op}${quoted([query.value])}`
  return `${query.field}:${query.exact ? `=${literal(query.parts.join('*'))}` : quoted(query.parts)}`
}

const member = (query: Query): string => (query.is === 'and' || query.is === 'or' ? `(${print(query)})` : print(query))

/** A value as it may stand after `field:`, in quotation marks where it must. */
export function quoted(parts: Parts): string {
  const escaped = parts.map((part) => part.replaceAll(/[\\*"]/g, '\\$&')).join('*')
  const plain = parts.every((part) => part === '' || PLAIN.test(`x${part}`)) && !/^[<>=]/.test(escaped)
  return plain && escaped !== '' ? escaped : `"${escaped}"`
}

function searched(parts: Parts): string {
  const [first = ''] = parts
  const text = quoted(parts)
  const safe = text.startsWith('"') || (PLAIN.test(first) && !text.includes(':') && !WORDS.has(text))
  return safe ? text : `"${text}"`
}

function literal(value: string): string {
  const escaped = value.replaceAll(/[\\"]/g, '\\$&')
  return value !== '' && PLAIN.test(`x${value}`) ? escaped : `"${escaped}"`
}
