import type { FaultCode, FaultDetail } from '../contract/fault.ts'
import { width } from './table.ts'
import { visible } from './visible.ts'

interface Sentence {
  /** Said where the engine named nothing closer. */
  readonly message: string
  readonly remedy: string
}

/** One sentence and one remedy for every way an operation can be impossible. */
export const faultText: Readonly<Record<FaultCode, Sentence>> = {
  'bad-request': {
    message: 'The engine does not understand this request.',
    remedy: 'Look at the options with --help.',
  },
  cancelled: { message: 'Cancelled.', remedy: 'Nothing that was begun was kept.' },
  'case-closed': { message: 'No case is open.', remedy: 'Name a case file.' },
  'case-corrupt': {
    message: 'The case file is damaged.',
    remedy: 'Restore a copy of the file, or import the logs into a new case.',
  },
  'case-exists': { message: 'There is a case of this name already.', remedy: 'Choose another name.' },
  'case-in-use': {
    message: 'The case is open in another Proofline.',
    remedy: 'Close it there, or work on a copy of the file.',
  },
  'case-newer': {
    message: 'The case was written by a later version of Proofline.',
    remedy: 'Open it with that version.',
  },
  'case-read-only': {
    message: 'The case can be read here but not written.',
    remedy: 'Copy it to a place that can be written, or change its permissions.',
  },
  'case-tampered': {
    message: 'The structure of the case is not that of a Proofline case, so nothing in it is believed.',
    remedy: 'Ask whoever gave you the file for the original, or import the logs into a new case.',
  },
  'disk-full': { message: 'The disk is full. Nothing was kept.', remedy: 'Make room, or choose another place.' },
  'file-changed': {
    message: 'A file changed or vanished while it was read. Nothing of it was kept.',
    remedy: 'Copy it to a place where nothing writes to it and try again.',
  },
  'file-missing': { message: 'There is no such file.', remedy: 'Check the path.' },
  'format-ambiguous': {
    message: 'The file could be of more than one format.',
    remedy: 'Name it with --format; `proofline formats` lists them.',
  },
  'format-unknown': {
    message: 'The file is of no format that Proofline reads.',
    remedy: 'Name the format with --format if you know it; `proofline formats` lists them.',
  },
  internal: {
    message: 'Proofline made a mistake.',
    remedy: 'Please report it with the command that led here.',
  },
  'key-wrong': {
    message: 'This is no key that Proofline reads, or the passphrase does not open it.',
    remedy: 'Check file and passphrase.',
  },
  limit: {
    message: 'The input goes beyond what Proofline takes in one piece.',
    remedy: 'Split it, or import its parts by themselves.',
  },
  malformed: {
    message: 'A file breaks off or contradicts its own format. Nothing of it was kept.',
    remedy: 'Copy or export it again and retry.',
  },
  'not-a-case': {
    message: 'This file is not a Proofline case.',
    remedy: 'The case comes first, then the files; a case is made where there is no file yet.',
  },
  'not-a-pack': { message: 'This file is not an evidence pack.', remedy: 'Name a pack that `proofline seal` wrote.' },
  'not-found': { message: 'The case holds nothing of this number or name.', remedy: 'List what it holds first.' },
  'no-permission': {
    message: 'The system does not allow this.',
    remedy: 'Change the permissions, or copy the file to a place of your own.',
  },
  'output-exists': {
    message: 'There is a file of this name already; nothing was overwritten.',
    remedy: 'Choose another name, or remove the file.',
  },
  'profile-wrong': {
    message: 'This is no format profile that Proofline reads.',
    remedy: 'docs/formats/profiles.md describes every member of a profile.',
  },
  query: { message: 'The query cannot be read.', remedy: 'The fields and operators stand in docs/query-language.md.' },
  'rule-wrong': {
    message: 'This is no chain rule that Proofline can check by.',
    remedy: 'docs/verification.md, "Chain rules", describes every member of a rule.',
  },
  'time-ambiguous': {
    message: 'Day and month of the dates in this file could each be the other.',
    remedy:
      'Import it with a profile that says which comes first (--profile FILE); docs/formats/profiles.md shows how.',
  },
  'time-zone-needed': {
    message: 'The times in this file carry no offset.',
    remedy: 'Name the zone they were written in with --source-zone, for example --source-zone Europe/Berlin.',
  },
  unsupported: { message: 'This is not supported.', remedy: 'The message says what is.' },
}

export interface SaidFault extends FaultDetail {
  readonly code: FaultCode
}

/** What `--json` prints of a failure. */
export function faultJson(fault: SaidFault): Readonly<Record<string, unknown>> {
  const { code, file, line, at } = fault
  const error = {
    code,
    message: fault.message || faultText[code].message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(at === undefined ? {} : { at }),
    remedy: fault.remedy ?? faultText[code].remedy,
  }
  return { error }
}

function placeOf({ file, line }: SaidFault, message: string): string {
  if (file === undefined || message.includes(visible(file))) return ''
  return line === undefined ? `${visible(file)}: ` : `${visible(file)}, line ${line}: `
}

/** Of a long query the part around the mistake is enough. */
const SHOWN_BEFORE = 60
const SHOWN_AFTER = 40

function marked({ code, at }: SaidFault, query: string | undefined): string[] {
  if (code !== 'query' || at === undefined || query === undefined) return []
  const from = Math.max(0, at - SHOWN_BEFORE)
  const before = `${from > 0 ? '…' : ''}${visible(query.slice(from, at))}`
  const after = visible(query.slice(at, at + SHOWN_AFTER))
  const more = query.length > at + SHOWN_AFTER ? '…' : ''
  return [`  ${before}${after}${more}`, `  ${' '.repeat(width(before))}^`]
}

/** The sentence, where it happened, and what can be done; a query is shown with its place marked. */
export function faultLines(fault: SaidFault, query?: string): string[] {
  const message = visible(fault.message || faultText[fault.code].message)
  const mark = marked(fault, query)
  const remedy = visible(fault.remedy ?? (mark.length > 0 ? '' : faultText[fault.code].remedy))
  const known = remedy === '' || message.includes(remedy)
  return [`proofline: ${placeOf(fault, message)}${message}`, ...mark, ...(known ? [] : [`  ${remedy}`])]
}
