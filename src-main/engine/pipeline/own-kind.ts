import { closeSync, openSync, readSync } from 'node:fs'
import { FaultError } from '../../contract/fault.ts'
import { BAGIT } from '../../core/bundle/layout.ts'
import { PACK_MIMETYPE } from '../../core/pack/names.ts'
import { isCaseHead } from '../store/case-identity.ts'

/** Proofline's own files are not imported: a case is opened, a pack is verified. Anything else passes. */
export function refuseOwnKind(path: string, shown: string): void {
  const head = headOf(path)
  if (isCaseHead(head)) throw own(shown, 'a Proofline case', 'Open it as a case.')
  // the first entry of a container is stored, its name followed by its content (EN 319 162-1, annex A); in a pack a bag follows
  const text = head.toString('latin1')
  if (text.includes(`mimetype${PACK_MIMETYPE}`) && text.includes(BAGIT))
    throw own(shown, 'an evidence pack', 'Verify it: "proofline verify-pack", or Evidence, Verify a pack.')
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(160)
  try {
    const file = openSync(path, 'r')
    try {
      return head.subarray(0, readSync(file, head, 0, head.length, 0))
    } finally {
      closeSync(file)
    }
  } catch {
    return Buffer.alloc(0) // a folder, or what intake says better
  }
}

const own = (shown: string, what: string, remedy: string): FaultError =>
  new FaultError('unsupported', { message: `${shown} is ${what}, not a log.`, file: shown, remedy })
