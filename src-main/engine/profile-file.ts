import { closeSync, openSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'
import { readProfile } from '../core/profiles/profile.ts'
import { formatOfProfile } from './known-formats.ts'
import { readSmallFile } from './small-file.ts'
import { asFault } from './store/open-case.ts'

/** A profile's file is small; it is read and checked before anything is done with it. */
const MOST_BYTES = 1024 * 1024

/** The JSON of a profile file, checked. */
export function readProfileFile(path: string): string {
  const text = readSmallFile(path, MOST_BYTES, {
    code: 'profile-wrong',
    what: 'a format profile',
    remedy: 'Choose the profile: a small JSON file.',
  }).toString('utf8')
  formatOfProfile(text, basename(path))
  return text
}

/** The profile in a file with every member written out, checked. */
export function wholeProfile(path: string): string {
  const read = readProfile(readProfileFile(path))
  return read.ok ? JSON.stringify(read.profile) : ''
}

/** Writes a profile to a new file; one that is there is never overwritten. */
export function writeProfileFile(path: string, text: string): void {
  formatOfProfile(text, 'the mapping')
  try {
    const file = openSync(path, 'wx')
    try {
      writeSync(file, text)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asFault(taken(error, path), path)
  }
}

const taken = (error: unknown, path: string): unknown =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'
    ? new FaultError('output-exists', {
        message: `There is already a file ${basename(path)}.`,
        file: path,
        remedy: 'Choose another name; a file is never overwritten.',
      })
    : error
