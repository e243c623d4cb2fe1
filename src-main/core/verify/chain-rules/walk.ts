import { Edits } from './edits.ts'
import type { Edit } from './edits.ts'
import type { Judged, Row } from './row.ts'
import type { ChainRule } from './rule.ts'

/** Entries that follow from one another, as they stand in the log. Two runs meet where a link does not hold. */
export interface Run {
  readonly line: number
  readonly seq: number | undefined
  /** What its first entry says it follows from; undefined where the log does not say. */
  readonly from: string | null | undefined
  /** Of one that follows from an entry before: what stands between the two, which followed from that entry first. */
  readonly since: Branch | undefined
  /** Lines that are no entries stand right before it. */
  readonly afterUnread: number
  /** How many of its first entries have the hash of an entry before. */
  copies: number
  count: number
  /** Hashes of the last entry: as stated, and as its content gives it where that is another; of the last but one as stated. */
  to: string
  computed: string | undefined
  before: string | null | undefined
  lastLine: number
  lastSeq: number | undefined
}

/** The entries from one on, in the order of the log. */
export interface Branch {
  readonly line: number
  readonly seq: number | undefined
  readonly count: number
}

/** An entry that is remembered by its hash: its number among the rows, and the one after it in the log. */
interface Remembered {
  readonly nth: number
  next: Pick<Row, 'line' | 'seq'> | undefined
}

/** Lines within or after a chain that carry no hash, or cannot be read. */
export interface Unread {
  readonly line: number
  lastLine: number
  count: number
  readonly reason: string
  /** They stand where an entry is missing. */
  instead: boolean
}

/** Rows that share something worth a word: how many, and where the first of them stand. */
export interface Warned {
  readonly count: number
  readonly first: readonly Pick<Row, 'line' | 'seq'>[]
}

/** What one pass over a log found. */
export interface Walked {
  readonly runs: readonly Run[]
  readonly furtherRuns: number
  readonly edits: Edits
  readonly unread: readonly Unread[]
  readonly furtherUnread: number
  /** Lines before the chain without hash, and rows before it whose hash holds and links to nothing. */
  readonly prefix: { readonly lines: number; readonly unlinked: number }
  readonly rows: number
  readonly held: number
  readonly differing: number
  readonly unknown: number
  readonly ambiguous: Warned
  /** Rows whose content was not hashed because it is nested beyond our limit. */
  readonly tooDeep: Warned
  /** Numbers that were skipped although the link holds. */
  readonly skipped: number
  readonly last: Row | undefined
}

/** How a row stands to the one before: `mended` where that one's hash was changed, `prev-changed` where its own link was. */
type Link = 'holds' | 'mended' | 'prev-changed' | 'none'

/** Most breaks that are told one by one; what is over is counted. Provisional: bounds memory and the work of ordering them. */
const MOST_RUNS = 4096
const MOST_UNREAD = 1000
const MOST_WARNED = 50
/** Hashes kept to tell a copy or a fork from a foreign entry; farther back it is told as foreign. As the widest look-ahead of `align`. */
const RECENT = 131_072

/**
 * Goes along a chain once, in bounded memory, and cuts it into runs where a link does not hold. A row whose content differs does
 * not break the chain: it goes on with the hash the row states, or with the one its content gives where the next row says so.
 */
export class ChainWalk {
  readonly #rule: ChainRule
  readonly #runs: Run[] = []
  readonly #edits = new Edits()
  readonly #unread: Unread[] = []
  readonly #recent = new Map<string, Remembered>()
  #newest: Remembered | undefined
  #further = { runs: 0, unread: 0 }
  #prefix = { lines: 0, unlinked: 0 }
  #count = { rows: 0, holds: 0, differs: 0, unknown: 0, skipped: 0 }
  readonly #ambiguous = { count: 0, first: new Array<Pick<Row, 'line' | 'seq'>>() }
  readonly #tooDeep = { count: 0, first: new Array<Pick<Row, 'line' | 'seq'>>() }
  #run: Run | undefined
  #gap: Unread | undefined
  #last: Row | undefined

