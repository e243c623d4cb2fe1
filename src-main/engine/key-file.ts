import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { FaultError } from '../contract/fault.ts'
import { readSmallFile } from './small-file.ts'
import { asFault } from './store/open-case.ts'

/** Keys and certificates are a few kilobytes; far beyond that it is another file. */
const MOST_BYTES = 4 * 1024 * 1024

/** Reads a key or certificate file, bounded. */
export const readKeyFile = (path: string): Uint8Array =>
  readSmallFile(path, MOST_BYTES, { code: 'key-wrong', what: 'a key', remedy: 'Choose the key or certificate file.' })

/** Writes a new key file, mode 0600; an existing file is never overwritten. */
export function writeKeyFile(path: string, pem: string): void {
  if (existsSync(path))
    throw new FaultError('output-exists', {
      message: `There is already a file ${path}.`,
      file: path,
      remedy: 'Choose another name; a key is never overwritten.',
    })
  try {
    const file = openSync(path, 'wx', 0o600)
    try {
      writeSync(file, pem)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asFault(error, path)
  }
}
