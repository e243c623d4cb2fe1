import type { Kind, FlagName, ActorKind } from '../../src-main/core/record/record.ts'
import type { FailureKind, State, Verdict } from '../../src-main/core/verify/check.ts'
import { counted } from '../kit/values.ts'

/** The four words of a verdict. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  verified: 'verified',
  failed: 'failed',
  'not-verifiable': 'not verifiable',
  'not-offered': 'not offered',
}

/** The finer state that follows the word, where it says more than the word. */
export const stateWords: Readonly<Record<State, string>> = {
  verified: '',
  'trust-unknown': 'trust unknown',
  unverifiable: '',
  unsupported: 'not supported',
  incomplete: 'incomplete',
  weak: 'weak algorithm',
  broken: '',
}

/** What an observation came to that saw nothing; one that saw something says what. */
export const remarkWords: Readonly<Record<'no-remark' | 'nothing-there', string>> = {
  'no-remark': 'no remark',
  'nothing-there': 'nothing to look at',
}

export const unchecked = 'not checked yet'

/** What a failure looks like, after the name of its place. */
export const failureWords: Readonly<Record<FailureKind, string>> = {
  edited: 'edited',
  removed: 'removed',
  inserted: 'inserted',
  reordered: 'out of place',
  duplicated: 'doubled',
  truncated: 'cut off',
  forked: 'forked',
  rechained: 'chained anew',
  missing: 'missing',
  'wrong-key': 'wrong key',
  malformed: 'malformed',
}

export const kindWord = (kind: Kind): string => kind.replace('-', ' ')

export const actorKindWords: Readonly<Record<ActorKind, string>> = {
  unknown: '',
  human: 'person',
  service: 'service',
  system: 'system',
  anonymous: 'anonymous',
}

export const flagWords: Readonly<Record<FlagName, string>> = {
  paired: 'paired',
  'no-response': 'no response in the bundle',
  'no-request': 'no request in the bundle',
  'duplicate-seen': 'the same line came again',
  'same-id-differs': 'another record has this request id',
  'out-of-order': 'out of order',
  'clock-step': 'clock stepped back',
  masked: 'a value was masked',
  cut: 'a long value was cut',
  'nul-hole': 'NUL bytes stood before it',
  prefixed: 'text before it was skipped',
  relation: 'a last use, from a relation report',
  'doubled-hour': 'in an hour that the clock showed twice; the earlier is taken',
}

/** Words that more than one view uses. */
export const common = {
  program: 'Proofline',
  records: (n: number): string => counted(n, 'record', 'records'),
  entries: (n: number): string => counted(n, 'entry', 'entries'),
  bundles: (n: number): string => counted(n, 'bundle', 'bundles'),
  notInSource: 'not in this source',
  unknown: 'unknown',
  retry: 'Try again',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied.',
  remove: 'Remove',
  keep: 'Keep',
  toImport: 'Import',
  nothingRead: 'No line of this case could be read',
  nothingReadMore: (lines: number): string =>
    `All ${counted(lines, 'line', 'lines')} of what was imported were rejected. Import has each with its reason.`,
  seeRejected: 'See why',
  reading: 'Reading',
  unchecked,
}
