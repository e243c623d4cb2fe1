import { bytes, counted } from '../kit/values.ts'

/** Scrubbing originals: what cannot be undone, said before it is done. */
export const scrubText = {
  open: 'Scrub original…',
  readOnly: 'The case is open read-only',
  title: 'Scrub the original of this record?',
  choice: 'What is overwritten',
  values: 'masked values',
  whole: 'whole lines',
  willValues: (values: number, lines: number): string =>
    `${counted(values, 'masked value', 'masked values')} in ${counted(lines, 'line', 'lines')}: overwritten with stars. Everything else in the lines stays. Where a value cannot be found in the bytes, its line is overwritten whole.`,
  willWhole: (lines: number, size: number): string =>
    `Every byte of ${counted(lines, 'line', 'lines')} (${bytes(size)}): overwritten, also what nothing recognises.`,
  keeps:
    'The record stays as it is, and so does the hash of each line as received. From the case alone the lines are then not verifiable; the file as received settles them. A short secret could still be guessed from the hash of its line.',
  final: 'What is overwritten cannot be brought back from the case. Custody keeps who did it, when and why.',
  reason: 'Reason',
  reasonHint: 'It stands in the custody log and in every pack.',
  act: 'Overwrite',
  running: 'Scrubbing',
  done: (lines: number): string => `${counted(lines, 'line', 'lines')} scrubbed.`,
  nothing: 'There was nothing to overwrite.',
  pending: 'The case was being read; the old bytes leave its file when it is opened next.',
  by: (who: string, when: string, whole: boolean): string =>
    `${whole ? 'Scrubbed whole' : 'Values scrubbed'} by ${who} on ${when}`,
  custody: (seq: number): string => `custody entry ${seq}`,
  notVerifiable: 'not verifiable from the case alone; the file as received settles it',
}
