import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { FaultError } from '../contract/fault.ts'
import { asFault } from './store/open-case.ts'

/** Keys and certificates are a few kilobytes; far beyond that it is another file. */
const MOST_BYTES = 4 * 1024 * 1024

/** Reads a key or certificate file, bounded. */
export function readKeyFile(path: string): Uint8Array {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      if (size > MOST_BYTES)
        throw new FaultError('key-wrong', {
          message: `${path} is too large to be a key.`,
          file: path,
          remedy: 'Choose the key or certificate file.',
        })
      const bytes = Buffer.alloc(size)
      return bytes.subarray(0, readSync(file, bytes, 0, size, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asFault(error, path)
  }
}

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
