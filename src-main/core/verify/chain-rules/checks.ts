import { MOST_DEPTH } from '../../json/canonical.ts'
import { furtherPlaces } from '../check.ts'
import type { Check } from '../check.ts'
import type { AnchorWatch } from './anchor.ts'
import { isEdited } from './edits.ts'
import type { Stretch } from './edits.ts'
import { orderRuns } from './order.ts'
import type { Ordered } from './order.ts'
import { isWeak } from './rule.ts'
import type { ChainRule } from './rule.ts'
import { GENESIS } from './walk.ts'
import type { Run, Walked } from './walk.ts'
import {
  RULE_SETTLES,
  SECRET_SETTLES,
  SETTLED_BY_WRITER,
  entries,
  ofBreak,
  ofKeyRange,
  ofStretch,
  ofUnread,
} from './words.ts'

/** What else is known of a chain when it is judged. */
export interface ChainSetting {
  readonly rule: ChainRule
  readonly file: string | undefined
  readonly secrets: number
  readonly anchors: AnchorWatch
  readonly isGenesis: (from: Run['from']) => boolean
  /** How many members of an entry no hash covers. */
  readonly uncovered: number
}

/** A shorter range that no secret fits is told as changed rows. Provisional: two changed rows side by side are likelier than two rows of one secret. */
const LEAST_KEY_RANGE = 3
/** Where at least so many rows and not one of them fit the rule, the rule is doubted and not the rows. Provisional. */
const LEAST_MISFIT = 3

/** Every check of a chain after one pass over it: findings in its order, what held, where it starts and how far it is complete. */
export function* chainChecks(walked: Walked, setting: ChainSetting): Generator<Check> {
  const { rule, file } = setting
  if (walked.rows === 0) {
    yield noEntries(file)
    yield* prefixCheck({ prefix: { ...walked.prefix, lines: 0 } }, file)
    yield* setting.anchors.checks(file)
    yield endCheck(walked, setting)
    return
  }
  const keys = keyRanges(rule, walked)
  const misfit = keys.length === 0 && walked.held === 0 && walked.differing >= LEAST_MISFIT
  const edited = misfit ? [] : walked.edits.stretches.filter((stretch) => !keys.includes(stretch))
  const ordered = orderRuns(walked.runs, edited, {
    isGenesis: setting.isGenesis,
    headLine: setting.anchors.reached?.line,
  })
  const findings = [
    ...ordered.breaks.map((one) => ofBreak(one, file)),
    ...untold(edited, ordered).flatMap((stretch) => [...ofStretch(stretch, file, rule.digest.keyed)]),
    ...keys.map((stretch) => ofKeyRange(stretch, file, walked.held === 0)),
    ...walked.unread.map((one) => ofUnread(one, file)),
  ].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const isUnsure = (line: number): boolean =>
    isEdited(edited, line) || walked.tooDeep.first.some((place) => place.line === line)
  yield* findings
  yield* further(walked, file)
  const start = startCheck(ordered.head, isUnsure, setting)
  yield start
  yield* prefixCheck(walked, file)
  if (findings.length === 0 && start.verdict !== 'failed') yield held(walked, misfit, setting)
  else yield reach(walked, file)
  yield* remarks(walked, setting)
  yield* setting.anchors.checks(file)
  yield endCheck(walked, setting)
}

const link = (file: string | undefined) => ({ check: 'chain.link', level: 'proof', file }) as const

const noEntries = (file: string | undefined): Check => ({
  ...link(file),
  verdict: 'not-verifiable',
  state: 'unverifiable',
  message: 'No entry carries a hash that this rule links to another',
})

/** Stretches that no secret fits, as far as they are likelier a matter of the secret than of changed rows. */
function keyRanges({ digest }: ChainRule, { edits: { stretches }, held: fit, rows }: Walked): readonly Stretch[] {
  if (!digest.keyed) return []
  if (fit === 0) return stretches
  return stretches.filter(({ first, last }) => last - first + 1 >= LEAST_KEY_RANGE && (first === 1 || last === rows))
}

/** Edits that are not told already as an inserted entry. */
function untold(stretches: readonly Stretch[], { told }: Ordered): Stretch[] {
  if (told.length === 0) return [...stretches]
  const isTold = (line: number): boolean => told.some(([first, last]) => line >= first && line <= last)
  return stretches.flatMap((stretch) => {
    const edits = stretch.edits.filter(({ line }) => !isTold(line))
    const gone = stretch.edits.length - edits.length
    return edits.length === 0 ? [] : [{ ...stretch, edits, last: stretch.last - gone }]
  })
}

