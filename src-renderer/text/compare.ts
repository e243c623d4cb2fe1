import type { ComparedField, Difference } from '../../src-main/core/compare/differing-fields.ts'
import type { Conclusion } from '../../src-main/core/compare/conclusion.ts'
import { count, counted } from '../kit/values.ts'

/** What a difference is called in the table. */
export const differenceWords: Readonly<Record<Difference | 'only-first' | 'only-second', string>> = {
  'only-first': 'only in the first',
  'only-second': 'only in the second',
  changed: 'changed',
  hashed: 'hashed values',
  bytes: 'other bytes',
}

/** What a comparison came to, in a word. It is an observation: none of them is a verdict. */
export const conclusionWords: Readonly<Record<Conclusion, string>> = {
  agree: 'agree',
  differ: 'differ',
  unsettled: 'not settled',
  nothing: 'nothing compared',
}

const fieldWords: Readonly<Partial<Record<ComparedField, string>>> = {
  actorKind: 'kind of actor',
  actorDisplay: 'name of actor',
  onBehalfOf: 'on behalf of',
  targetType: 'kind of target',
  targetVersion: 'version of target',
  userAgent: 'user agent',
  reasonGiven: 'reason given',
  requestId: 'request id',
  traceId: 'trace id',
  flags: 'pairing',
  seq: 'sequence number',
}

interface Change {
  readonly field: ComparedField
  readonly first?: string | undefined
  readonly second?: string | undefined
}

/** Two exports of one period, and how far clocks stand apart. */
export const compareText = {
  title: 'Compare two exports',
  about: 'Record by record. That two exports agree verifies neither; that they differ needs an answer.',
  back: 'Back to Integrity',
  first: 'First export',
  second: 'Second export',
  from: 'From',
  to: 'To',
  whole: 'where both have records',
  act: 'Compare',
  tooFew: 'There is nothing to compare yet',
  tooFewMore: 'Import a second export of the same source and period, fetched by another person or at another time.',
  toImport: 'Import',
  begin: 'Choose two exports of one source',
  beginMore:
    'Records with the same bytes are the same. Of the others partners are looked for by the id that the source gives an event, and what differs is named.',
  running: 'Comparing',
  cancelMore: 'Cancelling changes nothing.',
  result: 'What the comparison found',
  side: (name: string, records: number, outside: number): string =>
    outside === 0
      ? `${name}: ${counted(records, 'record', 'records')}`
      : `${name}: ${counted(records, 'record', 'records')}, ${count(outside)} outside the period`,
  period: (from: string, to: string, is: 'given' | 'overlap'): string =>
    `${from} to ${to}, ${is === 'overlap' ? 'where both have records' : 'as asked'}`,
  periodName: 'Period',
  noPeriod: 'The two exports do not overlap in time.',
  settles: 'What would settle it',
  limits: 'What it cannot tell',
  show: 'Show',
  all: 'All',
  tab: (word: string, n: number): string => `${word} ${count(n)}`,
  grid: 'Differences',
  none: 'No difference of this kind',
  more: (n: number): string => `${count(n)} more are not listed. The command line lists all of them with --limit.`,
  openHint: 'Enter or a double click opens the record in the timeline.',
  columns: {
    difference: 'Difference',
    time: 'Time',
    actor: 'Actor',
    target: 'Target',
    firstLine: 'In the first',
    secondLine: 'In the second',
    differs: 'What differs',
  },
  noLine: 'no such line',
  line: (n: number): string => `line ${count(n)}`,
  change: ({ field, first = 'nothing', second = 'nothing' }: Change): string =>
    `${fieldWords[field] ?? field}: ${first} → ${second}`,
  lengths: (first: number, second: number): string => `${count(first)} and ${count(second)} bytes`,
  clocks: 'Clocks of the sources',
  clocksMore:
    'From events that two clocks saw. The bounds hold where a clock kept one offset and the pairs are what they are taken for.',
  measure: 'Measure the clocks',
  measuring: 'Looking for events that two clocks saw',
  noClocks: 'No event of this case was seen by two clocks: nothing can be said of how far they stand apart.',
  clockColumns: {
    clock: 'Clock',
    against: 'Against',
    pairs: 'Pairs',
    median: 'Median',
    least: 'Ahead at least',
    most: 'At most',
  },
  unbounded: 'not bounded',
}
