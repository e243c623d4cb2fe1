import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { systemFault } from '../intake/faults.ts'
import { intakeLimits } from '../intake/limits.ts'
import { type Member, memberOf } from '../intake/member.ts'
import { fileSource } from '../intake/source.ts'

/** Archives on the disk that were opened to list these files, by their paths, each with one file of it. */
export function openedArchives(members: readonly Member[]): ReadonlyMap<string, Member> {
  const opened = new Map<string, Member>()
  for (const member of members) {
    const path = archiveOf(member)
    if (path !== undefined && !opened.has(path)) opened.set(path, member)
  }
  return opened
}

/** The path up to the file on the disk, where that is an archive. */
function archiveOf({ path, origin }: Member): string | undefined {
  const name = `${basename(origin)}!`
  const at = path.startsWith(name) ? 0 : path.indexOf(`/${name}`) + 1
  return at > 0 || path.startsWith(name) ? path.slice(0, at + name.length - 1) : undefined
}

/** An opened archive as the one file that was received; undefined where it vanished meanwhile: what is in it is refused by name when it is read. */
export async function archiveAsReceived(path: string, { origin, root }: Member): Promise<Member | undefined> {
  try {
    const { size } = await stat(origin)
    const source = await fileSource(origin, path, true)
    const read = (signal?: AbortSignal) => source.read(undefined, signal)
    return memberOf({ path, root, origin, sizeBytes: size, read }, [], intakeLimits)
  } catch (error) {
    if (systemFault(error, path) instanceof FaultError) return undefined
    throw error
  }
}
