import { parseVerifierKey, type VerifierKey } from '../../core/verify/note/verifier-key.ts'
import { sha256Bytes } from './digest.ts'

/** The key of a log or a witness that the auditor relies on. */
export interface NoteTrusted {
  readonly kind: 'note'
  readonly name: string
  readonly fingerprint: string
  readonly material: string
  readonly verifier: VerifierKey
}

const MOST_LINE = 8192

/** Reads the lines that are verifier keys; any other line is left. */
export function readNoteLines(bytes: Uint8Array): NoteTrusted[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.length <= MOST_LINE)
    .flatMap((line) => {
      const verifier = parseVerifierKey(line.trim(), sha256Bytes)
      if (!verifier) return []
      return [{ kind: 'note', name: verifier.name, fingerprint: verifier.fingerprint, material: line.trim(), verifier }]
    })
}
