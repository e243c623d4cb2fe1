import { changesOf, maybe } from './changes.ts'
import type { Change } from './changes.ts'
import type { ChainBreak, ChainComparison } from './chain.ts'
import { furtherPlaces } from './check.ts'
import type { Check, FailureKind } from './check.ts'

/** Whether a file's bytes are those that a manifest states, itself unchanged; unknown where there is no such manifest. */
export type Held = 'match' | 'mismatch' | 'unknown'

/** What else is known of a log and its chain when their comparison is judged. */
export interface ChainContext {
  readonly log: string
  readonly chain: string
  readonly exportFile: string
  readonly logHeld: Held
  readonly chainHeld: Held
  /** The log's last line has no line end: where it is cut, it may be cut within a line. */
  readonly openEnd: boolean
  /** False where there was no line of `export.json` to close the chain with. */
  readonly closed: boolean
  /** False where the chain has no closing entry at all: a side file that is no open bundle's. */
  readonly closes?: boolean | undefined
  /** From `bundle.json`. */
  readonly declared: { readonly lines: number; readonly link: string } | undefined
  /** Line hashes of added lines that the chain knows from elsewhere. */
  readonly known: ReadonlySet<string>
}

/** The findings of one chain; none: it held. `closing`: the line of `export.json` is another, which all chains of a bundle show. */
export interface ChainFindings {
  readonly findings: readonly Check[]
  readonly closing: Check | undefined
  readonly lines: number
}

/** Added lines whose hashes should be looked up in the chain before judging. */
export function addedHashes({ alignment }: ChainComparison): Set<string> {
  const added = changesOf(alignment).filter(({ kind }) => kind === 'inserted')
  return new Set(added.flatMap(({ found }) => found ?? []))
}

/**
 * Judges a comparison: each change once, at its line, on the file that was changed: the chain file where its bytes are not those
 * of the tag manifest and the log's are those of the manifest, else the log. What only follows stands in `follows`.
 */
export function chainFindings(comparison: ChainComparison, context: ChainContext): ChainFindings {
  const { alignment, breaks } = comparison
  const lines = alignment.lines - (context.closed ? 1 : 0)
  const changes = changesOf(alignment).flatMap((change) => withoutClosing(change, alignment.entries, context))
  const closing = changes.find((change) => isClosing(change, comparison, lines))
  const others = changes.filter((change) => change !== closing)
  const end = endOf(comparison, context)
  const own = context.openEnd ? withCutLine(others, end) : others
  const chainWasChanged = context.logHeld === 'match' && context.chainHeld !== 'match'
  const findings = own.map((change) => (chainWasChanged ? ofChain(change, context) : ofLog(change, context, end)))
  findings.push(...breaks.filter((one) => !near(one, changes)).map((one) => ofBreak(one, context)))
  const further = alignment.furtherHunks + comparison.furtherBreaks
  if (further > 0) findings.push(ofFurther(further, context))
  const follows = consequences(comparison, context, lines)
  if (findings.length === 0 && follows.length > 0) findings.push(ofEnd(comparison, context, follows))
  else if (findings[0] !== undefined && follows.length > 0) findings[0] = { ...findings[0], follows }
  return { findings, closing: closing && ofClosing(closing, context), lines }
}

/** The number of the closing entry, or the one it would have. */
const endOf = ({ alignment }: ChainComparison, { closes }: ChainContext): number =>
  alignment.entries + (closes === false ? 1 : 0)

// Where there is no export.json, the chain's last entry has no partner and says nothing about the log.
function withoutClosing(change: Change, entries: number, { closed, closes }: ChainContext): Change[] {
  if (closed || closes === false || change.entry + change.count - 1 !== entries) return [change]
  if (change.kind === 'edited' && change.expected !== '' && change.count === 1) return [withoutPartner(change)]
  if (change.kind !== 'removed') return [change]
  return change.count === 1 ? [] : [{ ...change, count: change.count - 1 }]
}

const withoutPartner = ({ expected: _closing, ...change }: Change): Change => ({ ...change, kind: 'inserted' })

