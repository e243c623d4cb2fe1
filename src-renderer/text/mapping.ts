import type { Lack } from '../../src-main/core/profiles/mapping-lacks.ts'
import type { ConstantField, MappedField } from '../../src-main/core/profiles/mapping.ts'
import { bytes, count, counted } from '../kit/values.ts'

const delimiters: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

/** The fields of a record as a person chooses them. */
export const fieldWords: Readonly<Record<MappedField, string>> = {
  time: 'time',
  timeOfDay: 'time of day',
  sequence: 'running number',
  outcome: 'outcome',
  kind: 'kind',
  actor: 'actor',
  actorDisplay: 'actor, name shown',
  credential: 'credential',
  onBehalfOf: 'on behalf of',
  application: 'application',
  action: 'action',
  target: 'target',
  targetType: 'type of target',
  targetVersion: 'version of target',
  environment: 'environment',
  reason: 'reason of the outcome',
  ip: 'address',
  userAgent: 'user agent',
  region: 'region',
  session: 'session',
  reasonGiven: 'reason given',
  ticket: 'ticket',
  requestId: 'request id',
  traceId: 'trace id',
}

export const constantWords: Readonly<Record<ConstantField, string>> = {
  action: 'Action',
  application: 'Application',
  environment: 'Environment',
  targetType: 'Type of target',
}

const quoted = (words: readonly string[]): string =>
  words
    .slice(0, 5)
    .map((word) => `“${word}”`)
    .join(', ') + (words.length > 5 ? ` and ${count(words.length - 5)} more` : '')

/** What must be said before the import, and where. */
export function lackText(lack: Lack): string {
  if (lack.what === 'outcomes') return `Say what ${quoted(lack.words)} in ${lack.column} means, under Results.`
  if (lack.what === 'many-outcomes')
    return `${lack.column} holds ${counted(lack.distinct, 'text', 'different texts')} that cannot all be shown as result words. Choose another column as the outcome, or none.`
  return lacks[lack.what]
}

const lacks: Readonly<Record<Exclude<Lack['what'], 'outcomes' | 'many-outcomes'>, string>> = {
  time: 'Choose the column that holds the time.',
  'time-of-day': 'The column of the time holds days alone. Choose the column that holds the time of day.',
  form: 'Choose how the time is written, under Time. It is never guessed which is the day and which the month.',
  zone: 'Choose the zone of the times, under Time. They carry no offset, and a zone is never assumed.',
  action: 'Choose the column that holds the action, or give an action that is the same in all records.',
  id: 'Name the profile with 2 to 41 lower-case letters, digits and hyphens.',
  'id-taken': 'Choose another name for the profile: a format of Proofline has this one.',
}

