import { basename } from 'node:path'
import { wrongPath } from '../../core/bundle/relative-path.ts'
import { FaultError } from '../../contract/fault.ts'
import type { Member } from '../intake/member.ts'

/** Where each member stands below `data/`, in order; what an archive holds stands in a folder of its name. */
export function dataPaths(members: readonly Member[]): string[] {
  const short = members.map((member) => `data/${plainPath(member)}`)
  const paths = new Set(short).size === short.length ? short : members.map((member) => `data/${longPath(member)}`)
  const seen = new Set<string>()
  for (const path of paths) {
    const reason = seen.has(path) ? 'is the name of two files' : wrongPath(path)
    if (reason !== undefined) throw nameFault(path.slice(5), reason)
    seen.add(path)
  }
  return paths
}

function plainPath({ path, origin }: Member): string {
  const archive = `${basename(origin)}!`
  const at = path.indexOf(archive)
  return at === -1 ? path : `${path.slice(0, at + archive.length - 1)}/${path.slice(at + archive.length)}`
}

function longPath(member: Member): string {
  const path = plainPath(member)
  return path === member.root || path.startsWith(`${member.root}/`) ? path : `${member.root}/${path}`
}

const nameFault = (file: string, reason: string): FaultError =>
  new FaultError('bad-request', {
    message: `${JSON.stringify(file)} ${reason}, so it cannot stand in a bundle`,
    file,
    remedy: 'Rename the file, or bundle it by itself',
  })
