import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'
import { type Trust, joinTrust, readTrust } from './crypto/trusted.ts'
import { readKeyFile } from './key-file.ts'

/** Keys and certificates of the files given for one run; a file that holds none is a fault that names it. */
export const trustInFiles = (paths: readonly string[]): Trust => joinTrust(paths.map(trustInFile))

function trustInFile(path: string): Trust {
  try {
    return readTrust(readKeyFile(path))
  } catch (error) {
    if (!(error instanceof FaultError) || error.detail.file !== undefined) throw error
    throw new FaultError(error.code, {
      ...error.detail,
      file: path,
      message: `${basename(path)}: ${error.detail.message}`,
    })
  }
}
