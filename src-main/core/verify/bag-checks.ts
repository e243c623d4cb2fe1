import { BAGIT, BAGIT_TEXT, CMS_SIGNATURE, MANIFEST, TAG_MANIFEST } from '../bundle/layout.ts'
import type { Manifest } from '../bundle/manifest.ts'
import { isSystemFile } from './bag.ts'
import type { Check } from './check.ts'
import { checkOfSignature } from './signature-check.ts'
import type { SignatureCheck } from './signature.ts'

const proof = { level: 'proof' } as const
const failed = { ...proof, verdict: 'failed', state: 'broken' } as const
const open = { ...proof, verdict: 'not-verifiable', state: 'unverifiable' } as const

/** `bagit.txt` as version 1.0 in UTF-8 (RFC 8493, 2.1.1); undefined text: it is not there. */
export function checkBagDeclaration(text: string | undefined): Check {
  if (text === undefined) return requiredMissing('bag.form', BAGIT)
  if (text === BAGIT_TEXT)
    return { ...proof, check: 'bag.form', verdict: 'verified', file: BAGIT, covered: 1, message: 'A BagIt 1.0 bag' }
  const message = `${BAGIT} does not declare BagIt 1.0 with tag files in UTF-8, byte for byte`
  return { ...failed, check: 'bag.form', file: BAGIT, kind: 'malformed', message }
}

/** Something that the format requires is not there: never "not offered". */
export const requiredMissing = (check: string, file: string): Check => ({
  ...open,
  check,
  file,
  message: `${file} is missing, which the format requires`,
  settles: `The bundle with its ${file}`,
})

/** A tag file that is there and cannot be read as what it should be. */
export const unreadableTag = (file: string, reason: string): Check => ({
  ...failed,
  check: 'bag.form',
  file,
  kind: 'malformed',
  message: `${file} ${reason}`,
})

/** Each line of a manifest that names nothing the bag may hold. */
export function* checkManifestLines(file: string, { wrong }: Manifest): Generator<Check> {
  for (const { line, reason } of wrong) {
    const message = line === 0 ? `${file}: ${reason}` : `Line ${line} of ${file} ${reason}`
    yield { ...failed, check: 'bag.form', file, ...(line === 0 ? {} : { line }), kind: 'malformed', message }
  }
}

/** A file that a manifest, the declaration or a chain speaks of and that is not there. */
export const fileMissing = (file: string, spokenOf: string, expected: string | undefined): Check => ({
  ...failed,
  check: 'file.missing',
  file,
  ...(expected === undefined ? {} : { expected }),
  kind: 'missing',
  message: `${file} is missing; ${spokenOf} names it`,
})

/** A file below data/ that no manifest names: a bag may not hold one (RFC 8493, 3). */
export const logUnlisted = (file: string): Check => ({
  ...failed,
  check: 'file.unlisted',
  file,
  kind: 'inserted',
  message: `${file} stands in no manifest: it was added, or its line in ${MANIFEST} was removed`,
})

/**
 * A file outside the tag manifest proves nothing, and a bundle that holds one is not what was signed alone: whoever opens it could take that file
 * for a part of it. Only what file managers leave behind is just told.
 */
export const tagUnlisted = (file: string): Check => ({
  ...open,
  level: isSystemFile(file) ? 'observation' : 'proof',
  check: 'file.unlisted',
  file,
  message: `${file} stands in no manifest, so no signature reaches it`,
  settles: `The bundle without it, or a ${TAG_MANIFEST} that names it`,
})

/** The bytes of a file are not those of the manifest, and nothing finer is known. */
export const digestDiffers = (
  check: 'digest.file' | 'digest.tag',
  file: string,
  expected: string,
  found: string,
): Check => ({
  ...failed,
  check,
  file,
  expected,
  found,
  kind: 'edited',
  message: `The digest of ${file} is not the one in the ${check === 'digest.tag' ? 'tag ' : ''}manifest`,
})

