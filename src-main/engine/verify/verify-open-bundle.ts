import { hash } from 'node:crypto'
import { readBundleJson, readExportJson } from '../../core/bundle/declaration.ts'
import type { BundleJson, Declared } from '../../core/bundle/declaration.ts'
import * as layout from '../../core/bundle/layout.ts'
import { readManifest } from '../../core/bundle/manifest.ts'
import type { Manifest } from '../../core/bundle/manifest.ts'
import * as check from '../../core/verify/bag-checks.ts'
import type { Check } from '../../core/verify/check.ts'
import { checkPeriod } from '../../core/verify/period.ts'
import type { RecordsInSpan } from '../../core/verify/period.ts'
import { readSmall } from '../intake/folder-like.ts'
import type { BagFacts, BundleDeps, TagHeld } from './bag-facts.ts'
import type { BagSource } from './bag-source.ts'
import { Collected } from './collected.ts'
import { verifyLog } from './verify-log.ts'
import { unreadable } from './unreadable.ts'
import { checkPresence, verifyTags } from './verify-tags.ts'

/**
 * Every check of an open bundle (docs/verification.md). Reads each file once; memory does not grow with the logs. Findings come
 * when all is read, since what follows from a located change stands in it and not beside it.
 */
export async function* verifyOpenBundle(bag: BagSource, deps: BundleDeps): AsyncGenerator<Check> {
  const found = new Collected()
  const facts = await readFacts(bag, deps, found)
  found.add(checkForm(facts))
  yield* signatureChecks(facts)
  const tagHeld = tagJudge(facts)
  await verifyTags(facts, tagHeld, found)
  checkPresence(facts, found)
  await verifyLogs(facts, tagHeld, found)
  checkPayload(facts, found)
  found.counted()
  if (facts.declared) found.add(checkPeriod(facts.declared.period, spanOf(facts.declared, deps)))
  yield* found.all()
}

function spanOf({ period }: BundleJson, { recordsInSpan }: BundleDeps): RecordsInSpan | undefined {
  return period === null ? undefined : recordsInSpan?.(period.from, period.to)
}

const SMALL = [
  layout.BAGIT,
  layout.BAG_INFO,
  layout.BUNDLE_JSON,
  layout.EXPORT_JSON,
  layout.MANIFEST,
  layout.TAG_MANIFEST,
  layout.SSH_SIGNATURE,
  layout.CMS_SIGNATURE,
]

async function readFacts(bag: BagSource, deps: BundleDeps, found: Collected): Promise<BagFacts> {
  const names = new Set(bag.names)
  const tags = new Map<string, Uint8Array>()
  for (const name of SMALL) {
    const bytes = names.has(name) ? await readTag(bag, name, found) : undefined
    if (bytes !== undefined) tags.set(name, bytes)
  }
  const reading = { names, tags, found }
  const declared = declaredOf(layout.BUNDLE_JSON, reading, readBundleJson)
  declaredOf(layout.EXPORT_JSON, reading, readExportJson)
  const manifest = manifestOf(layout.MANIFEST, reading)
  const tagManifest = manifestOf(layout.TAG_MANIFEST, reading)
  return { bag, deps, names, declared, manifest, tagManifest, tags, closing: closingOf(tags.get(layout.EXPORT_JSON)) }
}

/** A tag file that is too large, or damaged in its archive, is a finding; what needs it is then not verifiable. */
async function readTag(bag: BagSource, name: string, found: Collected): Promise<Uint8Array | undefined> {
  const most = isSignature(name) ? layout.MAX_SIGNATURE_BYTES : layout.MAX_TAG_BYTES
  try {
    return await readSmall(bag, name, most)
  } catch (error) {
    found.add(unreadable(name, error))
    return undefined
  }
}

const isSignature = (name: string): boolean => name === layout.SSH_SIGNATURE || name === layout.CMS_SIGNATURE

interface TagReading {
  readonly names: ReadonlySet<string>
  readonly tags: ReadonlyMap<string, Uint8Array>
  readonly found: Collected
}

