import { createHash } from 'node:crypto'
import { chainLine, GENESIS, linkHash } from '../../src-main/core/bundle/chain-text.ts'
import { writeBundleJson, writeExportJson } from '../../src-main/core/bundle/declaration.ts'
import {
  BAG_INFO,
  BAGIT,
  BAGIT_TEXT,
  BUNDLE_FORMAT,
  BUNDLE_JSON,
  BUNDLE_VERSION,
  chainPath,
  EXPORT_JSON,
  MANIFEST,
  TAG_MANIFEST,
} from '../../src-main/core/bundle/layout.ts'
import { writeManifest } from '../../src-main/core/bundle/manifest.ts'
import { type Log, textOf } from './logs.ts'

/** Files of a bag by their path within it. */
export type Bag = Map<string, Uint8Array>

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const EXPORT = writeExportJson({
  exporter: 'n.achterberg',
  time: '2025-04-01T06:00:00Z',
  reason: 'Review of access to production secrets, first quarter of 2025',
  tool: 'proofline 0.1.0',
})

interface Chained {
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly link: string
}

/** The chain of a log, closed by the line of the export (docs/bundle-format.md). */
function chained({ name, lines }: Log): Chained {
  let [text, link] = ['', GENESIS]
  const texts = [...lines.map((line) => line.text), EXPORT.trimEnd()]
  for (const [index, line] of texts.entries()) {
    const lineHash = sha256(line)
    link = linkHash(link, lineHash, sha256)
    text += chainLine(index + 1, lineHash, link)
  }
  return { path: `data/${name}`, text, lines: lines.length, link }
}

const manifest = (files: Bag): Uint8Array =>
  Buffer.from(writeManifest(new Map([...files].map(([path, bytes]) => [path, sha256(bytes)]))))

/** Everything of the bag but the signature, and the bytes that are signed. */
export function bagOf(logs: readonly Log[]): { readonly bag: Bag; readonly signed: Uint8Array } {
  const payload: Bag = new Map(logs.map((log) => [`data/${log.name}`, Buffer.from(textOf(log.lines))]))
  const chains = logs.map(chained)
  const bytes = [...payload.values()].reduce((sum, { length }) => sum + length, 0)
  const declared = writeBundleJson({
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    system: 'vault',
    host: 'vault-1.northmoor.example',
    period: { from: '2025-01-01T00:00:00Z', to: '2025-04-01T00:00:00Z' },
    files: chains.map(({ path, lines, link }) => ({ path, lines, link })),
  })
  const about = `Source-Organization: Northmoor Freight Ltd\nBagging-Date: 2025-04-01\nPayload-Oxum: ${bytes}.${logs.length}\n`
  const tags: Bag = new Map<string, Uint8Array>([
    [BAGIT, Buffer.from(BAGIT_TEXT)],
    [BAG_INFO, Buffer.from(about)],
    [BUNDLE_JSON, Buffer.from(declared)],
    [EXPORT_JSON, Buffer.from(EXPORT)],
    [MANIFEST, manifest(payload)],
    ...chains.map(({ path, text }): [string, Uint8Array] => [chainPath(path), Buffer.from(text)]),
  ])
  const signed = manifest(tags)
  return { bag: new Map([...tags, [TAG_MANIFEST, signed], ...payload]), signed }
}
