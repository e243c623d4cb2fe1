import { lstat, opendir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { limitFault, malformedFault, systemFault } from './faults.ts'
import type { IntakeLimits } from './limits.ts'
import { identityOf, sourceOf } from './source.ts'
import type { Identity, Source } from './source.ts'

/** One file below a folder; `path` is relative to it, '/' between steps. `fault` says why it cannot be read. */
export type Found = { readonly path: string; readonly origin: string } & (
  | { readonly source: Source; readonly fault?: undefined }
  | { readonly source?: undefined; readonly fault: unknown }
)

/** The one order of names everywhere: by code unit, so that no locale changes it. */
export const compareNames = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Every file below the folder, each folder's names in order. Links are never followed. */
export async function* walkFolder(folder: string, limits: IntakeLimits): AsyncGenerator<Found> {
  yield* walk(folder, folder, limits, 0)
}

async function* walk(top: string, folder: string, limits: IntakeLimits, depth: number): AsyncGenerator<Found> {
  const shown = shownPath(top, folder) || folder
  if (depth > limits.maxFolderDepth) {
    yield {
      path: shown,
      origin: folder,
      fault: limitFault(shown, 'folders lie too deep in one another', 'Choose an inner folder'),
    }
    return
  }
  const listed = await namesIn(folder, shown, limits)
  if (!Array.isArray(listed)) {
    yield { path: shown, origin: folder, fault: listed.fault }
    return
  }
  for (const name of listed) {
    const origin = join(folder, name)
    const path = shownPath(top, origin)
    const kind = await kindOf(origin, path)
    if (kind === 'folder') yield* walk(top, origin, limits, depth + 1)
    else if ('fault' in kind) yield { path, origin, fault: kind.fault }
    else yield { path, origin, source: sourceOf({ path: origin, shown: path, followLink: false, first: kind }) }
  }
}

const shownPath = (top: string, path: string): string => relative(top, path).split(sep).join('/')

async function namesIn(folder: string, shown: string, limits: IntakeLimits): Promise<string[] | { fault: unknown }> {
  const names: string[] = []
  try {
    for await (const { name } of await opendir(folder)) {
      if (names.push(name) <= limits.maxEntries) continue
      const what = `the folder holds more than ${limits.maxEntries} names`
      throw limitFault(shown, what, 'Choose an inner folder or the files themselves')
    }
  } catch (error) {
    return { fault: systemFault(error, shown) }
  }
  return names.toSorted(compareNames)
}

async function kindOf(origin: string, shown: string): Promise<'folder' | Identity | { fault: unknown }> {
  try {
    const kind = await lstat(origin)
    if (kind.isDirectory()) return 'folder'
    if (kind.isFile()) return identityOf(kind)
    return { fault: kind.isSymbolicLink() ? linkFault(shown) : malformedFault(shown, 'is neither a file nor a folder') }
  } catch (error) {
    return { fault: systemFault(error, shown) }
  }
}

const linkFault = (shown: string): FaultError =>
  new FaultError('unsupported', {
    message: `${shown} is a link; links inside a folder are not followed`,
    file: shown,
    remedy: 'Choose the file it leads to by itself',
  })
