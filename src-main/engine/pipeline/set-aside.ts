import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import type { Member } from '../intake/member.ts'
import type { PlannedBundle } from './plan-import.ts'

/** A file that the case holds already, and in which bundle. */
export interface Already {
  readonly path: string
  readonly sha256: string
  readonly bundle: number
}

const HELD = `SELECT f.bundle FROM bundle_file f JOIN bundle b ON b.id = f.bundle
               WHERE f.sha256 = ? AND f.text_sha256 = ? AND b.state = 'complete'` // index: bundle_file_by_sha256
const HELD_LOOSE = `${HELD} AND (f.role = 'log' OR b.shape = 'open-bundle')`

/**
 * Sets aside what the case already holds: a loose file by its SHA-256; an open bundle or a bag only if one bundle of the case has every file
 * of it, since the same logs under another signature are another proof.
 */
export async function setAside(
  db: Database,
  bundles: readonly PlannedBundle[],
  signal: AbortSignal,
): Promise<{ bundles: PlannedBundle[]; already: Already[] }> {
  const sizes = new Set(db.prepare<[], number>('SELECT DISTINCT bytes FROM bundle_file').pluck().all())
  const find = db.prepare<[string, string], number>(HELD).pluck()
  const findLoose = db.prepare<[string, string], number>(HELD_LOOSE).pluck()
  const already: Already[] = []
  const left: PlannedBundle[] = []
  for (const bundle of bundles) {
    const held = new Map<Member, { sha256: string; bundles: readonly number[] }>()
    for (const { member } of bundle.files) {
      if (!sizes.has(member.sizeBytes)) continue
      const { sha256, text } = await digestsOf(member, signal)
      const found = (bundle.isWhole ? find : findLoose).all(sha256, text)
      if (found.length > 0) held.set(member, { sha256, bundles: found })
    }
    const known = [...held].map(
      ([
        { path },
        {
          sha256,
          bundles: [id = 0],
        },
      ]) => ({ path, sha256, bundle: id }),
    )
    if (bundle.isWhole) {
      if (isHeldWhole(bundle, held)) already.push(...known)
      else left.push(bundle)
      continue
    }
    already.push(...known)
    const files = bundle.files.filter(({ member }) => !held.has(member))
    if (files.length > 0) left.push({ ...bundle, files })
  }
  return { bundles: left, already }
}

function isHeldWhole(
  { files }: PlannedBundle,
  held: ReadonlyMap<Member, { readonly bundles: readonly number[] }>,
): boolean {
  const [first, ...others] = files.map(({ member }) => held.get(member)?.bundles ?? [])
  return first?.some((id) => others.every((ids) => ids.includes(id))) ?? false
}

/** As received, and of the text: two sheets of one workbook come from the same bytes. */
async function digestsOf(member: Member, signal: AbortSignal): Promise<{ sha256: string; text: string }> {
  const digest = createHash('sha256')
  const textDigest = createHash('sha256')
  const isText = member.layers.length === 0
  for await (const chunk of member.read((received) => void digest.update(received), signal))
    if (!isText) textDigest.update(chunk)
  const sha256 = digest.digest('hex')
  return { sha256, text: isText ? sha256 : textDigest.digest('hex') }
}
