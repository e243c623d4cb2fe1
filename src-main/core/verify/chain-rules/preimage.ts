import { canonical } from '../../json/canonical.ts'
import { digestBytes, hex } from './digest-text.ts'
import { changed, memberAt, stepsTo } from './members.ts'
import type { Fields, Members } from './members.ts'
import type { ChainBody, ChainDigests, ChainItem, ChainRule } from './rule.ts'
import { NumberText, sortedMembers, writeJson } from './write-json.ts'

/** One entry: its members, which of them hold the chain, and the bytes of its line where a rule hashes them. */
export interface Entry {
  readonly members: Members
  readonly fields: Fields
  readonly line: Uint8Array
}

/** `prev` of an entry: as the entry states it, or the hash before it where the log does not repeat it. */
export type Previous = string | null | undefined

type JoinedBody = Extract<ChainBody, { form: 'joined' }>
type JsonBody = Extract<ChainBody, { form: 'json' }>

const utf8 = new TextEncoder()

/** The bytes that are hashed for an entry. Throws TypeError where the entry has no such form, TooDeep or RangeError where it is nested beyond a limit. */
export function preimage(rule: ChainRule, entry: Entry, prev: Previous, digests: ChainDigests): Uint8Array {
  const body = bodyBytes(rule.body, entry, prev, hasher(rule, digests))
  const { at, separator } = rule.prev
  if (at === 'inside') return body
  const [own, between] = [previousBytes(rule, prev), utf8.encode(separator)]
  return at === 'before' ? joinBytes([own, between, body]) : joinBytes([body, between, own])
}

/** The bytes of one body alone, without a previous digest before or after it. */
export const bodyOf = (rule: ChainRule, body: ChainBody, entry: Entry, digests: ChainDigests): Uint8Array =>
  bodyBytes(body, entry, undefined, hasher(rule, digests))

type Hasher = (bytes: Uint8Array) => string

const hasher =
  ({ digest }: ChainRule, { digest: hash }: ChainDigests): Hasher =>
  (bytes) =>
    hex(hash(digest.algorithm, bytes))

function bodyBytes(body: ChainBody, entry: Entry, prev: Previous, hash: Hasher): Uint8Array {
  if (body.form === 'json') return utf8.encode(writeJson(jsonValue(body, entry, prev), body.writer))
  if (body.form === 'joined') return utf8.encode(joined(body, entry, prev))
  const bytes = body.field === '@line' ? entry.line : utf8.encode(asText(itemValue(body.field, entry, prev)))
  return body.hashed ? utf8.encode(hash(bytes)) : bytes
}

/** A genesis that is no digest goes in as its text, NULL as none. */
function previousBytes({ prev: { as }, digest }: ChainRule, prev: Previous): Uint8Array {
  const text = prev ?? ''
  if (as === 'text') return utf8.encode(text)
  if (as === 'bytes') return digestBytes(text, digest) ?? utf8.encode(text)
  return utf8.encode(text.startsWith(digest.prefix) ? text.slice(digest.prefix.length) : text)
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function jsonValue({ of }: JsonBody, entry: Entry, prev: Previous): unknown {
  if ('without' in of) return without(of.without, entry, prev)
  if ('value' in of) return itemValue(of.value, entry, prev)
  if ('list' in of) return of.list.map((item) => itemValue(item, entry, prev) ?? null)
  const members = Object.entries(of.members).map(([name, item]) => [name, itemValue(item, entry, prev)] as const)
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}

function without(names: readonly string[], { members, fields }: Entry, prev: Previous): Members {
  let left = members
  if (fields.prev !== undefined && memberAt(members, fields.prev) !== prev) {
    left = changed(left, fields.prev, { value: prev })
  }
  for (const name of names) {
    const steps = name === '@hash' ? fields.hash : name === '@prev' ? fields.prev : stepsTo(left, name)
    if (steps !== undefined) left = changed(left, steps)
  }
  return left
}

function itemValue(item: ChainItem, { members, fields }: Entry, prev: Previous): unknown {
  if (typeof item !== 'string') {
    return 'constant' in item ? item.constant : sortedMembers(memberAt(members, stepsTo(members, item.sorted)))
  }
  if (item === '@prev') return prev
  if (item === '@seq') return memberAt(members, fields.seq)
  return memberAt(members, stepsTo(members, item))
}

function joined({ fields: items, separator, escape }: JoinedBody, entry: Entry, prev: Previous): string {
  const values = items.flatMap((item) => (item === '@others' ? others(entry) : [itemValue(item, entry, prev)]))
  return values.map((value) => escaped(asText(value), separator, escape)).join(separator)
}

const others = ({ members, fields }: Entry): unknown[] =>
  Object.entries(members)
    .filter(([name]) => name !== fields.hash[0] && name !== fields.prev?.[0])
    .map(([, value]) => value)

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (value instanceof NumberText) return value.text
  return typeof value === 'object' ? canonical(value) : String(value)
}

