import type { Check } from '../check.ts'
import type { Edit, Stretch } from './edits.ts'
import { MOST_SINGLE } from './edits.ts'
import type { Break } from './order.ts'
import { TOO_LONG } from './reader.ts'
import { UNCHAINED, UNLINKED } from './walk.ts'
import type { Unread } from './walk.ts'

/** How many entries, in words. */
export const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`

/** What settles a chain whose secret or rule is not known; both can be supplied for one run. */
export const SECRET_SETTLES =
  'The secret with which the log was written, in a file: --secret FILE, or “Secret or rule” in Integrity'
export const RULE_SETTLES =
  'The rule by which the log was chained, as a JSON file: --chain-rule FILE, or “Secret or rule” in Integrity'

type Place = { readonly line: number; readonly seq: number | undefined }

const named = ({ seq, line }: Place): string => (seq === undefined ? `the entry of line ${line}` : `entry ${seq}`)
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const run = (first: string, count: number): string =>
  count === 1 ? capital(first) : `${entries(count)} from ${first} on`
const hanging = (count: number): string => `${entries(count)} ${count === 1 ? 'hangs' : 'hang'} on it`
const was = (count: number): string => (count === 1 ? 'was' : 'were')

const failed = (file: string | undefined, { line, seq }: Place) =>
  ({ check: 'chain.link', level: 'proof', verdict: 'failed', state: 'broken', file, line, seq }) as const

const several = (count: number): { count?: number } => (count > 1 ? { count } : {})

/** A break between runs as a finding. */
export function ofBreak(found: Break, file: string | undefined): Check {
  const place = failed(file, found.run)
  switch (found.kind) {
    case 'duplicated':
    case 'inserted': {
      const who = `${run(named(found), found.count)} ${was(found.count)}`
      const what =
        found.kind === 'duplicated'
          ? 'put in again: a copy of what stands before'
          : 'put in: the chain holds without it'
      return {
        ...place,
        ...several(found.count),
        line: found.line,
        seq: found.seq,
        kind: found.kind,
        message: `${who} ${what}`,
      }
    }
    case 'forked': {
      const from = found.again
        ? 'A second chain begins here'
        : 'Two entries follow from one: a second branch begins here'
      return {
        ...place,
        kind: 'forked',
        message: `${from}, at ${named(found.run)}; ${hanging(found.run.count)}`,
      }
    }
    case 'branched': {
      const { line, seq, count } = found.branch
      const goesOn = `the one that leads to the trusted head goes on at line ${found.run.line}`
      const message = `Two entries follow from one: a branch that does not lead to the trusted head begins here, at ${named(found.branch)}; ${hanging(count)}, and ${goesOn}`
      return { ...place, ...several(count), line, seq, kind: 'forked', message }
    }
    case 'removed':
      return { ...place, ...links(found), kind: 'removed', message: removed(found) }
    case 'rechained': {
      const message = `${capital(named(found.run))} does not follow from ${named(lastOf(found.after))} though both hold: one of them was replaced and hashed anew`
      return { ...place, ...links(found), kind: 'rechained', message }
    }
    case 'reordered':
      return { ...place, kind: 'reordered', message: moved(found) }
  }
}

const lastOf = ({ lastLine, lastSeq }: { lastLine: number; lastSeq: number | undefined }): Place => ({
  line: lastLine,
  seq: lastSeq,
})

function links({ run: { from }, after }: Extract<Break, { kind: 'removed' | 'rechained' }>): Partial<Check> {
  return {
    expected: after.to,
    ...(typeof from === 'string' ? { found: from } : {}),
  }
}

function removed({ run: after, missing }: Extract<Break, { kind: 'removed' }>): string {
  if (missing === undefined) {
    return `${capital(named(after))} does not follow from the one before: entries between them were removed, or one was replaced`
  }
  const { first, last } = missing
  return `${first === last ? `Entry ${first} is` : `Entries ${first} to ${last} are`} missing before ${named(after)}`
}

function moved({ run: moves, with: other }: Extract<Break, { kind: 'reordered' }>): string {
  if (other === undefined) return `${run(named(moves), moves.count)} ${was(moves.count)} moved to another place`
  if (moves.count === 1) return `${capital(named(moves))} and ${named(other)} changed places`
  return `${run(named(moves), moves.count)} and ${moves.count} from ${named(other)} on changed places`
}

/** Rows whose content is not what their hash says: one by one, a long stretch as one. */
export function* ofStretch(
  { edits, first, last, lastSeq }: Stretch,
  file: string | undefined,
  keyed: boolean,
): Generator<Check> {
  const [edit] = edits
  const count = last - first + 1
  if (edit !== undefined && (count > MOST_SINGLE || count > edits.length)) {
    const message = `${entries(count)} from ${named(edit)}${lastSeq === undefined ? '' : ` to ${lastSeq}`} were changed: their hashes do not fit them`
    yield { ...failed(file, edit), ...several(count), kind: 'edited', message }
    return
  }
  for (const one of edits) yield ofEdit(one, file, keyed)
}

const parts = {
  content: 'was changed: its hash does not fit its content',
  hash: 'had its hash changed: content and next entry agree on another one',
  prev: 'had its link changed: it holds with the hash of the entry before it',
} as const

// An HMAC that the content would need is never told: whoever reads the report could put it in.
function ofEdit({ line, seq, what, expected, found }: Edit, file: string | undefined, keyed: boolean): Check {
  const [right, wrong] = what === 'content' ? [found, expected] : [expected, found]
  return {
    ...failed(file, { line, seq }),
    kind: 'edited',
    expected: keyed && what === 'hash' ? undefined : right,
    found: keyed && what === 'content' ? undefined : wrong,
    message: `${capital(named({ line, seq }))} ${parts[what]}`,
  }
}

/** Rows that no secret handed in fits: one finding for the range. */
export function ofKeyRange(
  { edits: [first], first: from, last, lastSeq }: Stretch,
  file: string | undefined,
  whole: boolean,
): Check {
  const place = first ?? { line: 1, seq: undefined }
  const count = last - from + 1
  const range = whole
    ? 'No entry fits the secret: a wrong secret is likely, unless the rule is another'
    : `${entries(count)} from ${named(place)}${lastSeq === undefined ? '' : ` to ${lastSeq}`} do not fit the secret, all others do: they were likely made with ${from === 1 ? 'an earlier' : 'a later'} one`
  return {
    ...failed(file, place),
    ...several(count),
    kind: 'wrong-key',
    message: range,
    settles: whole ? SECRET_SETTLES : `The ${from === 1 ? 'earlier' : 'later'} secret, beside this one`,
  }
}

/** Lines that are no entries of the chain though the chain has begun. */
export function ofUnread({ line, lastLine, count, reason, instead }: Unread, file: string | undefined): Check {
  const where = count === 1 ? `Line ${line}` : `${count} lines from ${line} to ${lastLine}`
  if (reason === TOO_LONG) return beyondLimit(`${where} within or after the chain`, { line, count, file })
  const kind = reason === UNCHAINED || reason === UNLINKED ? 'inserted' : 'malformed'
  const message = `${where} within or after the chain: ${reason}${instead ? ', and an entry is missing there' : ''}`
  return { ...failed(file, { line, seq: undefined }), ...several(lastLine - line + 1), kind, message }
}

/** Lines that were not read for a limit of ours, which is no fault of theirs. */
const beyondLimit = (
  where: string,
  { line, count, file }: { line: number; count: number; file: string | undefined },
): Check => ({
  check: 'chain.link',
  level: 'proof',
  verdict: 'not-verifiable',
  state: 'unsupported',
  file,
  line,
  ...several(count),
  message: `${where}: ${TOO_LONG}, and not read; whether the chain holds there is not known`,
  settles: SETTLED_BY_WRITER,
})

/** Settles what a limit of ours leaves open. */
export const SETTLED_BY_WRITER = 'The verification that the system which wrote the log offers'