function* further({ furtherRuns, furtherUnread, edits }: Walked, file: string | undefined): Generator<Check> {
  const count = furtherRuns + furtherUnread + edits.further
  if (count === 0) return
  yield { ...link(file), verdict: 'failed', state: 'broken', kind: 'edited', message: furtherPlaces(count) }
}

/** `isUnsure`: of a line whose entry does not show what it was made from. */
function startCheck(head: Run | undefined, isUnsure: (line: number) => boolean, setting: ChainSetting): Check {
  const { rule, file, anchors, isGenesis } = setting
  const base = { check: 'chain.start', level: 'proof', file, line: head?.line, seq: head?.seq } as const
  const begins = startOf(head, anchors, isGenesis)
  if (begins !== undefined) return { ...base, verdict: 'verified', state: 'verified', message: begins }
  const found = typeof head?.from === 'string' ? { found: head.from } : {}
  const settles = 'The entries before, or an anchor that states the hash the log starts from'
  if (rule.part || (head !== undefined && isUnsure(head.line))) {
    const message = 'The chain does not begin at its genesis: that the hash it starts from is right is an assumption'
    return { ...base, ...found, verdict: 'not-verifiable', state: 'incomplete', message, settles }
  }
  const message = `The chain does not begin at its genesis${missingBefore(head)}`
  return { ...base, ...found, verdict: 'failed', state: 'broken', kind: 'truncated', message, settles }
}

const missingBefore = (head: Run | undefined): string =>
  head?.seq !== undefined && head.seq > 1 ? `: entries before ${head.seq} are missing` : ''

/** What the chain begins with, where that is known. */
function startOf(
  head: Run | undefined,
  anchors: AnchorWatch,
  isGenesis: ChainSetting['isGenesis'],
): string | undefined {
  if (head !== undefined && (head.from === GENESIS || isGenesis(head.from))) return 'The chain begins at its genesis'
  const after = anchors.startsAfter
  return after && `The log begins right after the head that the anchor of ${entries(after.count)} states`
}

function* prefixCheck(
  { prefix: { lines, unlinked } }: Pick<Walked, 'prefix'>,
  file: string | undefined,
): Generator<Check> {
  const base = {
    check: 'chain.prefix',
    level: 'proof',
    file,
    line: 1,
    verdict: 'not-verifiable',
    state: 'incomplete',
  } as const
  if (lines > 0) {
    const message = `${lines} ${lines === 1 ? 'line stands' : 'lines stand'} before the chain and no hash covers ${lines === 1 ? 'it' : 'them'}`
    yield { ...base, covered: lines, message }
  }
  if (unlinked > 0) {
    const message = `${entries(unlinked)} ${unlinked === 1 ? 'carries' : 'carry'} a hash and no link: one removed among them would not show`
    yield { ...base, covered: unlinked, message }
  }
}

/** An answer is kept longer than the secret it was found with. */
const BY_SECRET =
  'this was checked with a secret that was supplied for that run and is not kept; an HMAC proves nothing to others: whoever can check it can also forge it'

/** What held, with the words for how far that goes. */
function held(
  { rows, unknown, tooDeep, held: fit }: Walked,
  misfit: boolean,
  { rule, file, secrets }: ChainSetting,
): Check {
  const base = { ...link(file), covered: rows }
  const links = `the links between ${entries(rows)} hold`
  if (misfit) {
    const message = `No entry has the hash that the rule ${rule.id} gives: it is another rule, or every entry was changed; ${links}`
    return {
      ...base,
      verdict: 'not-verifiable',
      state: 'unverifiable',
      message,
      settles: RULE_SETTLES,
    }
  }
  if (unknown > 0) {
    const secret = rule.digest.keyed && secrets === 0
    const why = secret
      ? 'their content cannot be checked without the secret'
      : `the content of ${unknown} cannot be checked`
    const settles = secret ? SECRET_SETTLES : 'The entries that are missing before them'
    return { ...base, verdict: 'not-verifiable', state: 'unverifiable', message: `${capital(links)}, ${why}`, settles }
  }
  if (tooDeep.count > 0)
    return {
      ...base,
      ...unhashed(tooDeep),
      message: `${capital(links)}, ${fit} have the hash of their content; ${deepSaid(tooDeep)}`,
    }
  if (isWeak(rule)) {
    const message = `${entries(rows)} follow from one another, under ${rule.digest.algorithm.toUpperCase()}, for which collisions can be made`
    return { ...base, verdict: 'not-verifiable', state: 'weak', message, settles: 'A chain with SHA-256' }
  }
  const note = rule.digest.keyed ? `; ${BY_SECRET}` : ''
  return {
    ...base,
    verdict: 'verified',
    state: 'verified',
    message: `${entries(rows)} hold and follow from one another${note}`,
  }
}

