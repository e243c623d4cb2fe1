import { count, counted } from '../kit/values.ts'

/** Overview: what the case holds, what is proved, what is missing, and what to do next. */
export const overviewText = {
  title: 'Overview',
  details: 'Case details',
  print: 'Print',
  seal: 'Seal evidence',
  import: 'Import',
  bundles: 'Bundles',
  bundlesNote: (n: number, records: number): string =>
    `${counted(n, 'bundle', 'bundles')}, ${counted(records, 'record', 'records')}`,
  columns: {
    verdict: 'Verdict',
    bundle: 'Bundle',
    records: 'Records',
    period: 'From – to (UTC)',
    checks: 'Checks',
    because: 'Because',
  },
  ofChecks: (held: number, all: number): string => (all === 0 ? '–' : `${count(held)} of ${count(all)}`),
  coverage: 'Coverage',
  coverageNote: 'records along the days, each source against its own busiest',
  coverageLabel: (rows: number, days: number): string =>
    `Records per day: ${counted(rows, 'source', 'sources')}, ${counted(days, 'day', 'days')}`,
  coverageDays: (with_: number, all: number): string => `${count(with_)} of ${count(all)}`,
  daysFrom: (first: string, last: string): string => `${first} – ${last}`,
  cell: (name: string, day: string, n: number | null): string =>
    n === null
      ? `${name}, ${day}, no data`
      : `${name}, ${day}, ${n === 0 ? '0 records, source present' : counted(n, 'record', 'records')}`,
  none: '0',
  most: 'most',
  noData: 'no data',
  coverageTable: 'Show coverage as a table',
  coverageChart: 'Show coverage as a calendar',
  source: 'Source',
  daysWith: 'Days with records',
  busiest: 'Busiest day',
  undrawn: (day: string): string =>
    `Days before ${day} are not drawn: the calendar reaches back ten years from the last record. The timeline holds them.`,
  coverageEmpty: 'No record has a time yet, so there is no day to show.',
  next: 'What to do next',
  nothingNext: 'Nothing waits. Every bundle is checked and no check asks for anything.',
  go: 'Go',
  nexts: {
    import: () => ['Import a log or a bundle', 'Import, nothing is in the case yet'],
    verify: (n: number) => [`Verify ${counted(n, 'bundle', 'bundles')}`, 'Integrity, not checked since import'],
    'read-break': (n: number, name: string) => [
      `Read ${counted(n, 'break', 'breaks')} in ${name}`,
      'Integrity, failed',
    ],
    'add-key': (n: number, name: string) => [
      `Get the key that signed ${name}`,
      `Integrity, ${counted(n, 'signature', 'signatures')} by an unknown key`,
    ],
    'see-open': (n: number, name: string) => [
      `See what would prove ${name}`,
      `Integrity, ${counted(n, 'check', 'checks')} not verifiable`,
    ],
    'see-rejected': (n: number) => ['See what was rejected', `Import, ${counted(n, 'line', 'lines')}`],
    seal: () => ['Seal an evidence pack', 'Evidence, none sealed yet'],
  } as Readonly<Record<string, (n: number, name: string) => readonly [string, string] | string[]>>,
  shares: 'Records that carry',
  sharesNote: (n: number): string => `of ${counted(n, 'record', 'records')}`,
  shareNames: {
    identity: 'identity',
    target: 'secret or target',
    time: 'time, 1 ms or finer',
    result: 'result',
    origin: 'origin address',
    reason: 'reason',
  },
  case: 'Case',
  file: 'File',
  size: 'Size',
  titleOf: 'Title',
  organisation: 'Organisation',
  auditor: 'Auditor',
  period: 'Period',
  zone: 'Zone',
  created: 'Made',
  custody: 'Custody',
  packs: 'Packs',
  noPacks: 'none sealed yet',
  packCount: (n: number): string => counted(n, 'pack', 'packs'),
  notes: 'When this case was opened',
  blind:
    'What this cannot know: whether a source recorded everything it did. A day without records is shown, not explained.',
  waiting: 'Counting bundles and days',
  empty: 'This case is empty',
  emptyMore:
    'Drop a log, a folder or a bundle into the window, or choose one. What it holds and what of it is proved stands here then.',
  detailsTitle: 'What people should know of this case',
  save: 'Save',
  from: 'Period from',
  to: 'to',
  saved: 'Case details were changed; custody has the old ones.',
}
