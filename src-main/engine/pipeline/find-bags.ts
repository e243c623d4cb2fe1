import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { MARKS } from '../../core/bundle/layout.ts'
import { type FolderLike, openFolderLike } from '../intake/folder-like.ts'

/** An open bundle, or what is left of one, with the name it is shown by. */
export interface FoundBag {
  readonly name: string
  readonly origin: string
  readonly bag: FolderLike
}

/** What one input holds: bundles, and whether a file of it belongs to one of them. */
export interface FoundBags {
  readonly bags: readonly FoundBag[]
  readonly isInside: (path: string) => boolean
}

const nothing: FoundBags = { bags: [], isInside: () => false }

/** Whether a file's last name is a mark of an open bundle. */
export const isMark = (path: string): boolean =>
  MARKS.has(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1))

/**
 * Finds the open bundles of an input: the folder or archive itself, folders in it, and archives in a folder. A bundle that cannot be opened
 * as one (a link in it, a broken archive) is a fault and not a heap of loose files: its proof must not be lost in silence.
 */
export async function findBags(path: string, shown: string): Promise<FoundBags> {
  const folder = await opened(path)
  if (!folder) return nothing
  const tops = topsOf(folder.names)
  if (tops.includes('')) return { bags: [{ name: shown, origin: path, bag: folder }], isInside: () => true }
  const bags = tops.map((top) => ({ name: `${shown}/${top}`, origin: path, bag: below(folder, `${top}/`) }))
  const archives = (await stat(path)).isDirectory() ? await archivesIn(path, shown, folder.names) : []
  const inside = [...tops.map((top) => `${top}/`), ...archives.map(({ name }) => `${name.slice(shown.length + 1)}!`)]
  return {
    bags: [...bags, ...archives],
    isInside: (file) =>
      inside.some((start) => file.startsWith(start) || file.includes(`/${start}`) || file.includes(`!${start}`)),
  }
}

/** The folders, '' for the top itself, in which a mark or a chain stands; what lies below one of them belongs to it. */
function topsOf(names: readonly string[]): string[] {
  const tops = new Set<string>()
  for (const name of names) {
    const slash = name.lastIndexOf('/')
    if (isMark(name)) tops.add(name.slice(0, Math.max(0, slash)))
    const chain = /^(?:(.*)\/)?chain\/.+\.chain$/.exec(name)
    if (chain) tops.add(chain[1] ?? '')
  }
  return [...tops]
    .filter((top) => ![...tops].some((other) => other !== top && (other === '' || top.startsWith(`${other}/`))))
    .toSorted()
}

const below = (folder: FolderLike, start: string): FolderLike => ({
  name: start.slice(0, -1),
  names: folder.names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length)),
  sizeBytes: (name) => folder.sizeBytes(start + name),
  read: (name, signal) => folder.read(start + name, signal),
})

async function archivesIn(path: string, shown: string, names: readonly string[]): Promise<FoundBag[]> {
  const found: FoundBag[] = []
  for (const name of names.filter((one) => /\.zip$/i.test(one))) {
    const bag = await opened(join(path, name))
    if (bag && topsOf(bag.names).includes('')) found.push({ name: `${shown}/${name}`, origin: join(path, name), bag })
  }
  return found
}

async function opened(path: string): Promise<FolderLike | undefined> {
  try {
    return await openFolderLike(path)
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    if (await hasMark(path)) throw error
    return undefined // as loose files each one is refused by itself
  }
}

/** Looks at a folder that could not be listed as a whole. */
async function hasMark(path: string): Promise<boolean> {
  const entries = await readdir(path).catch(() => [])
  return entries.some((entry) => MARKS.has(entry))
}