/** How many files of a manifest have the digests it states. */
export const digestsHold = (check: 'digest.file' | 'digest.tag', covered: number): Check => ({
  ...proof,
  check,
  verdict: 'verified',
  state: 'verified',
  covered,
  message: `${covered} ${covered === 1 ? 'file has the digest' : 'files have the digests'} of the ${check === 'digest.tag' ? 'tag ' : ''}manifest`,
})

/** The lines of one log hold against its chain. */
export const chainHolds = (file: string, covered: number): Check => ({
  ...proof,
  check: 'chain.link',
  verdict: 'verified',
  state: 'verified',
  file,
  covered,
  message: `All ${covered} lines, and the export's own, hold against the chain`,
})

/** A log without its chain: its lines are reached by the file digest alone. */
export const chainMissing = (file: string, chain: string): Check => ({
  ...requiredMissing('chain.link', chain),
  file,
  message: `${file} has no chain (${chain}), so no change can be located to its line`,
})

/** A file that breaks its own packing midway: its lines cannot be read further. */
export const unreadableLog = (file: string, reason: string, bounded: boolean): Check =>
  bounded
    ? { ...open, state: 'unsupported', check: 'digest.file', file, message: reason }
    : { ...failed, check: 'digest.file', file, kind: 'malformed', message: reason }

/** One signature over the tag manifest. */
export function ofSignature(file: string, signature: SignatureCheck): Check {
  const form = file === CMS_SIGNATURE ? 'CMS' : 'OpenSSH'
  return checkOfSignature(
    { check: 'digest.signature', file, what: `${form} signature over ${TAG_MANIFEST}` },
    signature,
  )
}

/** No signature at all: a forger who writes digests and chains anew could have taken it away. */
export const signatureAbsent: Check = {
  ...open,
  check: 'digest.signature',
  file: TAG_MANIFEST,
  message: 'The bundle carries no signature, so digests and chains could have been written anew',
  settles: `The exporter's signature over ${TAG_MANIFEST}, or that file's SHA-256 from the exporter by another way`,
}

/** Payload-Oxum of `bag-info.txt` (RFC 8493, 2.2.2): octets and files of the payload; undefined where it is not stated. */
export function payloadOxum(bagInfo: string): string | undefined {
  return /^Payload-Oxum:[ \t]*([0-9]+\.[0-9]+)[ \t]*$/m.exec(bagInfo.replaceAll('\r', '\n'))?.[1]
}

/** What a count that somebody declared is, and what was found. */
export const countDiffers = (file: string, what: string, expected: string, found: string): Check => ({
  ...failed,
  check: 'bundle.count',
  file,
  expected,
  found,
  kind: Number(found) < Number(expected) ? 'removed' : 'inserted',
  message: `${what}: ${expected} declared, ${found} found`,
})

/** Counts that hold. */
export const countsHold = (covered: number): Check => ({
  ...proof,
  check: 'bundle.count',
  verdict: 'verified',
  state: 'verified',
  covered,
  message: `The declared counts of ${covered} ${covered === 1 ? 'log' : 'logs'} hold`,
})

/** A log that the exporter's declaration does not name. */
export const logUndeclared = (file: string): Check => ({
  ...failed,
  check: 'bundle.count',
  file,
  kind: 'inserted',
  message: `${file} is not among the files of bundle.json`,
})

/** Files that are elsewhere (RFC 8493, 2.2.3) cannot be checked. */
export const fetchNotRead: Check = {
  ...open,
  state: 'unsupported',
  check: 'bag.form',
  file: 'fetch.txt',
  message: 'The bag names files that lie elsewhere (fetch.txt); Proofline fetches nothing',
  settles: 'The bag with all its files',
}

/** Findings past the number that is listed. */
export const furtherFindings = (count: number): Check => ({
  ...failed,
  check: 'chain.link',
  kind: 'edited',
  message: `${count} further findings are not listed one by one`,
})
