/** The four words; nothing is verified that was not checked. */
export const verdicts = ['verified', 'failed', 'not-verifiable', 'not-offered'] as const
export type Verdict = (typeof verdicts)[number]

/** The finer state behind a word. */
export const states = [
  'verified',
  'trust-unknown',
  'unverifiable',
  'unsupported',
  'incomplete',
  'weak',
  'broken',
] as const
export type State = (typeof states)[number]

/** What a failure looks like. */
export const failureKinds = [
  'edited',
  'removed',
  'inserted',
  'reordered',
  'duplicated',
  'truncated',
  'forked',
  'rechained',
  'missing',
  'wrong-key',
  'malformed',
] as const
export type FailureKind = (typeof failureKinds)[number]

/** proof: can decide a verdict. observation: told beside it, never fails and never counts above. */
export type Level = 'proof' | 'observation'

/**
 * One check that held (with how many units it covered), or one finding of a check that did not.
 * `line` is 1-based in the text of `file`; `message` is one sentence, `settles` says what would settle it.
 */
export interface Check {
  readonly check: string
  readonly level: Level
  readonly verdict: Verdict
  readonly state?: State | undefined
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly seq?: number | undefined
  readonly expected?: string | undefined
  readonly found?: string | undefined
  readonly kind?: FailureKind | undefined
  readonly covered?: number | undefined
  /** Of a finding: so many places in a row from `line` on, where it is more than one. */
  readonly count?: number | undefined
  /** Mismatches that only follow from this finding, as sentences. */
  readonly follows?: readonly string[] | undefined
  readonly message: string
  readonly settles?: string | undefined
}

/** The sentence for differences past those that are listed. */
export const furtherPlaces = (count: number): string =>
  `${count} further ${count === 1 ? 'place differs and is' : 'places differ and are'} not listed one by one`

const rank: Readonly<Record<Verdict, number>> = {
  verified: 0,
  'not-offered': 0,
  'not-verifiable': 1,
  failed: 2,
}

/**
 * The verdict of a bundle: the worst of its proof checks (failed > not-verifiable > verified);
 * `not-offered` only where there is no proof check at all, or every one of them is `not-offered`.
 */
export function bundleVerdict(checks: Iterable<Pick<Check, 'level' | 'verdict'>>): Verdict {
  let worst: Verdict = 'not-offered'
  for (const { level, verdict } of checks) {
    if (level !== 'proof' || verdict === 'not-offered') continue
    if (worst === 'not-offered' || rank[verdict] > rank[worst]) worst = verdict
  }
  return worst
}

const wholeRank: Readonly<Record<Verdict, number>> = {
  verified: 0,
  'not-offered': 1,
  'not-verifiable': 2,
  failed: 3,
}

/** The verdict of the whole: the worst of its bundles (failed > not-verifiable > not-offered > verified); of none: not-offered. */
export function wholeVerdict(bundles: Iterable<Verdict>): Verdict {
  let worst: Verdict | undefined
  for (const verdict of bundles) if (worst === undefined || wholeRank[verdict] > wholeRank[worst]) worst = verdict
  return worst ?? 'not-offered'
}
