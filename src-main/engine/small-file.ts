import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { FaultError } from '../contract/fault.ts'
import type { FaultCode } from '../contract/fault.ts'
import { systemFault } from './intake/faults.ts'

/** What a file is expected to be, for the fault that says why it is not that. */
export interface Expected {
  readonly code: FaultCode
  readonly what: string
  readonly remedy: string
}

/** All bytes of a file that is expected to be small; one of more than `mostBytes` is refused. */
export function readSmallFile(path: string, mostBytes: number, { code, what, remedy }: Expected): Buffer {
  try {
    const file = openSync(path, 'r')
    try {
      const found = fstatSync(file)
      if (found.isDirectory())
        throw new FaultError(code, { message: `${path} is a folder, not ${what}.`, file: path, remedy })
      const { size } = found
      if (size > mostBytes)
        throw new FaultError(code, { message: `${path} is too large to be ${what}.`, file: path, remedy })
      const bytes = Buffer.alloc(size)
      return bytes.subarray(0, readSync(file, bytes, 0, size, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw systemFault(error, path)
  }
}