/** A last line that is cut short before missing ones belongs to the cut. */
function withCutLine(changes: readonly Change[], entries: number): readonly Change[] {
  const [edited, cut] = changes.slice(-2)
  if (edited?.kind !== 'edited' || edited.count > 1 || cut?.kind !== 'removed') return changes
  if (cut.entry !== edited.entry + 1 || cut.entry + cut.count !== entries) return changes
  return [
    ...changes.slice(0, -2),
    { ...cut, entry: edited.entry, line: edited.line, count: cut.count + 1, ...maybe('expected', edited.expected) },
  ]
}

const isClosing = (change: Change, { alignment }: ChainComparison, lines: number): boolean =>
  change.kind === 'edited' &&
  change.expected !== '' &&
  change.count === 1 &&
  change.entry === alignment.entries &&
  change.line === lines + 1

/** A break beside a change comes from it. */
const near = ({ place }: ChainBreak, changes: readonly Change[]): boolean =>
  changes.some(({ kind, entry, line, count }) => {
    const last = entry + (kind === 'inserted' ? 0 : count)
    const moved = kind === 'reordered' && place >= line - 1 && place <= line + count
    return moved || (place >= entry - 1 && place <= last)
  })

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

const base = { check: 'chain.link', level: 'proof', verdict: 'failed', state: 'broken' } as const

function ofLog(change: Change, context: ChainContext, entries: number): Check {
  if (change.expected === '') return unreadable(change.entry, context.chain)
  const { entry, line, count } = change
  const place = { ...base, file: context.log, line, seq: entry, ...several(disturbed(change)), ...hashes(change) }
  const run = count > 1 ? `${plural(count, 'line')} from line ${line} on were` : `Line ${line} was`
  switch (change.kind) {
    case 'edited':
      return { ...place, kind: 'edited', message: `${run} changed: the chain holds another hash for it` }
    case 'removed':
      return { ...place, ...gone(change, entries) }
    case 'inserted':
      return { ...place, ...added(run, change.found !== undefined && context.known.has(change.found)) }
    case 'reordered':
      return { ...place, line: Math.min(line, entry), kind: 'reordered', message: movedMessage(change) }
  }
}

function gone({ entry, count }: Change, entries: number): { kind: FailureKind; message: string } {
  const what = count > 1 ? `Lines ${entry} to ${entry + count - 1} of the export are` : `Line ${entry} of the export is`
  const cut = entry + count === entries
  return { kind: cut ? 'truncated' : 'removed', message: `${what} missing${cut ? ': the log was cut there' : ''}` }
}

const added = (run: string, again: boolean): { kind: FailureKind; message: string } => ({
  kind: again ? 'duplicated' : 'inserted',
  message: `${run} added: ${again ? 'a copy of a line that the export holds once less' : 'the chain knows no such line'}`,
})

function movedMessage({ entry, line, count, exchanged }: Change): string {
  if (exchanged === true) return `Lines ${Math.min(entry, line)} and ${Math.max(entry, line)} changed places`
  if (count > 1) return `Lines ${entry} to ${entry + count - 1} of the export now begin at line ${line}`
  return `Line ${entry} of the export now stands at line ${line}`
}

function hashes({ expected, found }: Pick<Change, 'expected' | 'found'>): { expected?: string; found?: string } {
  return { ...(expected ? { expected } : {}), ...(found ? { found } : {}) }
}

/** The log holds against its manifest, so the side file is what was changed: its entry is told, seen from the log. */
function ofChain(change: Change, { chain, log }: ChainContext): Check {
  const { entry, line, count, expected, found } = change
  if (expected === '') return unreadable(entry, chain)
  const place = {
    ...base,
    file: chain,
    line: entry,
    ...several(disturbed(change)),
    ...hashes({ ...maybe('expected', found), ...maybe('found', expected) }),
  }
  const holds = `${log} itself holds against its manifest`
  switch (change.kind) {
    case 'edited': {
      const what = count > 1 ? `${count} entries from ${entry} on were` : `Entry ${entry} was`
      return { ...place, seq: entry, kind: 'edited', message: `${what} changed; ${holds}` }
    }
    case 'removed':
      return {
        ...place,
        seq: entry,
        kind: 'inserted',
        message: `An entry that no line answers stands at ${entry}; ${holds}`,
      }
    case 'inserted':
      return { ...place, seq: line, kind: 'removed', message: `The entry of line ${line} is missing; ${holds}` }
    case 'reordered':
      return {
        ...place,
        seq: line,
        kind: 'reordered',
        message: `The entry of line ${line} stands at ${entry}; ${holds}`,
      }
  }
}