/** The mapping screen: what stands in the file, what each column becomes, and the records that come of it. */
export const mappingText = {
  title: 'Map columns',
  back: 'Import',
  head: (name: string): string => `Map ${name}`,
  facts: (sizeBytes: number, table: boolean, delimiter: string | undefined): string =>
    [bytes(sizeBytes), table ? `table, ${delimiters[delimiter ?? ''] ?? delimiter}` : 'JSON objects'].join(', '),
  load: 'Start from a profile',
  opening: 'Reading the first part',
  none: 'There is nothing to map',
  noneMore: 'No column of this input has a name that a profile can hold. Export it again with a header line.',
  source: 'As it stands in the file',
  sourceNote: (shown: number, entries: number, whole: boolean): string =>
    whole && shown === entries
      ? `all ${counted(entries, 'entry', 'entries')}`
      : `the first ${counted(shown, 'entry', 'entries')}`,
  entry: 'No.',
  columns: 'Columns to fields',
  columnsNote: 'proposed from names and values; you decide',
  mapped: (n: number, of: number): string => `${count(n)} of ${count(of)} mapped`,
  leftOut: (n: number): string =>
    `${counted(n, 'more column is', 'more columns are')} not offered: too many, or with names that cannot be shown. What stands in them stays in the original.`,
  columnHeads: {
    column: 'Column',
    first: 'First value',
    field: 'Field',
    note: 'Read as',
    mask: 'Secret',
    unique: 'Tells rows apart',
  },
  fieldOf: (column: string): string => `Field of ${column}`,
  maskOf: (column: string): string => `${column} may hold a secret: mask it`,
  uniqueOf: (column: string): string => `Rows that are alike in ${column} are the same row, delivered twice`,
  notUsed: 'not used',
  notes: {
    unused: 'kept in the original only',
    text: 'as it stands',
    joined: 'joined with /',
    firstFilled: 'the first that is filled',
    time: (form: string): string => formWord(form),
    timeOfDay: 'put behind the day of the time',
    timeOpen: 'form not chosen yet',
    words: (open: number): string => (open === 0 ? 'words, all said' : `words, ${count(open)} to choose`),
    action: 'as it stands; its words tell the kind',
    ip: 'IPv4 or IPv6 address',
    filled: (filled: number, of: number): string => `filled in ${count(filled)} of ${count(of)}`,
  },
  preview: 'First records, as they would be',
  previewNote: 'changes with every choice above',
  previewWaiting: 'Reading the first records anew',
  previewNone: 'No record can be read yet',
  previewNoneMore: 'Choose time and action, and how the time is written. The records appear here.',
  doubledHour: (n: number): string =>
    `${counted(n, 'record lies', 'records lie')} in an hour that the clock of the zone showed twice: the earlier reading is taken.`,
  rejected: (n: number): string => counted(n, 'entry would be rejected', 'entries would be rejected'),
  reason: 'Why no record comes of it',
  settings: 'What the columns mean',
  needed: 'Still needed before the import',
  ready: 'Nothing is missing. It can be imported.',
  noRecord: 'No record comes of the first part. See the reasons below the preview.',
  readOnly: 'This case is open read-only, so nothing can be imported into it.',
  time: 'Time',
  form: 'How times are written',
  formNone: 'choose',
  formOther: 'another form, written below',
  formOwn: 'Form',
  formHint: 'yyyy MM MMM dd HH hh mm ss .S a XXX, or rfc3339, epoch, epoch-s, epoch-ms, epoch-us',
  formWord: (form: string): string => formWord(form),
  ambiguous: 'More than one form fits, and they mean different days.',
  zone: 'Zone of the source’s clock',
  zoneNone: 'choose',
  zoneAlways: 'The source always writes in this zone',
  zoneHint: 'Ticked, the profile says so; else the zone is asked for with each import.',
  results: (column: string): string => `Results in ${column}`,
  kinds: (column: string): string => `Kinds of act in ${column}`,
  wordsNote: (n: number): string => `${counted(n, 'word', 'words')} in the first part`,
  wordHeads: { word: 'Value', rows: 'Rows', outcome: 'Outcome', kind: 'Kind' },
  outcomeOf: (word: string): string => `Outcome of ${word}`,
  kindOf: (word: string): string => `Kind of ${word}`,
  choose: 'choose',
  kindNone: 'other',
  later: 'A word that comes only later in the file becomes an unknown outcome and keeps the word as its reason.',
  manyWords: (n: number): string => `${count(n)} different texts: too many to be words.`,
  constants: 'The same in all records',
  constantsHint: 'Left out where it is empty.',
  actorKind: 'Kind of actor',
  actorKindNone: 'not said',
  gives: 'Would give',
  givesHeads: {
    entries: 'Entries read',
    records: 'Records',
    duplicates: 'Duplicates',
    rejected: 'Rejected',
    period: 'Period',
    kinds: 'Without a kind',
    outcomes: 'Unknown result',
    proof: 'Proof',
  },
  words: (list: readonly { readonly word: string; readonly count: number }[]): string =>
    list.length === 0 ? 'none' : quoted(list.map(({ word }) => word)),
  proofNone: 'not offered',
  profile: 'Format profile',
  id: 'Name of the profile',
  idHint:
    'Kept in this case with the import, and offered for files with the same columns. Save it to a file to share it.',
  profileTitle: 'Title',
  kept: (members: readonly string[]): string =>
    `Kept from the loaded profile as it stands, since it cannot be shown here: ${members.join(', ')}.`,
  save: 'Save to a file',
  saved: (name: string): string => `${name} is saved.`,
  loaded: (name: string): string => `${name} is loaded. Check what it says of these columns.`,
  cancel: 'Cancel',
  begin: 'Save and import',
}

function formWord(form: string): string {
  const words: Readonly<Record<string, string>> = {
    rfc3339: '2025-03-14T10:00:00 (ISO 8601)',
    epoch: 'a count since 1970, its unit by its size',
    'epoch-s': 'seconds since 1970',
    'epoch-ms': 'milliseconds since 1970',
    'epoch-us': 'microseconds since 1970',
  }
  return words[form] ?? form
}
