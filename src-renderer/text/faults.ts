import { type FaultCode, type FaultDetail, faultCodes } from '../../src-main/contract/fault.ts'

export type Fault = { readonly code: FaultCode } & FaultDetail

/** What happened, in one sentence. The engine's own sentence names file, line and numbers, and stands where it says more. */
const titles: Readonly<Record<FaultCode, string>> = {
  'bad-request': 'Proofline asked its engine something that the engine does not answer.',
  cancelled: 'Cancelled. What had been written was removed as if it had never been added.',
  'case-closed': 'No case is open.',
  'case-corrupt': 'The case file is damaged.',
  'case-exists': 'A case file of this name is there already.',
  'case-in-use': 'The case is open in another Proofline.',
  'case-newer': 'The case was written by a later version of Proofline.',
  'case-read-only': 'The case was opened read-only, so nothing can be written into it.',
  'case-tampered': 'The case file holds something that Proofline never writes. It was not opened.',
  'disk-full': 'The disk is full. Nothing was written.',
  'file-changed': 'A file changed or vanished while it was read. Nothing of it was kept.',
  'file-missing': 'The file is not there.',
  'format-ambiguous': 'The input fits more than one format.',
  'format-unknown': 'The input has no format that Proofline knows.',
  internal: 'Proofline made a mistake of its own. The case was not changed by it.',
  'key-wrong': 'This is not a key that fits, or the passphrase is not the right one.',
  limit: 'The input goes beyond a limit that Proofline sets itself.',
  malformed: 'The input breaks its own format midway. Nothing of it was kept.',
  'not-a-case': 'The file is not a Proofline case.',
  'not-a-pack': 'The file is not an evidence pack.',
  'not-found': 'The case does not hold what was asked for.',
  'no-permission': 'The system does not allow Proofline to use this file or folder.',
  'output-exists': 'A file of this name is there already. Nothing was written.',
  'profile-wrong': 'The file is not a format profile that Proofline reads.',
  query: 'The query has a mistake.',
  'rule-wrong': 'The file is not a chain rule that Proofline can check by.',
  'time-ambiguous': 'Day and month of the dates in this input could each be the other.',
  'time-zone-needed': 'The times in this input carry no zone, so they cannot be placed.',
  unsupported: 'This input uses something that Proofline does not support.',
}

/** What can be done about it. */
const remedies: Readonly<Record<FaultCode, string>> = {
  'bad-request': 'Report it with what you did just before.',
  cancelled: 'Start it again when you want.',
  'case-closed': 'Open a case, then try again.',
  'case-corrupt': 'Work on a copy from before the damage. The original logs can be imported into a new case.',
  'case-exists': 'Choose another name, or open the case that is there.',
  'case-in-use': 'Close it there, or open it read-only.',
  'case-newer': 'Open it with that version or a later one.',
  'case-read-only': 'Copy the case to a place that can be written, and open the copy.',
  'case-tampered': 'Ask whoever gave you this file how it was made. Import the original logs into a case of your own.',
  'disk-full': 'Free some space or choose another place, then try again.',
  'file-changed': 'Wait until nothing writes to the file, or copy it, then try again.',
  'file-missing': 'It may lie on a drive that is not connected, or have been moved. Choose it again.',
  'format-ambiguous': 'Choose which of them it is under “Import as”, then import.',
  'format-unknown': 'Choose its format under “Import as”, if you know it.',
  internal: 'Try again. If it happens again, the local log has the details.',
  'key-wrong': 'Check the file and type the passphrase again.',
  limit: 'Split the input into smaller parts.',
  malformed: 'Copy it again from its source and retry.',
  'not-a-case': 'Choose a file that ends in .proofline. Logs and bundles are imported into a case.',
  'not-a-pack': 'Choose the pack as it was handed over: a file that ends in .asice.',
  'not-found': 'It may have been removed in the meantime. Look again.',
  'no-permission': 'Change its permissions, or copy it to a place of your own.',
  'output-exists': 'Choose another name.',
  'profile-wrong': 'Map the columns here and save the profile anew.',
  query: 'Correct the marked place.',
  'rule-wrong': 'Mend the rule where the sentence says; the documents on verification describe every member.',
  'time-ambiguous': 'Map its columns and choose how its times are written, then import.',
  'time-zone-needed': 'Choose the zone of the source under “Zone of times without one”, then import.',
  unsupported: 'Export it again in a supported form.',
}

const commands = /--[a-z]|\bproofline [a-z]/u

/** What the engine says of commands, in the words of the window. */
const windowWords: readonly (readonly [RegExp, string])[] = [
  [/["`]proofline verify-pack["`], or /u, ''],
  [/the file that ["`]proofline key new["`] wrote/u, 'a key file that Proofline made'],
  [/with ["`]proofline key new["`]/u, 'under Evidence'],
  [/Run ["`]proofline verify["`] on the case/u, 'Verify the case under Integrity'],
  [/make a case with ["`]proofline new["`]/u, 'make a new case'],
]

/** A sentence with its full stop, so that another can follow it. */
export const sentence = (words: string): string => (words === '' || /[.?…]$/u.test(words) ? words : `${words}.`)

const isCode = (code: string): code is FaultCode => faultCodes.some((known) => known === code)

/** What can be done, without the commands of the command line: the engine's own sentence, else that of the code. */
export function remedyText(code: string, own: string | undefined): string {
  const said = windowWords.reduce((words, [from, to]) => words.replace(from, to), own ?? '')
  if (said !== '' && !commands.test(said)) return said
  return isCode(code) ? remedies[code] : ''
}

/** Two sentences for a fault: the engine's own where it has them, else the general ones. */
export function faultText(fault: Fault): { readonly title: string; readonly remedy: string } {
  const place = fault.file && !fault.message.includes(fault.file) ? `${fault.file}: ` : ''
  const said = fault.message.trim()
  const own = said.includes(' ') && fault.code !== 'internal' && fault.code !== 'bad-request'
  return { title: own ? `${place}${said}` : titles[fault.code], remedy: remedyText(fault.code, fault.remedy) }
}
