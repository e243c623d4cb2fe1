import { createHash, hash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { link, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { custodyLine, genesisHash } from '../../core/custody/custody.ts'
import { asicManifest } from '../../core/pack/asic-manifest.ts'
import { bagInfoText, bagitText, manifestText, sourceText, tagFiles, type SealedFile } from '../../core/pack/bag.ts'
import type { PackContent } from '../../core/pack/content.ts'
import { isPackName, PACK_MIMETYPE, paths, tablePath } from '../../core/pack/names.ts'
import { reportText } from '../../core/pack/report.ts'
import { verifyText } from '../../core/pack/verify-text.ts'
import { isSignedBy, type Certificate } from '../crypto/certificate.ts'
import { signCms } from '../crypto/cms-sign.ts'
import { verifyCms } from '../crypto/cms.ts'
import { shownCertificate, type CertifiedIdentity, type Identity } from '../crypto/keys.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { writeFault } from './write-fault.ts'
import { writeTables, type WrittenTables } from './write-tables.ts'
import { openZip, type ZipOut } from './zip-out.ts'

/** What sealing gave, as `seal --json` shows it; `files` counts all files in the pack. */
export interface SealedPack {
  readonly pack: string
  readonly sha256: string
  readonly bytes: number
  readonly fingerprint: string
  readonly records: number
  readonly files: number
  readonly custodyHead: string
}

/** How far sealing is: records written, then files of the pack digested and stored. */
export interface SealProgress {
  readonly step: 'records' | 'files'
  readonly done: number
}

/** What to seal, with what, and where to; `sheetRows` only for tests of what overflows a sheet. */
export interface SealAsk {
  readonly content: PackContent
  readonly identity: Identity
  readonly out: string
  readonly progress?: (progress: SealProgress) => void
  readonly signal?: AbortSignal
  readonly sheetRows?: number
}

/**
 * Writes a signed evidence pack beside its name and renames it when whole; an existing file is never overwritten. On any
 * failure, a full disk and a cancel included, nothing is left behind.
 */
export async function sealPack(ask: SealAsk): Promise<SealedPack> {
  const identity = signingIdentity(ask)
  if (existsSync(ask.out)) throw outputExists(ask.out)
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(dirname(ask.out), `.${basename(ask.out)}.part-`))
    return await sealIn(folder, identity, ask)
  } catch (error) {
    // However a cancel ended the streams, it is told as what it is.
    stopIfCancelled(ask.signal)
    throw writeFault(error, ask.out)
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function sealIn(folder: string, identity: CertifiedIdentity, ask: SealAsk): Promise<SealedPack> {
  const { content, progress, signal } = ask
  const [signer] = identity.certificates.map(shownCertificate)
  if (!signer) throw new FaultError('key-wrong', 'the key file holds no certificate')
  const custodyHead = content.custody.at(-1)?.hash ?? genesisHash
  const written = await writeTables({
    content,
    totals: { custodyHead, signer },
    folder,
    ...(ask.sheetRows === undefined ? {} : { most: ask.sheetRows }),
    progress: (done) => progress?.({ step: 'records', done }),
    signal,
  })
  const payload = payloadOf(content, written)
  const digested: SealedFile[] = []
  for (const file of payload) {
    stopIfCancelled(signal)
    digested.push(await digestOf(file))
    progress?.({ step: 'files', done: digested.length })
  }
  const tags = tagsOf({ content, identity, payload: digested, custodyHead, packName: basename(ask.out) })
  const container = signed(content, identity, [...tags, ...digested])
  const part = join(folder, 'pack.part')
  const sealed = await writeContainer(openZip(part, content.sealedAt, signal), { tags, payload, container })
  stopIfCancelled(signal)
  await place(part, ask.out)
  const files = tags.length + payload.length + container.length + 1
  return {
    pack: ask.out,
    ...sealed,
    fingerprint: signer.fingerprint,
    records: written.totals.records,
    files,
    custodyHead,
  }
}

/** A file whose content is here, or lies on disk for now. */
type Member = { readonly path: string } & ({ readonly content: Uint8Array } | { readonly realPath: string })

function payloadOf(content: PackContent, { workbook, tables, totals }: WrittenTables): Member[] {
  const sources = content.bundles.flatMap(({ files }) => files)
  return [
    { path: paths.workbook, realPath: workbook },
    ...tables.map(({ name, csv }) => ({ path: tablePath(name), realPath: csv })),
    inMemoryText(
      paths.report,
      reportText(
        content,
        totals,
        tables.map(({ name, rows }) => ({ name, rows })),
      ),
    ),
    inMemoryText(paths.custody, content.custody.map((entry) => `${custodyLine(entry)}\n`).join('')),
    inMemoryText(paths.sources, sourceText(sources)),
  ]
}

async function digestOf(member: Member): Promise<SealedFile> {
  if ('content' in member) return inMemory(member.path, member.content)
  const digest = createHash('sha256')
  for await (const chunk of createReadStream(member.realPath)) digest.update(chunk)
  return { path: member.path, bytes: (await stat(member.realPath)).size, sha256: digest.digest('hex') }
}

interface Tag extends SealedFile {
  readonly content: Uint8Array
}

function inMemoryText(path: string, text: string): Tag {
  return inMemory(path, Buffer.from(text))
}

function inMemory(path: string, content: Uint8Array): Tag {
  return { path, bytes: content.length, sha256: hash('sha256', content, 'hex'), content }
}

interface TagAsk {
  readonly content: PackContent
  readonly identity: CertifiedIdentity
  readonly payload: readonly SealedFile[]
  readonly custodyHead: string
  readonly packName: string
}

function tagsOf({ content, identity, payload, custodyHead, packName }: TagAsk): Tag[] {
  const { sealedAt, packId, tool } = content
  const [signer] = identity.certificates
  if (!signer) throw new FaultError('key-wrong', 'the key file holds no certificate')
  const { name, fingerprint } = shownCertificate(signer)
  const bag = { organisation: content.case.organisation, sealedAt, packId, tool, custodyHead }
  const verify = { packName, signerName: name, fingerprint, selfIssued: isSelfIssued(signer), sealedAt }
  const tags = [
    inMemoryText(paths.bagit, bagitText),
    inMemoryText(paths.bagInfo, bagInfoText(bag, payload)),
    inMemoryText(paths.verify, verifyText(verify)),
    inMemoryText(paths.chain, identity.certificates.map(({ x509 }) => x509.toString()).join('')),
    inMemoryText(paths.manifest, manifestText(payload)),
  ]
  return [...tags, inMemoryText(paths.tagManifest, manifestText(tags.filter(({ path }) => tagFiles.includes(path))))]
}

function isSelfIssued(certificate: Certificate): boolean {
  return certificate.x509.issuer === certificate.x509.subject && isSignedBy(certificate, certificate)
}

/** The signed manifest and its signature; what would not verify is never written. */
function signed(content: PackContent, identity: CertifiedIdentity, files: readonly SealedFile[]): Tag[] {
  const references = files.map(({ path, sha256 }) => ({ path, digest: Buffer.from(sha256, 'hex').toString('base64') }))
  const wrong = references.find(({ path }) => !isPackName(path))
  if (wrong) throw new Error(`a pack may not hold the name ${wrong.path}`)
  const manifest = Buffer.from(asicManifest(references))
  const time = new Date(content.sealedAt)
  const signature = signCms(manifest, identity, time)
  const keys = identity.certificates.slice(0, 1).map((certificate) => ({
    kind: 'x509' as const,
    ...shownCertificate(certificate),
    material: certificate.x509.toString(),
    certificate,
  }))
  const check = verifyCms(manifest, signature, { keys, lists: [] }, time)
  if (check.verdict !== 'verified') {
    const remedy = 'use another signing identity, or make one with `proofline key new`'
    throw new FaultError('key-wrong', { message: `this key cannot seal: ${check.message}`, remedy })
  }
  return [inMemory(paths.asicManifest, manifest), inMemory(paths.signature, signature)]
}

interface Container {
  readonly tags: readonly Tag[]
  readonly payload: readonly Member[]
  readonly container: readonly Tag[]
}

/** The order in the file is that of the format: mimetype first and stored, then tags, payload, manifests, signature. */
async function writeContainer(zip: ZipOut, { tags, payload, container }: Container) {
  zip.add(paths.mimetype, PACK_MIMETYPE, true)
  const leading: ReadonlySet<string> = new Set([paths.bagit, paths.bagInfo, paths.verify])
  const tag = ({ path, content }: Tag): void => zip.add(path, content)
  tags.filter(({ path }) => leading.has(path)).forEach(tag)
  for (const member of payload) {
    if ('content' in member) zip.add(member.path, member.content)
    else if (member.path === paths.workbook) zip.addStored(member.path, member.realPath)
    else zip.addFile(member.path, member.realPath)
  }
  tags.filter(({ path }) => !leading.has(path)).forEach(tag)
  container.forEach(tag)
  return zip.end()
}

/** Puts the whole pack at its name without replacing what may stand there by now. */
async function place(part: string, out: string): Promise<void> {
  const file = await open(part, 'r+')
  await file.sync()
  await file.close()
  try {
    await link(part, out)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST') throw outputExists(out)
    // Some file systems (FAT, network shares) have no links: there a rename has to do.
    if (existsSync(out)) throw outputExists(out)
    await rename(part, out)
  }
}

function signingIdentity({ identity }: SealAsk): CertifiedIdentity {
  if (identity.kind === 'x509') return identity
  throw new FaultError('key-wrong', {
    message: 'an OpenSSH key has no certificate and cannot sign a pack',
    remedy: 'make a signing identity with `proofline key new`',
  })
}

function outputExists(out: string): FaultError {
  return new FaultError('output-exists', {
    message: `there is already a file ${out}`,
    file: out,
    remedy: 'choose another name; a pack is never overwritten',
  })
}