  constructor(rule: ChainRule) {
    this.#rule = rule
  }

  /** A row; the answer is what its content says to its hash. */
  add(row: Row): Judged {
    const judged = this.#judge(row)
    if (!judged.linked) {
      this.#unlinked(row)
      return judged
    }
    this.#count.rows += 1
    this.#last = row
    if (row.ambiguous) warn(this.#ambiguous, row)
    const run = this.#run
    const link = run === undefined ? 'none' : this.#link(run, row, judged)
    const told = this.#note(row, judged, link)
    if (run === undefined || link === 'none') this.#begin(row, told)
    else this.#extend(run, row, told)
    this.#remember(row)
    return told
  }

  /** A line that is no entry of the chain. */
  skip(line: number, reason: string): void {
    if (this.#run === undefined) {
      this.#prefix.lines += 1
      return
    }
    const gap = this.#gap
    if (gap !== undefined && gap.reason === reason) {
      gap.count += 1
      gap.lastLine = line
      return
    }
    this.#gap = { line, lastLine: line, count: 1, reason, instead: false }
    if (this.#unread.length === MOST_UNREAD) this.#further.unread += 1
    else this.#unread.push(this.#gap)
  }

  end(): Walked {
    const { holds: held, differs: differing, ...counts } = this.#count
    return {
      ...counts,
      held,
      differing,
      runs: this.#runs,
      furtherRuns: this.#further.runs,
      edits: this.#edits,
      unread: this.#unread,
      furtherUnread: this.#further.unread,
      prefix: this.#prefix,
      ambiguous: this.#ambiguous,
      tooDeep: this.#tooDeep,
      last: this.#last,
    }
  }

  /** Where the log does not repeat the previous hash, the row is judged with the one before it. */
  #judge(row: Row): Judged {
    if (row.prev !== undefined) return row.judge(row.prev)
    if (this.#run !== undefined) return row.judge(this.#run.to)
    for (const first of this.#rule.genesis) {
      const judged = row.judge(first)
      if (judged.content === 'holds' || judged.content === 'too-deep') return judged
    }
    return { content: 'unknown', linked: true }
  }

  #link(run: Run, row: Row, judged: Judged): Link {
    const next = isNext(run, row)
    if (row.prev === undefined) return next || judged.content === 'holds' ? 'holds' : 'none'
    if (row.prev === run.to) return 'holds'
    if (row.prev === run.computed) return 'mended'
    return judged.content === 'differs' && next && row.judge(run.to).content === 'holds' ? 'prev-changed' : 'none'
  }

  /** Counts what the content of a row says, and keeps a change where it was found. */
  #note(row: Row, judged: Judged, link: Link): Judged {
    if (link === 'mended' && this.#run !== undefined) this.#edits.hashChanged(this.#run.lastLine)
    // The row before is lost, and with it what this one was hashed with.
    const lost = row.prev === undefined && link === 'none' && judged.content === 'differs'
    const told: Judged = lost ? { content: 'unknown', linked: true } : judged
    if (told.content === 'too-deep') warn(this.#tooDeep, row)
    else this.#count[told.content] += 1
    if (told.content === 'differs') {
      const before = link === 'prev-changed' ? this.#run?.to : this.#ownGenesis(row)
      this.#edits.add(editOf(row, told, before), this.#count.rows)
    }
    return told
  }

  /** The genesis with which the very first row holds though it states another previous hash. */
  #ownGenesis(row: Row): string | null | undefined {
    if (this.#run !== undefined || row.prev === undefined) return undefined
    return this.#rule.genesis.find((first) => first !== row.prev && row.judge(first).content === 'holds')
  }

  #begin(row: Row, judged: Judged): void {
    if (this.#stillUnlinked(row, judged)) this.#prefix.unlinked += 1
    const run: Run = {
      line: row.line,
      seq: row.seq,
      from: this.#startsHere(row, judged) ? GENESIS : row.prev,
      since: this.#since(row),
      afterUnread: this.#gap?.count ?? 0,
      copies: this.#recent.has(row.hash) ? 1 : 0,
      count: 1,
      to: row.hash,
      computed: computedOf(judged),
      before: row.prev,
      lastLine: row.line,
      lastSeq: row.seq,
    }
    if (this.#gap !== undefined) this.#gap.instead = true
    this.#gap = undefined
    this.#run = run
    if (this.#runs.length === MOST_RUNS) this.#further.runs += 1
    else this.#runs.push(run)
  }

  #startsHere(row: Row, judged: Judged): boolean {
    if (row.prev === undefined) return this.#run === undefined && judged.content === 'holds'
    return judged.content === 'differs' && this.#ownGenesis(row) !== undefined
  }

  // Without the secret, rows of an earlier version are known by a genesis that comes again at once.
  #stillUnlinked(row: Row, judged: Judged): boolean {
    const [only] = this.#runs
    if (this.#rule.unlinked.length === 0 || judged.content !== 'unknown' || this.#runs.length !== 1) return false
    if (only?.count !== 1 || only.from !== row.prev || row.prev === undefined) return false
    this.#runs.pop()
    this.#count.rows -= 1
    this.#count.unknown -= 1
    return true
  }

  #extend(run: Run, row: Row, judged: Judged): void {
    if (run.copies === run.count && this.#recent.has(row.hash)) run.copies += 1
    // Where one of the two was changed the number may be what was changed.
    if (!isNext(run, row) && judged.content === 'holds' && run.computed === undefined) this.#count.skipped += 1
    run.count += 1
    run.before = run.to
    run.to = row.hash
    run.computed = computedOf(judged)
    run.lastLine = row.line
    run.lastSeq = row.seq
    this.#gap = undefined
  }

  #unlinked(row: Row): void {
    if (this.#run === undefined) this.#prefix.unlinked += 1
    else this.skip(row.line, UNLINKED)
  }

  /** What stands since the entry that a row follows from. */
  #since({ prev, line, seq }: Row): Branch | undefined {
    const from = typeof prev === 'string' ? this.#recent.get(prev) : undefined
    return from && { ...(from.next ?? { line, seq }), count: this.#count.rows - 1 - from.nth }
  }

  #remember({ hash, line, seq }: Row): void {
    if (this.#newest !== undefined) this.#newest.next = { line, seq }
    this.#newest = { nth: this.#count.rows, next: undefined }
    this.#recent.set(hash, this.#newest)
    if (this.#recent.size <= RECENT) return
    for (const oldest of this.#recent.keys()) {
      this.#recent.delete(oldest)
      break
    }
  }
}

function warn(rows: { count: number; readonly first: Pick<Row, 'line' | 'seq'>[] }, { line, seq }: Row): void {
  rows.count += 1
  if (rows.first.length < MOST_WARNED) rows.first.push({ line, seq })
}

/** Why a line is no entry of the chain though it can be read. */
export const UNCHAINED = 'no hash stands on it'
export const UNLINKED = 'it carries a hash of its own and no link'

/** Stands for the beginning of a chain whose log does not repeat the previous hash. */
export const GENESIS = '\u0000genesis'

const computedOf = ({ content, expected }: Judged): string | undefined => (content === 'differs' ? expected : undefined)

/** `before`: the hash with which the row holds in place of the one it states; undefined where there is none. */
function editOf({ line, seq, prev }: Row, { expected, found }: Judged, before: string | null | undefined): Edit {
  if (before === undefined) return { line, seq, what: 'content', expected, found }
  return { line, seq, what: 'prev', expected: before ?? '', found: prev ?? '' }
}

/** Numbers follow one another, or there are none. */
const isNext = ({ lastSeq }: Run, { seq }: Row): boolean =>
  seq === undefined || lastSeq === undefined || seq === lastSeq + 1
