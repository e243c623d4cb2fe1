import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { systemFault } from '../intake/faults.ts'
import { intakeLimits } from '../intake/limits.ts'
import { type Member, memberOf } from '../intake/member.ts'
import { fileSource } from '../intake/source.ts'
import { asic } from '../proofs/asic.ts'
import { HEAD_BYTES, MOST_PROOF_BYTES } from '../proofs/belongs-to-proof.ts'
import { office } from '../proofs/office.ts'

/** A folder that every signed Office document has (ISO/IEC 29500-2, clause 13); names stand in a ZIP as they are. */
const OFFICE_SIGNATURES = '_xmlsignatures/'
/** What an ASiC container holds about itself (EN 319 162-1, annex A). */
const OWN_FILES = /^(?:META-INF\/|mimetype$)/

/**
 * Containers on the disk with a signature of their own, which were opened to list these files: as received, to be kept beside what is in
 * them. One that is larger than any proof may be, or lies in another archive, is none of them.
 */
export async function signedContainers(members: readonly Member[]): Promise<Member[]> {
  const opened = new Map<string, Member>()
  for (const member of members) {
    const path = containerOf(member)
    if (path !== undefined && !opened.has(path)) opened.set(path, member)
  }
  const found: Member[] = []
  for (const [path, inside] of opened) {
    const container = await signedAt(path, inside)
    if (container) found.push(container)
  }
  return found
}

export const isInside = (container: string, path: string): boolean => path.startsWith(`${container}!`)

/** Whether a file is part of the container's own signature, which is checked with the container and nowhere else. */
export const isOwnFile = (container: string, path: string): boolean =>
  isInside(container, path) && OWN_FILES.test(path.slice(container.length + 1))

/** The path up to the file on the disk, where that is an archive. */
function containerOf({ path, origin }: Member): string | undefined {
  const name = `${basename(origin)}!`
  const at = path.startsWith(name) ? 0 : path.indexOf(`/${name}`) + 1
  return at > 0 || path.startsWith(name) ? path.slice(0, at + name.length - 1) : undefined
}

/** One that vanished or changes meanwhile is none: what was in it is refused by name when it is read. */
async function signedAt(path: string, inside: Member): Promise<Member | undefined> {
  try {
    const container = await received(path, inside)
    return container && (await isSigned(container)) ? container : undefined
  } catch (error) {
    if (systemFault(error, path) instanceof FaultError) return undefined
    throw error
  }
}

async function received(path: string, { origin, root }: Member): Promise<Member | undefined> {
  const { size } = await stat(origin)
  if (size > MOST_PROOF_BYTES) return undefined
  const source = await fileSource(origin, path, true)
  const read = (signal?: AbortSignal) => source.read(undefined, signal)
  return memberOf({ path, root, origin, sizeBytes: size, read }, [], intakeLimits)
}

async function isSigned({ path, read }: Member): Promise<boolean> {
  const parts: Uint8Array[] = []
  for await (const chunk of read()) parts.push(chunk.slice())
  const bytes = Buffer.concat(parts)
  const head = bytes.subarray(0, HEAD_BYTES)
  return asic.recognise(path, head) || (office.recognise(path, head) && bytes.includes(OFFICE_SIGNATURES))
}
