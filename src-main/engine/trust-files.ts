import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'
import { type Trust, joinTrust, readTrust } from './crypto/trusted.ts'
import { readKeyFile } from './key-file.ts'

/** Keys and certificates of the files given for one run; a file that holds none is a fault that names it. */
export const trustInFiles = (paths: readonly string[]): Trust => joinTrust(paths.map(trustInFile))

const NAMES_A_FILE = 'Check its name: --trust FILE names a file with a public key or certificate.'

function trustInFile(path: string): Trust {
  try {
    return readTrust(readKeyFile(path))
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    if (error.code === 'file-missing') throw new FaultError(error.code, { ...error.detail, remedy: NAMES_A_FILE })
    if (error.detail.file !== undefined) throw error
    throw new FaultError(error.code, {
      ...error.detail,
      file: path,
      message: `${basename(path)}: ${error.detail.message}`,
    })
  }
}
