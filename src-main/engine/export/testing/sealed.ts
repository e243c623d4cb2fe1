import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBufferPromise } from 'yauzl'
import { newIdentity, readIdentity, type CertifiedIdentity } from '../../crypto/keys.ts'
import { readTrust, type Trust } from '../../crypto/trusted.ts'
import { sealPack, type SealedPack } from '../seal-pack.ts'
import { openZip } from '../zip-out.ts'
import { sampleContent } from './sample-pack.ts'

/** A signing identity made for a test, with the trust of an auditor who knows its certificate. */
export interface TestSigner {
  readonly identity: CertifiedIdentity
  readonly trust: Trust
}

/** Makes a signer whose certificate begins at `now`. */
export function testSigner(name: string, now: Date): TestSigner {
  const pem = new TextEncoder().encode(newIdentity({ name, algorithm: 'ecdsa-p256', now }))
  const identity = readIdentity(pem)
  if (identity.kind !== 'x509') throw new TypeError('not X.509')
  return { identity, trust: readTrust(pem) }
}

/** Seals the sample content at a name in a folder. */
export function sealSample(
  folder: string,
  name: string,
  { identity }: TestSigner,
  sealedAt: string,
): Promise<SealedPack> {
  return sealPack({ content: sampleContent(sealedAt), identity, out: join(folder, name) })
}

/** The entries of a pack, in order. */
export async function entriesOf(path: string): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(readFileSync(path))
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
    entries.set(entry.fileName, Buffer.concat(chunks))
  }
  return entries
}

/** Writes entries as a pack whose ZIP is in order, whatever they say. */
export async function writeEntries(path: string, entries: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const zip = openZip(path, '2026-03-01T10:00:00Z')
  for (const [name, content] of entries) zip.add(name, content, name === 'mimetype')
  await zip.end()
}

/** Writes a copy of a file with its bytes changed. */
export function writeChanged(from: string, to: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(to, change(readFileSync(from)))
}