/** The bytes of a tag file that the format requires; that it is missing is told, that it could not be read was told before. */
function requiredTag(name: string, { names, tags, found }: TagReading): Uint8Array | undefined {
  if (!names.has(name)) found.add(check.requiredMissing('file.missing', name))
  return tags.get(name)
}

function declaredOf<T>(name: string, reading: TagReading, read: (bytes: Uint8Array) => Declared<T>): T | undefined {
  const bytes = requiredTag(name, reading)
  const answer = bytes && read(bytes)
  if (answer?.ok === false) reading.found.add(check.unreadableTag(name, answer.reason))
  return answer?.ok ? answer.value : undefined
}

function manifestOf(name: string, reading: TagReading): Manifest | undefined {
  const bytes = requiredTag(name, reading)
  if (bytes === undefined) return undefined
  const manifest = readManifest(Buffer.from(bytes).toString('utf8'))
  for (const one of check.checkManifestLines(name, manifest)) reading.found.add(one)
  return manifest
}

/** The line of `export.json` closes every chain, also where it is no longer what it should be. */
function closingOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined
  const end = bytes.indexOf(0x0a)
  return hash('sha256', end === -1 ? bytes : bytes.subarray(0, end), 'hex')
}

function checkForm({ tags, names }: BagFacts): Check {
  if (names.has('fetch.txt')) return check.fetchNotRead
  const bytes = tags.get(layout.BAGIT)
  return check.checkBagDeclaration(bytes && Buffer.from(bytes).toString('utf8'))
}

const tagJudge = ({ tagManifest }: BagFacts): TagHeld => {
  return (path, sha256) => {
    const stated = tagManifest?.digests.get(path)
    if (stated === undefined) return 'unknown'
    return stated === sha256 ? 'match' : 'mismatch'
  }
}

async function verifyLogs(facts: BagFacts, tagHeld: TagHeld, found: Collected): Promise<void> {
  const { names, bag, deps } = facts
  const logs = [...names].filter(layout.isLogPath)
  const sizes = logs.map((path) => bag.sizeBytes(path) ?? 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const manifestHeld = isManifestHeld(facts, tagHeld)
  let before = 0
  for (const [index, path] of logs.entries()) {
    const start = before
    const tell = (done: number): void => deps.tell?.(start + done, total, path)
    await verifyLog({ facts, path, manifestHeld, tagHeld, tell }, found)
    before += sizes[index] ?? 0
  }
}

function isManifestHeld({ tags }: BagFacts, tagHeld: TagHeld): boolean {
  const bytes = tags.get(layout.MANIFEST)
  return bytes !== undefined && tagHeld(layout.MANIFEST, hash('sha256', bytes, 'hex')) === 'match'
}

function* signatureChecks({ tags, deps }: BagFacts): Generator<Check> {
  const signed = tags.get(layout.TAG_MANIFEST)
  if (signed === undefined) {
    yield check.requiredMissing('digest.signature', layout.TAG_MANIFEST)
    return
  }
  const kinds = [
    ['cms', layout.CMS_SIGNATURE],
    ['sshsig', layout.SSH_SIGNATURE],
  ] as const
  const present = kinds.filter(([, file]) => tags.has(file))
  if (present.length === 0) yield check.signatureAbsent
  for (const [kind, file] of present) {
    yield check.ofSignature(file, deps.verifySignature(kind, signed, tags.get(file) ?? new Uint8Array()))
  }
}

function checkPayload({ bag, names, tags }: BagFacts, found: Collected): void {
  const info = tags.get(layout.BAG_INFO)
  const stated = info && check.payloadOxum(Buffer.from(info).toString('utf8'))
  if (stated === undefined) return
  const logs = [...names].filter(layout.isLogPath)
  const oxum = `${logs.reduce((sum, name) => sum + (bag.sizeBytes(name) ?? 0), 0)}.${logs.length}`
  if (oxum !== stated) found.follow(check.countDiffers(layout.BAG_INFO, 'Payload-Oxum', stated, oxum))
}
