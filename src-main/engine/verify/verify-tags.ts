import * as layout from '../../core/bundle/layout.ts'
import { digestDiffers, fileMissing, tagUnlisted } from '../../core/verify/bag-checks.ts'
import { openTag } from './bag-source.ts'
import type { Collected } from './collected.ts'
import type { BagFacts, TagHeld } from './bag-facts.ts'
import { unreadable } from './unreadable.ts'

/** Holds every tag file against the tag manifest, but the chains of logs that are here, which are read with them. */
export async function verifyTags(facts: BagFacts, tagHeld: TagHeld, found: Collected): Promise<void> {
  const { names, tagManifest } = facts
  for (const name of names) {
    if (layout.isLogPath(name) || layout.isSeal(name)) continue
    const expected = tagManifest?.digests.get(name)
    if (expected !== undefined && !isReadWithLog(name, names))
      await verifyTag({ facts, name, expected }, tagHeld, found)
    else if (tagManifest && expected === undefined) found.add(tagUnlisted(name))
  }
}

const isReadWithLog = (name: string, names: ReadonlySet<string>): boolean => {
  const log = layout.logPathOf(name)
  return log !== undefined && names.has(log)
}

interface Tag {
  readonly facts: BagFacts
  readonly name: string
  readonly expected: string
}

async function verifyTag({ facts, name, expected }: Tag, tagHeld: TagHeld, found: Collected): Promise<void> {
  try {
    const text = openTag(facts.bag, name, facts.deps.signal)
    for await (const chunk of text.chunks) if (chunk.length < 0) break
    const sha256 = text.sha256()
    if (tagHeld(name, sha256) === 'match') found.tagHeld()
    else found.add(digestDiffers('digest.tag', name, expected, sha256))
  } catch (error) {
    // The small ones were read before, and told.
    if (!isNeeded(name) || layout.logPathOf(name) !== undefined) found.add(unreadable(name, error))
    else unreadable(name, error)
  }
}

/** Tag files that version 1 requires; that one of them is missing is told where it is read. */
const REQUIRED = [layout.BAGIT, layout.BUNDLE_JSON, layout.EXPORT_JSON, layout.MANIFEST, layout.TAG_MANIFEST]

const isNeeded = (name: string): boolean => REQUIRED.includes(name) || layout.logPathOf(name) !== undefined

/** Every file that something speaks of must be there; each is told once, with the first that speaks of it. */
export function checkPresence(facts: BagFacts, found: Collected): void {
  const { names, manifest, tagManifest } = facts
  const told = new Set<string>(REQUIRED)
  for (const [path, by] of spokenOf(facts)) {
    // A log without its chain is told where the log is verified.
    if (names.has(path) || told.has(path) || isReadWithLog(path, names)) continue
    told.add(path)
    found.add(fileMissing(path, by, manifest?.digests.get(path) ?? tagManifest?.digests.get(path)))
  }
}

const by = (paths: Iterable<string> | undefined, who: string) => [...(paths ?? [])].map((path) => [path, who] as const)

function spokenOf({ names, manifest, tagManifest, declared }: BagFacts): (readonly [string, string])[] {
  const chained = [...names].flatMap((name) => {
    const log = layout.logPathOf(name)
    return log === undefined ? [] : [[log, name] as const]
  })
  return [
    ...by(manifest?.digests.keys(), layout.MANIFEST),
    ...by(
      declared?.files.map(({ path }) => path),
      layout.BUNDLE_JSON,
    ),
    ...chained,
    ...by(tagManifest?.digests.keys(), layout.TAG_MANIFEST),
  ]
}
