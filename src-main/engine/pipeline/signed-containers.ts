import { FaultError } from '../../contract/fault.ts'
import type { Member } from '../intake/member.ts'
import { asic } from '../proofs/asic.ts'
import { HEAD_BYTES, MOST_PROOF_BYTES } from '../proofs/belongs-to-proof.ts'
import { office } from '../proofs/office.ts'
import { archiveAsReceived, openedArchives } from './received.ts'

/** A folder that every signed Office document has (ISO/IEC 29500-2, clause 13); names stand in a ZIP as they are. */
const OFFICE_SIGNATURES = '_xmlsignatures/'
/** What an ASiC container holds about itself (EN 319 162-1, annex A). */
const OWN_FILES = /^(?:META-INF\/|mimetype$)/

/**
 * Containers on the disk with a signature of their own, which were opened to list these files: as received, to be kept beside what is in
 * them. One that is larger than any proof may be, or lies in another archive, is none of them.
 */
export async function signedContainers(members: readonly Member[]): Promise<Member[]> {
  const found: Member[] = []
  for (const [path, inside] of openedArchives(members)) {
    const container = await archiveAsReceived(path, inside)
    if (container !== undefined && container.sizeBytes <= MOST_PROOF_BYTES && (await isSigned(container)))
      found.push(container)
  }
  return found
}

export const isInside = (container: string, path: string): boolean => path.startsWith(`${container}!`)

/** Whether a file is part of the container's own signature, which is checked with the container and nowhere else. */
export const isOwnFile = (container: string, path: string): boolean =>
  isInside(container, path) && OWN_FILES.test(path.slice(container.length + 1))

/** One that changes meanwhile is none. */
async function isSigned({ path, read }: Member): Promise<boolean> {
  const parts: Uint8Array[] = []
  try {
    for await (const chunk of read()) parts.push(chunk.slice())
  } catch (error) {
    if (error instanceof FaultError) return false
    throw error
  }
  const bytes = Buffer.concat(parts)
  const head = bytes.subarray(0, HEAD_BYTES)
  return asic.recognise(path, head) || (office.recognise(path, head) && bytes.includes(OFFICE_SIGNATURES))
}