function escaped(text: string, separator: string, escape: JoinedBody['escape']): string {
  if (escape === 'quoted') return `"${text.replaceAll('"', '""')}"`
  if (escape === 'length') return `${utf8.encode(text).length}:${text}`
  if (escape === 'none' || separator === '') return text
  return text.replaceAll('\\', '\\\\').replaceAll(separator, `\\${separator}`)
}

/** Whether another split of the same text into fields would give the same hash. */
export function isAmbiguous({ body }: ChainRule, entry: Entry): boolean {
  if (body.form !== 'joined' || body.escape === 'quoted' || body.escape === 'length') return false
  if (body.separator === '') return body.fields.length > 1 || body.fields[0] === '@others'
  if (body.escape === 'backslash') return false
  const own = body.fields.filter((item) => item !== '@prev')
  const values = own.flatMap((item) => (item === '@others' ? others(entry) : [itemValue(item, entry, undefined)]))
  return values.some((value) => asText(value).includes(body.separator))
}

/** Whether the previous hash is among what a rule hashes; where it is not, its entries are tied to nothing. */
export function hashesPrevious({ prev, body, fields }: ChainRule): boolean {
  if (prev.at !== 'inside') return true
  const names = [fields.prev ?? []].flat()
  const holdsIt = (of: string): boolean =>
    of === '@prev' || names.some((name) => name === of || name.startsWith(`${of}.`))
  const items = itemsOf(body)
  if (items === undefined) return names.length > 0 && !leftOut(body).some(holdsIt)
  return items.some((item) => {
    const of = typeof item === 'string' ? item : 'sorted' in item ? item.sorted : ''
    return of === '@line' ? names.length > 0 : holdsIt(of)
  })
}

/** Members of an entry that no hash covers, in their order, then those within a member; its hash is not counted. */
export function uncovered(rule: ChainRule, { members, fields }: Entry): string[] {
  const bodies = [rule.body, ...(rule.payload === undefined ? [] : [rule.payload.body])]
  const covered = new Set([fields.hash[0], rule.prev.at === 'inside' ? undefined : fields.prev?.[0]])
  for (const name of Object.keys(members)) {
    if (bodies.some((body) => covers(body, name, fields))) covered.add(name)
  }
  return [...Object.keys(members).filter((name) => !covered.has(name)), ...uncoveredWithin(bodies, members)]
}

/** Members within a member that every body leaves out. */
function uncoveredWithin(bodies: readonly ChainBody[], members: Members): string[] {
  const [names = [], ...further] = bodies.map(leftOut)
  const within = names.filter((name) => (stepsTo(members, name)?.length ?? 0) > 1)
  return within.filter((name) => further.every((left) => left.includes(name)))
}

const leftOut = (body: ChainBody): readonly string[] =>
  body.form === 'json' && 'without' in body.of ? body.of.without : []

function covers(body: ChainBody, name: string, fields: Fields): boolean {
  const items = itemsOf(body)
  if (items === undefined) return !leftOut(body).some((left) => left === name || isPrevious(left, name, fields))
  return items.some((item) => {
    const of = typeof item === 'string' ? item : 'sorted' in item ? item.sorted : ''
    if (of === '@others' || of === '@line') return true
    if (of === '@seq') return fields.seq?.[0] === name
    return of === name || of.startsWith(`${name}.`) || isPrevious(of, name, fields)
  })
}

const isPrevious = (item: string, name: string, { prev }: Fields): boolean => item === '@prev' && prev?.[0] === name

/** What a body names; undefined where it takes in all but what it names. */
function itemsOf(body: ChainBody): readonly ChainItem[] | undefined {
  if (body.form === 'text') return [body.field]
  if (body.form === 'joined') return body.fields
  if ('list' in body.of) return body.of.list
  if ('members' in body.of) return Object.values(body.of.members)
  return 'value' in body.of ? [body.of.value] : undefined
}
