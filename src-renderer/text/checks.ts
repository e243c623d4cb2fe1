import type { CheckText } from './check-text.ts'
import { fileChecks } from './checks-of-files.ts'
import { recordChecks } from './checks-of-records.ts'
import { signatureChecks } from './checks-of-signatures.ts'

const texts: ReadonlyMap<string, CheckText> = new Map(
  [fileChecks, signatureChecks, recordChecks].flatMap((some) => Object.entries(some)),
)

/** What people read of a check; one of a later version, which has no text here, is named by its own dotted name. */
export const checkText = (check: string): CheckText =>
  texts.get(check) ?? {
    name: check.replaceAll(/[.-]/gu, ' '),
    means: 'A check that this version of Proofline has no words for.',
    settles: 'A version of Proofline that knows this check.',
  }

/** Whether a check has words of its own. */
export const hasText = (check: string): boolean => texts.has(check)
