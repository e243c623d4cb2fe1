import { BAGIT } from '../../core/bundle/layout.ts'
import { mustBeCovered, paths } from '../../core/pack/names.ts'
import type { Check } from '../../core/verify/check.ts'
import { readAsicManifest, type AsicManifest } from '../export/asic-read.ts'
import { broken, counted, held, open, seen } from '../verify/findings.ts'
import { verifyBag } from '../verify/verify-bag.ts'
import { checkReferences } from './asic-references.ts'
import { checkOver } from './asic-signature.ts'
import { withBeside } from './beside-certificates.ts'
import type { Beside, ProofDeps } from './proof.ts'
import { smallBeside, whyUnread } from './read-beside.ts'

const MANIFEST = /^META-INF\/[^/]*ASiC[^/]*Manifest[^/]*\.xml$/i
const EVIDENCE_RECORD = /EvidenceRecord/i
const XADES = /^META-INF\/[^/]*signatures[^/]*\.xml$/i
const SIGNATURE = /^META-INF\/[^/]*\.(p7s|tst)$/i
const MOST_META_BYTES = 8 * 1024 * 1024

/** One container while it is judged. */
interface Container {
  readonly shown: string
  readonly files: Beside
  readonly deps: ProofDeps
}

/** A manifest of the container with its bytes, which are what is signed. */
interface Manifest extends AsicManifest {
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Checks a container (ETSI EN 319 162-1): every manifest's signature or time-stamp, every digest it states, and that a signature
 * reaches every file. ASiC-S: the signature over the one file. A bag inside is checked too.
 */
export async function* checkContainer(shown: string, files: Beside, given: ProofDeps): AsyncGenerator<Check> {
  const deps = { ...given, trust: await withBeside(given.trust, files) }
  const container: Container = { shown, files, deps }
  const kind = await mimeOf(files)
  if (kind === undefined)
    yield seen('container.form', `${shown} does not say what kind of container it is (mimetype)`, shown)
  yield* files.paths
    .filter((path) => XADES.test(path))
    .map((path) => notChecked(`${shown}!${path}`, 'an XAdES signature'))
  const manifests = yield* manifestsOf(container)
  const simple = kind === 'asic-s' || (kind === undefined && /\.(asics|scs)$/i.test(shown))
  if (simple && manifests.length === 0) yield* checkSimple(container)
  else yield* checkExtended(container, manifests)
  if (files.paths.includes(BAGIT)) yield* checkBag(container)
}

const notChecked = (file: string, what: string): Check => ({
  ...open(
    'container.signature',
    `${file} is ${what}, which is not checked`,
    'a CAdES signature or an RFC 3161 time-stamp',
  ),
  state: 'unsupported',
  file,
})

/** A container can be a bag at the same time; its own files never stand in the bag's manifests. */
async function* checkBag({ shown, files, deps }: Container): AsyncGenerator<Check> {
  for await (const check of verifyBag({ beside: files, top: '', signal: deps.signal })) {
    if (check.check === 'file.unlisted' && check.level === 'observation') continue
    yield check.file === undefined ? check : { ...check, file: `${shown}!${check.file}` }
  }
}

async function mimeOf(files: Beside): Promise<'asic-e' | 'asic-s' | undefined> {
  if (!files.paths.includes(paths.mimetype)) return undefined
  const bytes = await smallBeside(files, paths.mimetype, 200).catch((error: unknown) => void whyUnread(error))
  const [, kind] =
    /^application\/vnd\.etsi\.(asic-[es])\+zip\s*$/.exec(Buffer.from(bytes ?? []).toString('latin1')) ?? []
  return kind === 'asic-e' || kind === 'asic-s' ? kind : undefined
}

async function* manifestsOf({ shown, files }: Container): AsyncGenerator<Check, Manifest[]> {
  const manifests: Manifest[] = []
  for (const path of files.paths.filter((one) => MANIFEST.test(one))) {
    const file = `${shown}!${path}`
    if (EVIDENCE_RECORD.test(path)) {
      yield notChecked(file, 'part of an evidence record')
      continue
    }
    const bytes = await metaBytes(files, path)
    const read = typeof bytes === 'string' ? undefined : readAsicManifest(bytes)
    if (read && typeof bytes !== 'string') manifests.push({ ...read, path, bytes })
    else {
      const why = typeof bytes === 'string' ? bytes : `${file} is no manifest that can be read in one way`
      yield broken('container.form', why, { file, kind: 'malformed' })
    }
  }
  return manifests
}

/** The bytes of a small file of the container, or why they cannot be had. */
async function metaBytes(files: Beside, path: string): Promise<Uint8Array | string> {
  try {
    return (await smallBeside(files, path, MOST_META_BYTES)) ?? `${path} is over 8 MiB`
  } catch (error) {
    return whyUnread(error)
  }
}

async function* checkExtended(container: Container, manifests: readonly Manifest[]): AsyncGenerator<Check> {
  const { shown, files, deps } = container
  for (const { path, bytes, signature, references } of manifests) {
    yield* checkSigned(container, path, bytes, signature)
    yield* checkReferences({ shown, files, manifest: path, references, signal: deps.signal })
  }
  const named = new Set(manifests.map(({ signature }) => signature))
  for (const path of files.paths.filter((one) => SIGNATURE.test(one) && !named.has(one))) {
    const message = `${shown}!${path} is named by no manifest, so what it is over is not known`
    yield { ...open('container.signature', message, 'the manifest that it signs'), file: `${shown}!${path}` }
  }
  yield* checkCover(container, manifests)
}

async function* checkSigned(
  container: Container,
  path: string,
  bytes: Uint8Array,
  signature: string,
): AsyncGenerator<Check> {
  const { shown, files, deps } = container
  const what = { container: shown, signature, over: path }
  const value = files.paths.includes(signature) ? await metaBytes(files, signature) : undefined
  if (value === undefined) {
    const file = `${shown}!${signature}`
    yield {
      ...open('container.signature', `${file} is missing, which ${path} names`, 'the container with its signature'),
      file,
      kind: 'missing',
    }
  } else if (typeof value === 'string')
    yield broken('container.signature', value, { file: `${shown}!${signature}`, kind: 'malformed' })
  else yield* checkOver(what, { value, chunks: [bytes] }, deps)
}

/** Files that no signature reaches are told one by one; in a container of no signature at all that is said once. */
function* checkCover({ shown, files }: Container, manifests: readonly Manifest[]): Generator<Check> {
  if (manifests.length === 0) {
    yield {
      ...open('container.signature', `${shown} holds no signed manifest`, 'the container with its signature'),
      file: shown,
    }
    return
  }
  const must = files.paths.filter(mustBeCovered)
  const outside = must.filter((path) => !manifests.some(({ references }) => references.has(path)))
  for (const path of outside) {
    const message = `${path} is in ${shown}, but no signature reaches it`
    yield broken('container.covered', message, { file: `${shown}!${path}`, kind: 'inserted' })
  }
  if (outside.length < must.length)
    yield held(
      'container.covered',
      must.length - outside.length,
      `the manifests of ${shown} name ${counted(must.length - outside.length, 'file')} of it`,
    )
}

/** ASiC-S: one file beside `mimetype` and META-INF, signed or time-stamped as it is (EN 319 162-1, 4.3). */
async function* checkSimple({ shown, files, deps }: Container): AsyncGenerator<Check> {
  const [over, second] = files.paths.filter(mustBeCovered)
  if (over === undefined || second !== undefined) {
    const message = `${shown} does not hold exactly one file, as a simple container must`
    yield broken('container.form', message, { file: shown, kind: 'malformed' })
    return
  }
  const signatures = files.paths.filter((path) => SIGNATURE.test(path))
  for (const signature of signatures) {
    const value = await metaBytes(files, signature)
    const file = `${shown}!${signature}`
    const chunks = files.read(over, deps.signal)
    if (typeof value === 'string') yield broken('container.signature', value, { file, kind: 'malformed' })
    else if (chunks) yield* checkOver({ container: shown, signature, over }, { value, chunks }, deps)
  }
  if (signatures.length === 0)
    yield {
      ...open('container.signature', `${shown} holds no signature`, 'the container with its signature'),
      file: shown,
    }
}
