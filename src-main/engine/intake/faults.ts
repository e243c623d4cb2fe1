import { FaultError } from '../../contract/fault.ts'
import type { FaultCode } from '../../contract/fault.ts'

/** Ends the work where it was cancelled. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new FaultError('cancelled', 'The work was cancelled')
}

interface Meaning {
  readonly code: FaultCode
  readonly says: string
  readonly remedy: string
}

const missing: Meaning = {
  code: 'file-missing',
  says: 'does not exist',
  remedy: 'Check the name and where the file lies, then choose it again',
}
const barred: Meaning = {
  code: 'no-permission',
  says: 'cannot be read: permission denied',
  remedy: 'Make the file readable for the user who runs Proofline, or copy it to a folder of yours',
}
const tooMany: Meaning = {
  code: 'limit',
  says: 'cannot be opened: the system allows no more open files',
  remedy: 'Close other programs or raise the limit of open files, then try again',
}
const meanings: Readonly<Record<string, Meaning>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EACCES: barred,
  EPERM: barred,
  EISDIR: {
    code: 'malformed',
    says: 'is a folder, where a file is wanted',
    remedy: 'Choose the file in it',
  },
  EMFILE: tooMany,
  ENFILE: tooMany,
}

/** The fault that a failed file operation means; anything that is not the system's error is handed back as it is. */
export function systemFault(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof FaultError || !('code' in error)) return error
  const code = String(error.code)
  const meaning = meanings[code] ?? {
    code: 'file-changed' as const,
    says: `could not be read (${code})`,
    remedy: 'Copy the file to a local disk and choose the copy',
  }
  return new FaultError(meaning.code, { message: `${file} ${meaning.says}`, file, remedy: meaning.remedy })
}

export const changedFault = (file: string, how: string): FaultError =>
  new FaultError('file-changed', {
    message: `${file} ${how} while it was read`,
    file,
    remedy: 'Stop what writes to it, or copy it and choose the copy',
  })

export const malformedFault = (file: string, what: string): FaultError =>
  new FaultError('malformed', {
    message: `${file}: ${what}`,
    file,
    remedy: 'Ask for the file again; compare its size and digest with the sender',
  })

export const limitFault = (file: string, what: string, remedy: string): FaultError =>
  new FaultError('limit', { message: `${file}: ${what}`, file, remedy })
