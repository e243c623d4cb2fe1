import { paths } from '../../core/pack/names.ts'
import { packProblem, signatureProblems, type PackProblem } from '../../core/pack/problems.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { namesCertificate } from '../crypto/cms-attributes.ts'
import { parseCms } from '../crypto/cms-parse.ts'
import { verifyCms } from '../crypto/cms.ts'
import type { Trust } from '../crypto/trusted.ts'
import { readAsicManifest, type AsicDigest } from './asic-read.ts'
import type { FoundFile } from './read-pack.ts'

/** A manifest with the answer over its signature; the first is that of the sealer, later ones countersign. */
export interface SignedManifest {
  readonly path: string
  readonly signature: string
  /** SHA-256 in hex by path; undefined for a digest that is not supported. */
  readonly references: ReadonlyMap<string, string | undefined>
  readonly check: SignatureCheck
}

const MANIFEST = /^META-INF\/ASiCManifest\d{3}\.xml$/

/** Checks the signature of every manifest in the pack, by name in order. */
export function checkSignatures(
  files: ReadonlyMap<string, FoundFile>,
  trust: Trust,
  now: Date,
): { manifests: SignedManifest[]; problems: PackProblem[] } {
  const manifests: SignedManifest[] = []
  const problems: PackProblem[] = []
  const found = [...files.keys()].filter((path) => MANIFEST.test(path)).toSorted()
  if (!found.includes(paths.asicManifest)) {
    problems.push(packProblem('signature-missing', 'the pack holds no signed manifest', paths.asicManifest))
  }
  for (const path of found) {
    const bytes = files.get(path)?.content ?? new Uint8Array()
    const read = readAsicManifest(bytes)
    if (!read) {
      problems.push(packProblem('signature-invalid', `${path} is not a manifest that can be read`, path))
      continue
    }
    const signature = files.get(read.signature)?.content
    if (!signature || !read.signature.startsWith('META-INF/')) {
      problems.push(
        packProblem('signature-missing', `${path} has no signature: ${read.signature} is missing`, read.signature),
      )
      continue
    }
    const check = verifyCms(bytes, signature, trust, now)
    problems.push(...signatureNotes(check, signature, read.signature))
    const references = new Map([...read.references].map(([name, one]) => [name, sha256Of(one)]))
    manifests.push({ path, signature: read.signature, references, check })
  }
  return { manifests, problems }
}

/** A pack is sealed with SHA-256; any other digest in its manifest is not ours. */
const sha256Of = ({ hash, digest }: AsicDigest): string | undefined => (hash === 'sha256' ? digest : undefined)

function signatureNotes(check: SignatureCheck, signature: Uint8Array, path: string): PackProblem[] {
  const problems = check.faults.map(({ reason, message, settles }) =>
    packProblem(
      signatureProblems[reason],
      settles === undefined ? message : `${message}; what would settle it: ${settles}`,
      path,
    ),
  )
  if (check.state !== 'broken' && !isCades(signature)) {
    problems.push(packProblem('signature-invalid', 'the signature does not name its certificate (CAdES-BES)', path))
  }
  const stamped = check.signedAt.basis === 'token' || problems.some(({ code }) => code.startsWith('timestamp-'))
  if (stamped || check.state === 'broken') return problems
  const message = 'the signing time is only claimed: no time-stamp token proves it'
  return [...problems, packProblem('timestamp-absent', message, path)]
}

function isCades(signature: Uint8Array): boolean {
  try {
    return parseCms(signature).signed.signerInfos.every(namesCertificate)
  } catch {
    return false
  }
}
