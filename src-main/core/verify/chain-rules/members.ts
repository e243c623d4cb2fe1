import type { ChainRule } from './rule.ts'
import { NumberText } from './write-json.ts'

/** An entry as its members or columns stand, in their order. */
export type Members = Readonly<Record<string, unknown>>

/** The way to one member: a name, or a name within a name. */
export type Steps = readonly string[]

/** Which members of a log hold its chain. */
export interface Fields {
  readonly seq: Steps | undefined
  readonly prev: Steps | undefined
  readonly hash: Steps
  readonly payload: Steps | undefined
}

type Names = string | readonly string[]

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText)

/** A member by its name, a dot stepping into a nested one where no member has the whole name; undefined where there is none. */
export function stepsTo(members: Members, name: string): Steps | undefined {
  if (Object.hasOwn(members, name)) return [name]
  const dot = name.indexOf('.')
  const [first, rest] = [name.slice(0, dot), name.slice(dot + 1)]
  if (dot < 1 || !Object.hasOwn(members, first)) return undefined
  const inner = members[first]
  const further = isMembers(inner) ? stepsTo(inner, rest) : undefined
  return further && [first, ...further]
}

export function memberAt(members: Members, steps: Steps | undefined): unknown {
  if (steps === undefined) return undefined
  let value: unknown = members
  for (const step of steps) {
    if (!isMembers(value) || !Object.hasOwn(value, step)) return undefined
    value = value[step]
  }
  return value
}

/** A copy without the member, or with another value for it at the same place. */
export function changed(members: Members, [first, ...rest]: Steps, to?: { readonly value: unknown }): Members {
  if (first === undefined || !Object.hasOwn(members, first)) return members
  const inner = members[first]
  if (rest.length > 0) return isMembers(inner) ? { ...members, [first]: changed(inner, rest, to) } : members
  if (to !== undefined) return { ...members, [first]: to.value }
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== first))
}

/** The fields of a rule in a log, by its first chained entry; undefined where the entry is not chained so. */
export function findFields({ fields, payload }: ChainRule, members: Members): Fields | undefined {
  const has = (names: Names | undefined, fits: (value: unknown) => boolean): Steps | undefined =>
    [names ?? []]
      .flat()
      .map((name) => stepsTo(members, name))
      .find((steps) => steps !== undefined && fits(memberAt(members, steps)))
  const hash = has(fields.hash, isHash)
  const prev = has(fields.prev, (value) => value === null || typeof value === 'string')
  const own = has(payload?.hash, isHash)
  if (hash === undefined || (fields.prev !== undefined && prev === undefined)) return undefined
  if (payload !== undefined && own === undefined) return undefined
  return { seq: has(fields.seq, (value) => seqOf(value) !== undefined), prev, hash, payload: own }
}

const isHash = (value: unknown): boolean => typeof value === 'string' && value.length >= 16

/** A number in sequence: an integer from 0, or its digits. */
export function seqOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}
