import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { type FolderLike, openFolderLike } from '../intake/folder-like.ts'
import { bagTops, isWithin, outermost } from './bag-tops.ts'

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

/**
 * Finds the open bundles of an input: the folder or archive itself, folders in it, and archives in a folder. A bundle that cannot be opened
 * as one (a link in it, a broken archive) is a fault and not a heap of loose files: its proof must not be lost in silence. A plain BagIt bag is
 * a heap of loose files with a proof among them, and so is all that lies in it.
 */
export async function findBags(path: string, shown: string): Promise<FoundBags> {
  const folder = await opened(path)
  if (!folder) return nothing
  const found = bagTops(folder.names)
  const tops = outermost(found)
  if (tops.includes('')) return { bags: [{ name: shown, origin: path, bag: folder }], isInside: () => true }
  const bags = tops.map((top) => ({ name: `${shown}/${top.slice(0, -1)}`, origin: path, bag: below(folder, top) }))
  const zips = folder.names.filter((name) => /\.zip$/i.test(name) && !isWithin(found.plain, name))
  const archives = (await stat(path)).isDirectory() ? await archivesIn(path, shown, zips) : []
  const inside = [...tops, ...archives.map(({ name }) => `${name.slice(shown.length + 1)}!`)]
  return {
    bags: [...bags, ...archives],
    isInside: (file) =>
      inside.some((start) => file.startsWith(start) || file.includes(`/${start}`) || file.includes(`!${start}`)),
  }
}

const below = (folder: FolderLike, start: string): FolderLike => ({
  name: start.slice(0, -1),
  names: folder.names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length)),
  sizeBytes: (name) => folder.sizeBytes(start + name),
  read: (name, signal) => folder.read(start + name, signal),
})

async function archivesIn(path: string, shown: string, zips: readonly string[]): Promise<FoundBag[]> {
  const found: FoundBag[] = []
  for (const name of zips) {
    const bag = await opened(join(path, name))
    if (bag && outermost(bagTops(bag.names)).includes(''))
      found.push({ name: `${shown}/${name}`, origin: join(path, name), bag })
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

/** Looks at a folder that could not be listed as a whole; the names in it are enough to tell a plain bag, whose files are loose ones. */
async function hasMark(path: string): Promise<boolean> {
  const entries = await readdir(path).catch(() => [])
  return bagTops(entries.map((entry) => (entry === 'chain' ? 'chain/of.chain' : entry))).open.has('')
}
