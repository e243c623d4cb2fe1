import { FaultError, type FaultCode } from '../../contract/fault.ts'

const faults: Readonly<Record<string, readonly [FaultCode, string, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full', 'make room or choose another place; nothing was left behind'],
  EDQUOT: [
    'disk-full',
    'the quota of the disk is used up',
    'make room or choose another place; nothing was left behind',
  ],
  EACCES: ['no-permission', 'it may not be written: no permission', 'choose another folder, or change its rights'],
  EPERM: ['no-permission', 'it may not be written: no permission', 'choose another folder, or change its rights'],
  EROFS: ['no-permission', 'the medium can only be read', 'choose another place'],
  ENOENT: ['file-missing', 'its folder does not exist', 'make the folder, or choose another'],
  ENOTDIR: ['file-missing', 'its folder is a file', 'choose another folder'],
}

/** What the system threw while a file was written, as a fault with its remedy; anything else passes through. */
export function writeFault(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof FaultError || !('code' in error)) return error
  const found = faults[String(error.code)]
  if (!found) return error
  const [code, says, remedy] = found
  return new FaultError(code, { message: `${file}: ${says}`, file, remedy })
}
