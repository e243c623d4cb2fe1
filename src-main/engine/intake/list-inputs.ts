import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, sep } from 'node:path'
import { limitFault, malformedFault, systemFault } from './faults.ts'
import { OpenStream } from './forward-source.ts'
import { intakeLimits } from './limits.ts'
import type { IntakeLimits } from './limits.ts'
import { insideOf } from './list-archive.ts'
import type { Holding } from './list-archive.ts'
import { memberOf, refusalOf, unwrap } from './member.ts'
import type { Member, Received, RefusedMember } from './member.ts'
import { fileSource } from './source.ts'
import type { Source } from './source.ts'
import { compareNames, walkFolder } from './walk.ts'

type Listed = AsyncGenerator<Member | RefusedMember>

interface Listing extends Holding {
  entries: number
}

interface Place {
  readonly root: string
  /** As shown, relative to the chosen input. */
  readonly path: string
  readonly origin: string
}

/**
 * Every file of the chosen files, folders and archives, in an order that depends on names alone; of a tar archive in its own. What cannot be read comes as a
 * refusal in its place; only a fault of the program throws. A link is followed where it was chosen, never inside a folder.
 */
export async function* listInputs(paths: readonly string[], limits: IntakeLimits = intakeLimits): Listed {
  const listing: Listing = { limits, entries: 0, heldBytes: 0, openStream: new OpenStream() }
  for (const { path, root, refused } of await resolveAll(paths)) {
    if (refused === undefined) yield* listChosen({ root, path: root, origin: path }, listing)
    else yield refused
  }
}

interface Chosen {
  readonly path: string
  readonly root: string
  readonly refused?: RefusedMember
}

async function resolveAll(paths: readonly string[]): Promise<Chosen[]> {
  const found = new Map<string, Chosen>()
  for (const path of paths) {
    const root = basename(path) || path
    try {
      const real = await realpath(path).catch((error: unknown) => {
        throw systemFault(error, path)
      })
      found.set(real, { path: real, root })
    } catch (error) {
      found.set(path, { path, root, refused: refusalOf(error, path, root) })
    }
  }
  const all = [...found.values()]
  return withOwnNames(all.filter(({ path }) => !all.some((other) => isWithin(path, other.path))))
}

const isWithin = (inner: string, outer: string): boolean => inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)

/** Two inputs of one name get as many parent folders before it as tell them apart. */
function withOwnNames(all: readonly Chosen[]): Chosen[] {
  const named = all.map((one) => {
    let { root } = one
    let parent = dirname(one.path)
    while (all.some((other) => other !== one && endsWithSteps(other.path, root)) && parent !== dirname(parent)) {
      root = `${basename(parent)}/${root}`
      parent = dirname(parent)
    }
    return { ...one, root }
  })
  return named.toSorted((a, b) => compareNames(a.root, b.root) || compareNames(a.path, b.path))
}

const endsWithSteps = (path: string, steps: string): boolean => `/${path.split(sep).join('/')}`.endsWith(`/${steps}`)

async function* listChosen(place: Place, listing: Listing): Listed {
  try {
    const kind = await stat(place.origin).catch((error: unknown) => {
      throw systemFault(error, place.origin)
    })
    if (kind.isDirectory()) yield* listFolder(place, listing)
    else if (kind.isFile()) yield* listFile(place, await fileSource(place.origin, place.path, true), listing)
    else throw malformedFault(place.path, 'is neither a file nor a folder')
  } catch (error) {
    yield refusalOf(error, place.path, place.root)
  }
}

async function* listFolder({ root, origin: folder }: Place, listing: Listing): Listed {
  for await (const { path, origin, source, fault } of walkFolder(folder, listing.limits)) {
    try {
      if (source === undefined) throw fault
      yield* listFile({ root, path, origin }, source, listing)
    } catch (error) {
      yield refusalOf(error, path, root)
    }
  }
}

async function* listFile(place: Place, source: Source, listing: Listing): Listed {
  if (!counts(listing, place.path)) return
  const received = {
    ...place,
    sizeBytes: source.sizeBytes,
    read: (signal?: AbortSignal) => source.read(undefined, signal),
  }
  yield* listReceived(received, source, listing, 0)
}

/** The same of one file whose received bytes lie ready, under the path it has. */
export async function* listKept(received: Received, source: Source): Listed {
  const listing: Listing = { limits: intakeLimits, entries: 0, heldBytes: 0, openStream: new OpenStream() }
  try {
    yield* listReceived(received, source, listing, 0)
  } catch (error) {
    yield refusalOf(error, received.path, received.root)
  }
}

/** `source` where the received bytes lie ready for random access. */
async function* listReceived(received: Received, source: Source | undefined, listing: Listing, depth: number): Listed {
  try {
    yield* listUnwrapped(received, source, listing, depth)
  } catch (error) {
    yield { ...refusalOf(error, received.path, received.root), received }
  }
}

async function* listUnwrapped(received: Received, source: Source | undefined, listing: Listing, depth: number): Listed {
  const { limits } = listing
  const { packing, layers } = await unwrap(received, depth, limits)
  if (packing === 'plain') {
    yield memberOf(received, layers, limits)
    return
  }
  const inner = depth + layers.length + 1
  if (inner > limits.maxDepth)
    throw limitFault(received.path, 'archives lie too deep in one another', 'Unpack the outer ones')
  for await (const inside of insideOf(packing, { received, layers, source }, listing)) {
    try {
      if (!counts(listing, inside.path)) return
      if ('kind' in inside) yield inside
      else yield* listReceived(inside, undefined, listing, inner)
    } catch (error) {
      yield refusalOf(error, inside.path, received.root)
    }
  }
}

/** False past the limit; the first file past it is refused by name, the ones after it are what that refusal speaks of. */
function counts(listing: Listing, path: string): boolean {
  listing.entries += 1
  if (listing.entries === listing.limits.maxEntries + 1) {
    const what = `more than ${listing.limits.maxEntries} files were chosen; this one and those after it are not read`
    throw limitFault(path, what, 'Choose fewer at a time')
  }
  return listing.entries <= listing.limits.maxEntries
}