/** An entry that was not hashed for a limit of ours: nothing is said against it. */
const unhashed = ({ first: [place] }: Walked['tooDeep']) =>
  ({ ...place, verdict: 'not-verifiable', state: 'unsupported', settles: SETTLED_BY_WRITER }) as const

function deepSaid({ count, first }: Walked['tooDeep']): string {
  const which = first.map(({ seq, line }) => seq ?? `line ${line}`).join(', ')
  const [is, was] = count === 1 ? ['is', 'it was'] : ['are', 'they were']
  return `${entries(count)} ${is} nested over ${MOST_DEPTH} deep and not hashed, so whether ${was} changed is not known (${which}${count > first.length ? ', ...' : ''})`
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Beside findings: which parts hold among themselves. */
function reach({ rows, held: fit, unknown, tooDeep, runs }: Walked, file: string | undefined): Check {
  const unchecked = unknown > 0 ? `, ${unknown} could not be checked` : ''
  const deep = tooDeep.count > 0 ? `, ${deepSaid(tooDeep)}` : ''
  const message = `Of ${entries(rows)}, ${fit} have the hash of their content${unchecked}${deep}; they hold among themselves in ${runs.length} ${runs.length === 1 ? 'part' : 'parts'}${ranges(runs)}`
  return { check: 'chain.reach', level: 'observation', file, verdict: 'not-verifiable', covered: fit, message }
}

const MOST_RANGES = 12

function ranges(runs: readonly Run[]): string {
  const told = runs.slice(0, MOST_RANGES).map(({ seq, lastSeq, line, lastLine }) => {
    const [from, to] =
      seq === undefined || lastSeq === undefined ? [`line ${line}`, `${lastLine}`] : [`${seq}`, `${lastSeq}`]
    return from === to ? from : `${from} to ${to}`
  })
  return `: ${told.join(', ')}${runs.length > MOST_RANGES ? ', ...' : ''}`
}

/** What is told beside the proof and does not count in it. */
function* remarks({ ambiguous, skipped, rows }: Walked, { rule, file, uncovered }: ChainSetting): Generator<Check> {
  const base = { level: 'observation', file, verdict: 'not-verifiable' } as const
  if (ambiguous.count > 0) yield { ...base, ...separatorRemark(ambiguous, rows, rule) }
  if (skipped > 0) {
    const message = `${entries(skipped)} ${skipped === 1 ? 'has' : 'have'} a number that does not follow on the one before: the links hold there, so they were chained with it`
    yield { ...base, check: 'sequence.skipped', covered: skipped, message }
  }
  if (uncovered > 0) {
    const message = `No hash covers ${uncovered} of the members of an entry: under the rule ${rule.id} they could be changed unseen`
    yield { ...base, check: 'chain.uncovered', state: 'unverifiable', message, covered: uncovered }
  }
}

function separatorRemark({ count, first }: Walked['ambiguous'], rows: number, { body }: ChainRule) {
  const [{ line, seq } = { line: undefined, seq: undefined }] = first
  const settles = 'The records as the source holds them'
  const base = { check: 'chain.separator', state: 'weak', line, seq, covered: count, settles } as const
  const shifted = 'a value could be shifted into the next field and the hash would still fit'
  if (body.form === 'joined' && body.separator === '') {
    return { ...base, message: `All fields are hashed with nothing between them: ${shifted}` }
  }
  const which = first.map((place) => place.seq ?? `line ${place.line}`).join(', ')
  const more = count > first.length ? ', ...' : ''
  return {
    ...base,
    message: `${entries(count)} of ${rows} hold the unescaped separator within a field: ${shifted} (${which}${more})`,
  }
}

/** A chain alone cannot show that its end was cut or made anew. */
function endCheck({ last, rows }: Walked, { file, anchors }: ChainSetting): Check {
  const base = { check: 'chain.end', level: 'proof', file, line: last?.line, seq: last?.seq } as const
  const reached = anchors.reached
  if (reached !== undefined && reached.line === last?.line) {
    const at = reached.anchor.at
    const when = at === undefined || !/^[0-9TZ:.+-]{4,40}$/.test(at) ? '' : `, as of ${at}`
    return {
      ...base,
      verdict: 'verified',
      state: 'verified',
      covered: rows,
      message: `Nothing was cut from the end or made anew${when}`,
    }
  }
  const after = reached === undefined ? '' : ` after entry ${reached.anchor.headSeq ?? reached.anchor.count}`
  return {
    ...base,
    verdict: 'not-verifiable',
    state: 'unverifiable',
    message: `Nothing shows whether entries are missing at the end, or whether the chain was made anew${after}`,
    settles: 'A signed head: how many entries the log had, and the hash of the last',
  }
}
