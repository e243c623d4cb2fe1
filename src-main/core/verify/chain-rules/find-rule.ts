import type { EntryRead } from './check-chain.ts'
import { builtInRules } from './built-in.ts'
import { digestBytes } from './digest-text.ts'
import { entryReader } from './reader.ts'
import { Rows } from './row.ts'
import type { Row, RowDeps } from './row.ts'
import type { ChainRule } from './rule.ts'

/** What the rule finder found: the rule, how many of the entries it looked at held under it, and how many rules it tried. */
export interface FoundRule {
  readonly rule: ChainRule
  readonly held: number
  /** Entries looked at. */
  readonly entries: number
  readonly tried: number
  /** True where the content could not be tried (no secret): only the form and the links fit. */
  readonly byForm: boolean
}

/** Why no rule was found: nothing carries a chain, or none of the rules tried gives the hashes. */
export interface NoRule {
  readonly rule: undefined
  readonly entries: number
  readonly tried: number
}

/** Entries that a rule is tried on; a match of one hash decides. */
const MOST_ENTRIES = 3
/** Lines looked through for them: a log may begin before its chain does. */
export const MOST_HEAD_LINES = 2000

/**
 * Tries rules on the first chained entries of a log's first lines. The rule most entries hold under is found; a keyed rule
 * whose secret is not there is found by its form, and only where no other holds.
 */
export function findRule(head: readonly Uint8Array[], deps: RowDeps, rules = builtInRules): FoundRule | NoRule {
  let best: FoundRule | undefined
  let [tried, most] = [0, 0]
  for (const rule of rules) {
    const rows = firstRows(head, rule, deps)
    if (rows.length === 0) continue
    tried += 1
    most = Math.max(most, rows.length)
    const found = tryRule(rule, rows)
    if (found !== undefined && better(found, best)) best = found
  }
  return best === undefined ? { rule: undefined, entries: most, tried } : { ...best, tried }
}

function better(found: FoundRule, best: FoundRule | undefined): boolean {
  if (best === undefined) return true
  if (found.byForm !== best.byForm) return best.byForm
  return found.held > best.held
}

function firstRows(head: readonly Uint8Array[], rule: ChainRule, deps: RowDeps): Row[] {
  const reader = entryReader(rule)
  if (reader === undefined) return []
  const rows = new Rows(rule, deps)
  const first: Row[] = []
  for (const line of head.slice(0, MOST_HEAD_LINES)) {
    const read: EntryRead | undefined = reader.read(line)
    if (read === undefined || 'unreadable' in read) continue
    const row = rows.row(read.members, read.line, read.bytes)
    if (row !== undefined) first.push(row)
    if (first.length === MOST_ENTRIES) break
  }
  return first
}

function tryRule(rule: ChainRule, rows: readonly Row[]): FoundRule | undefined {
  const held = rows.filter((row, index) => holds(rule, row, rows[index - 1])).length
  const found = { rule, held, entries: rows.length, tried: 0 }
  if (held > 0) return { ...found, byForm: false }
  return rule.digest.keyed && formFits(rule, rows) ? { ...found, byForm: true } : undefined
}

function holds(rule: ChainRule, row: Row, before: Row | undefined): boolean {
  const unstated = before === undefined ? rule.genesis : [before.hash]
  const previous = row.prev === undefined ? unstated : [row.prev]
  return previous.some((prev) => row.judge(prev).content === 'holds')
}

/** A keyed rule is taken by its form only where each hash has that of its digest and a link holds. */
const formFits = ({ digest }: ChainRule, rows: readonly Row[]): boolean =>
  rows.some(({ prev }, index) => index > 0 && prev === rows[index - 1]?.hash) &&
  rows.every(({ hash }) => digestBytes(hash, digest) !== undefined)
