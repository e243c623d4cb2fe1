import * as layout from '../../core/bundle/layout.ts'
import { folderOf } from '../proofs/target.ts'

/** Folders that bags stand in, each with its last separator ('/' or '!' after an archive), '' for the top itself. */
export interface BagTops {
  /** Of open bundles, or of what is left of one. */
  readonly open: ReadonlySet<string>
  /** Of BagIt bags that bear no mark of an open bundle. */
  readonly plain: ReadonlySet<string>
}

const CHAIN = 'chain/'
const CHAIN_FILE = /^(.*[/!])?chain\/.+\.chain$/

/** Where bags stand among these paths. */
export function bagTops(paths: Iterable<string>): BagTops {
  const marks = new Map<string, Set<string>>()
  const put = (top: string, mark: string): void => void marks.set(top, (marks.get(top) ?? new Set()).add(mark))
  for (const path of paths) {
    if (isMark(path)) put(folderOf(path), nameOf(path))
    const chain = CHAIN_FILE.exec(path)
    if (chain) put(chain[1] ?? '', CHAIN)
  }
  const tops = [...marks]
  return {
    open: new Set(tops.filter(([, found]) => isOpen(found)).map(([top]) => top)),
    plain: new Set(tops.filter(([, found]) => !isOpen(found)).map(([top]) => top)),
  }
}

/** A manifest without `bagit.txt` is more likely what is left of an open bundle than a bag: it is never taken for less. */
const isOpen = (marks: ReadonlySet<string>): boolean =>
  !marks.has(layout.BAGIT) || marks.has(CHAIN) || [...marks].some((mark) => layout.OWN_MARKS.has(mark))

const nameOf = (path: string): string => path.slice(folderOf(path).length)

/** Whether a file's last name is one that an open bundle has at its top. */
export const isMark = (path: string): boolean => layout.MARKS.has(nameOf(path))

/** Open bundles that lie within no other bag: what lies in one belongs to it. */
export const outermost = ({ open, plain }: BagTops): string[] => {
  const all = [...open, ...plain]
  return [...open].filter((top) => !all.some((other) => other !== top && top.startsWith(other))).toSorted()
}

/** Whether a path lies in one of these folders. */
export function isWithin(tops: ReadonlySet<string>, path: string): boolean {
  if (tops.size === 0) return false
  for (let at = path; ; at = at.slice(0, -1)) {
    at = folderOf(at)
    if (tops.has(at)) return true
    if (at === '') return false
  }
}
