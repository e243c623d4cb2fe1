import type { Check } from '../check.ts'
import { AnchorWatch } from './anchor.ts'
import type { Anchor } from './anchor.ts'
import { chainChecks } from './checks.ts'
import { digestBytes } from './digest-text.ts'
import type { Members } from './members.ts'
import { uncovered } from './preimage.ts'
import { Rows } from './row.ts'
import type { RowDeps } from './row.ts'
import type { ChainRule } from './rule.ts'
import { ChainWalk, UNCHAINED } from './walk.ts'
import type { Run } from './walk.ts'

/** One line, or several of one entry, as read; `line` is the first, from 1. */
export type EntryRead =
  | { readonly line: number; readonly members: Members; readonly bytes: Uint8Array }
  | { readonly line: number; readonly unreadable: string }

export interface ChainDeps extends RowDeps {
  readonly anchors: readonly Anchor[]
  readonly file?: string | undefined
}

/** A check of one chain: entries go in one by one, the checks come out at the end. Memory does not grow with the log. */
export class ChainChecker {
  readonly #rule: ChainRule
  readonly #deps: ChainDeps
  readonly #rows: Rows
  readonly #walk: ChainWalk
  readonly #anchors: AnchorWatch
  #uncovered = 0

  constructor(rule: ChainRule, deps: ChainDeps) {
    this.#rule = rule
    this.#deps = deps
    this.#rows = new Rows(rule, deps)
    this.#walk = new ChainWalk(rule)
    this.#anchors = new AnchorWatch(deps.anchors)
  }

  add(read: EntryRead): void {
    if ('unreadable' in read) {
      this.#walk.skip(read.line, read.unreadable)
      return
    }
    const first = this.#rows.fields === undefined
    const row = this.#rows.row(read.members, read.line, read.bytes)
    if (row === undefined) {
      this.#walk.skip(read.line, UNCHAINED)
      return
    }
    const fields = this.#rows.fields
    if (first && fields !== undefined) {
      this.#uncovered = uncovered(this.#rule, { members: read.members, fields, line: read.bytes }).length
    }
    const judged = this.#walk.add(row)
    if (judged.linked) this.#anchors.see(row, judged)
  }

  checks(): Generator<Check> {
    return chainChecks(this.#walk.end(), {
      rule: this.#rule,
      file: this.#deps.file,
      secrets: this.#deps.secrets.length,
      anchors: this.#anchors,
      isGenesis: (from) => isGenesis(from, this.#rule),
      uncovered: this.#uncovered,
    })
  }
}

/** Every check of a chain over its entries. */
export function* checkChain(reads: Iterable<EntryRead>, rule: ChainRule, deps: ChainDeps): Generator<Check> {
  const checker = new ChainChecker(rule, deps)
  for (const read of reads) checker.add(read)
  yield* checker.checks()
}

function isGenesis(from: Run['from'], { genesis, namedGenesis, digest }: ChainRule): boolean {
  if (from === undefined) return false
  if (genesis.includes(from)) return true
  return namedGenesis && typeof from === 'string' && from !== '' && digestBytes(from, digest) === undefined
}