const several = (count: number): { count?: number } => (count > 1 ? { count } : {})

/** How many places in a row no longer hold what they held: all that stand between where lines were and where they are now. */
const disturbed = ({ kind, entry, line, count }: Change): number =>
  kind === 'reordered' ? Math.abs(line - entry) + count : count

const unreadable = (entry: number, chain: string): Check => ({
  ...base,
  file: chain,
  line: entry,
  kind: 'malformed',
  message: `Line ${entry} of the chain is no entry (number, line-hash, link)`,
})

function ofBreak({ place, what, expected, found }: ChainBreak, { chain }: ChainContext): Check {
  if (what === 'unreadable') return unreadable(place, chain)
  const message =
    what === 'number'
      ? `Entry ${place} has the number ${found} where ${expected} follows`
      : `The link of entry ${place} is not the hash of the link before it and its line-hash`
  return { ...base, file: chain, line: place, seq: place, expected, found, kind: 'edited', message }
}

const ofFurther = (count: number, { log }: ChainContext): Check => ({
  ...base,
  file: log,
  kind: 'edited',
  message: furtherPlaces(count),
})

function ofClosing(change: Change, { exportFile }: ChainContext): Check {
  const kind: FailureKind = 'edited'
  const message = 'The export itself was changed: the chains close with another line'
  return { ...base, file: exportFile, line: 1, kind, message, ...hashes(change) }
}

/** What must also differ when the log or its chain does. */
function consequences({ alignment, lastLink }: ChainComparison, context: ChainContext, lines: number): string[] {
  const { declared, log, chain } = context
  const told: string[] = []
  if (context.logHeld === 'mismatch') told.push(`The digest of ${log} is not the one in the manifest`)
  if (context.chainHeld === 'mismatch') told.push(`The digest of ${chain} is not the one in the tag manifest`)
  if (declared === undefined) return told
  if (declared.lines !== lines)
    told.push(`bundle.json declares ${plural(declared.lines, 'line')}, ${log} holds ${lines}`)
  if (declared.lines + 1 !== alignment.entries) {
    told.push(
      `bundle.json declares ${plural(declared.lines, 'line')}, ${chain} holds ${alignment.entries} entries, the closing one included`,
    )
  }
  if (declared.link !== lastLink) told.push(`The last link of ${chain} is not the one in bundle.json`)
  return told
}

/** Line for line the chain fits the log, yet something that must follow from both does not. */
function ofEnd({ lastLink }: ChainComparison, context: ChainContext, follows: readonly string[]): Check {
  const { log, chain, declared, logHeld } = context
  if (declared !== undefined && declared.link !== lastLink) {
    const message = `${chain} was written anew after a change: it fits ${log}, and ends in another link than bundle.json states`
    return {
      ...base,
      file: log,
      expected: declared.link,
      found: lastLink,
      kind: 'rechained',
      message,
      follows: follows.slice(0, -1),
    }
  }
  const [first = '', ...rest] = follows
  const check =
    logHeld === 'mismatch' ? 'digest.file' : context.chainHeld === 'mismatch' ? 'digest.tag' : 'bundle.count'
  const same = logHeld === 'mismatch' ? ', though every line is the same (end of file or compression)' : ''
  const file = check === 'digest.tag' ? chain : log
  return {
    ...base,
    check,
    file,
    kind: 'edited',
    message: `${first}${same}`,
    ...(rest.length > 0 ? { follows: rest } : {}),
  }
}
