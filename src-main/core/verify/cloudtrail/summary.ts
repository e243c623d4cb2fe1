import type { Check } from '../check.ts'
import { counted } from './findings.ts'
import type { LogCounts } from './logs.ts'
import { shownTime } from './names.ts'

/** Digest files by their standing; `missing` are named by others and not here. */
export interface DigestCounts {
  readonly valid: number
  readonly invalid: number
  readonly missing: number
  readonly unverified: number
}

export interface Totals {
  /** No finding stands beside these counts, which cannot tell of all. */
  readonly clean: boolean
  readonly digests: DigestCounts
  readonly backfills: DigestCounts
  readonly logs: LogCounts
}

/** All counts in one sentence, ours first, then as `aws cloudtrail validate-logs` ends; it knows valid and INVALID alone. */
export function summaryOf({ clean, digests, backfills, logs }: Totals): Check {
  const kinds = [
    ['digest', digests],
    ['backfill digest', backfills],
    ['log', logs],
  ] as const
  const told = kinds.filter(([, counts]) => totalOf(counts) > 0)
  const ours = told.map(([kind, counts]) => `${kind}s ${ourWords(counts)}`).join('; ')
  const theirs = told.map(([kind, counts]) => awsWords(kind, counts)).join('; ')
  const whole = clean && told.every(([, counts]) => counts.valid === totalOf(counts))
  return {
    check: 'digest.summary',
    level: 'observation',
    verdict: whole ? 'verified' : 'not-verifiable',
    state: whole ? 'verified' : 'incomplete',
    covered: told.reduce((sum, [, counts]) => sum + totalOf(counts), 0),
    message: `${ours}. In the words of aws cloudtrail validate-logs: ${theirs}`,
  }
}

const totalOf = ({ valid, invalid, missing, unverified }: DigestCounts): number =>
  valid + invalid + missing + unverified

function ourWords(counts: DigestCounts): string {
  const total = totalOf(counts)
  const others = (['invalid', 'missing', 'unverified'] as const).filter((word) => counts[word] > 0)
  return [`${counts.valid}/${total} valid`, ...others.map((word) => `${counts[word]}/${total} ${word}`)].join(', ')
}

/** It calls every digest INVALID that it cannot verify, and does not look at the logs of such a digest. */
function awsWords(kind: string, counts: DigestCounts): string {
  const total = totalOf(counts) - (kind === 'log' ? counts.unverified : 0)
  const invalid = total - counts.valid
  return `${counts.valid}/${total} ${kind} files valid${invalid > 0 ? `, ${invalid}/${total} ${kind} files INVALID` : ''}`
}

/** The time that the digests of one trail and region reach over, and what the period under audit asks for. */
export interface Reach {
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly backfill: boolean
  readonly fromUs: number
  readonly toUs: number
  readonly chains: number
  readonly goesOn: boolean
}

/** A half-open time under audit, µs since 1970 UTC; an end that nobody named is open. */
export interface AskedPeriod {
  readonly fromUs?: number | undefined
  readonly toUs?: number | undefined
}

/**
 * How far the proof reaches. That newer digests once were there no chain can show: only a period that is asked for can be held
 * against it, and what of it the digests do not reach is a matter of proof.
 */
export function reachOf(reach: Reach, asked: AskedPeriod = {}): Check {
  const [from, to] = [shownTime(reach.fromUs), shownTime(reach.toUs)]
  const base = { check: 'chain.span', level: 'observation', found: `${from}..${to}` } as const
  const open = { ...base, verdict: 'not-verifiable', state: 'incomplete' } as const
  const expected = [asked.fromUs, asked.toUs].map((us) => (us === undefined ? '' : shownTime(us))).join('..')
  const text = reachInWords(reach, from, to)
  if (!isReached(reach, asked)) {
    const message = `${text}: not all of the period asked for`
    return { ...open, level: 'proof', expected, message, settles: 'The digests of the rest of the period' }
  }
  if (asked.fromUs === undefined || asked.toUs === undefined) {
    const message = `${text}; whether newer digests existed no chain can show`
    return { ...open, message, settles: 'A list of the bucket, or the period under audit' }
  }
  const message = `${text}: all of the period asked for`
  return { ...base, verdict: 'verified', state: 'verified', expected, message }
}

/** An end that nobody named is reached. */
const isReached = ({ fromUs, toUs }: Reach, asked: AskedPeriod): boolean =>
  fromUs <= (asked.fromUs ?? fromUs) && toUs >= (asked.toUs ?? toUs)

function reachInWords({ account, region, trail, backfill, chains, goesOn }: Reach, from: string, to: string): string {
  const digests = backfill ? 'Digests (backfill)' : 'Digests'
  const begin = goesOn ? 'the trail is older than these files' : 'the chain begins there'
  return `${digests} of trail ${trail} in ${region} for account ${account} reach over ${from}..${to} in ${counted(chains, 'chain', 'chains')}; ${begin}`
}
