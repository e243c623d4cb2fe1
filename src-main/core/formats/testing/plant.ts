import { cellsOf, writeCell } from '../../entry/cells.ts'
import type { Table } from '../format.ts'

/** What is searched for: no entry of ours holds it, and every planted value holds it twice, so that half a mask shows. */
export const STEM = 'zQ7xW'

/** An entry of a format, and the table whose row it is. */
export interface Entry {
  readonly text: string
  readonly table?: Table | undefined
}

/** One place in an entry: the entry with something else there. */
export type Place = (put: (old: string) => string) => string

const serial = (n: number): string => n.toString(36).padStart(6, '0')
/** Letters and digits, as long as asked for and different for each number. */
const letters = (n: number, length: number): string => {
  const middle = `kR4tB9vN2mL6pH8sD3fG5jC1`.repeat(3).slice(0, length - 16)
  return `${STEM}${serial(n)}${middle}${STEM}`
}

/** Values that must never be shown, by kind: each known by its own form. */
export const secrets: Readonly<Record<string, (n: number) => string>> = {
  'vault-service': (n) => `hvs.CAESI${letters(n, 40)}`,
  'vault-old': (n) => `s.${letters(n, 24)}`,
  'aws-secret-key': (n) => `aws_secret_access_key = ${letters(n, 40)}`,
  'aws-session': (n) => `IQoJb3JpZ2lu${letters(n, 60)}`,
  jwt: (n) => `eyJhbGciOiJSUzI1NiJ9.eyJ${letters(n, 30)}.${letters(n, 30)}`,
  pem: (n) => `-----BEGIN RSA PRIVATE KEY-----\nMII${letters(n, 40)}\n-----END RSA PRIVATE KEY-----`,
  github: (n) => `ghp_${letters(n, 36)}`,
  'github-fine': (n) => `github_pat_${letters(n, 40)}`,
  slack: (n) => ['xoxb', '123456789012', letters(n, 24)].join('-'),
  stripe: (n) => `sk_live_${letters(n, 24)}`,
  'gcp-key': (n) => `AIza${letters(n, 35)}`,
  'gcp-token': (n) => `ya29.${letters(n, 40)}`,
  url: (n) => `postgres://app:${letters(n, 20)}@db.example.test:5432/x`,
}

/** Names under which a value must not be shown that is known by no form. */
const secretNames = ['dbPassword', 'client_secret', 'Api-Key'] as const
export const namedValue = (n: number): string => letters(n, 32)

/** Every text in an entry (also in JSON inside a text, and names of members), as a place to put a value of a known form. */
export const textPlaces = (entry: Entry): readonly Place[] => placesOf(entry, inObject)

/** Every object in an entry, as a place to put a member named like a secret. */
export const namedPlaces = (entry: Entry): readonly Place[] => placesOf(entry, underName)

type Edit<T> = (put: (old: string) => string) => T
type InObject = (object: Readonly<Record<string, unknown>>) => Generator<Edit<unknown>>

function placesOf({ text, table }: Entry, own: InObject): readonly Place[] {
  if (table === undefined) return [...inText(text, own)]
  const cut = cellsOf(text, table.delimiter)
  if (!cut.ok) throw new Error('a row of our own is whole')
  const row = (cells: readonly string[]): string =>
    cells.map((cell) => writeCell(cell, table.delimiter)).join(table.delimiter)
  return cut.cells.flatMap((cell, at) =>
    [...inString(cell, own)].map(
      (edit): Place =>
        (put) =>
          row(cut.cells.with(at, edit(put))),
    ),
  )
}

function* inText(text: string, own: InObject): Generator<Place> {
  if (text.startsWith('CEF:') || text.includes(' CEF:')) yield* own === underName ? [] : inCef(text)
  else for (const edit of inValue(JSON.parse(text), own)) yield (put) => JSON.stringify(edit(put))
}

/** Values of the extension, which end where the next name begins. */
function* inCef(text: string): Generator<Place> {
  for (const { index, 0: whole, 1: name = '', 2: value = '' } of text.matchAll(
    /(?<=[| ])(\w+)=((?:[^=]|\\=)*?)(?= \w+=|$)/g,
  )) {
    yield (put) => `${text.slice(0, index)}${name}=${put(value)}${text.slice(index + whole.length)}`
  }
}

function* inString(text: string, own: InObject): Generator<Edit<string>> {
  if (own === inObject) yield (put) => put(text)
  const value = parsed(text)
  if (value !== undefined) for (const edit of inValue(value, own)) yield (put) => JSON.stringify(edit(put))
}

function parsed(text: string): unknown {
  try {
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function* inValue(value: unknown, own: InObject): Generator<Edit<unknown>> {
  if (typeof value === 'string') yield* inString(value, own)
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries())
      for (const edit of inValue(one, own)) yield (put) => value.with(at, edit(put))
  } else if (typeof value === 'object' && value !== null) {
    const object = { ...value }
    yield* own(object)
    for (const [name, one] of Object.entries(object))
      for (const edit of inValue(one, own)) yield (put) => ({ ...object, [name]: edit(put) })
  }
}

function* inObject(object: Readonly<Record<string, unknown>>): Generator<Edit<unknown>> {
  for (const [name, value] of Object.entries(object))
    yield (put) =>
      Object.fromEntries(Object.entries(object).map(([key, of]) => (key === name ? [put(name), value] : [key, of])))
}

function* underName(object: Readonly<Record<string, unknown>>): Generator<Edit<unknown>> {
  for (const name of secretNames) {
    yield (put) => ({ ...object, [name]: put('') })
    yield (put) => ({ [name]: [{ of: put('') }, put('')], ...object })
  }
}
