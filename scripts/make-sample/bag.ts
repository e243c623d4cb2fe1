import { createHash } from 'node:crypto'
import type { Log } from './logs.ts'
import { textOf } from './logs.ts'

/** Files of a bag by their path within it; tag files as UTF-8. */
export type Bag = Map<string, Uint8Array>

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const bytesOf = (text: string): Uint8Array => Buffer.from(text)

const EXPORT = `${JSON.stringify({
  exporter: 'n.achterberg',
  time: '2025-04-01T06:00:00Z',
  reason: 'Review of access to production secrets, first quarter of 2025',
  tool: 'proofline 0.1.0',
})}\n`

interface Chained {
  readonly text: string
  readonly lines: number
  readonly last: string
}

/** The rule "raw line + side file" with the export as its closing entry (`docs/bundle-format.md`). */
function chained({ lines }: Log): Chained {
  let [text, last] = ['', '0'.repeat(64)]
  for (const [index, line] of [...lines.map((entry) => entry.text), EXPORT.trimEnd()].entries()) {
    const own = sha256(line)
    last = sha256(`${last}${own}`)
    text += `${index + 1} ${own} ${last}\n`
  }
  return { text, lines: lines.length, last }
}

const manifest = (files: Iterable<readonly [string, Uint8Array]>): string =>
  [...files].map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join('')

/** Everything of the bag but the signature; made here from nothing but hashes, so it also tests what the program makes. */
export function bagOf(logs: readonly Log[]): { readonly bag: Bag; readonly signed: Uint8Array } {
  const payload = logs.map((log) => [`data/${log.name}`, bytesOf(textOf(log.lines))] as const)
  const chains = logs.map((log) => ({ name: log.name, ...chained(log) }))
  const bytes = payload.reduce((sum, [, content]) => sum + content.length, 0)
  const bundle = {
    version: 1,
    system: 'vault',
    host: 'vault-1.northmoor.example',
    period: { from: '2025-01-01T00:00:00Z', to: '2025-04-01T00:00:00Z' },
    files: chains.map(({ name, lines, last }) => ({ path: `data/${name}`, lines, last })),
  }
  const tags: [string, Uint8Array][] = [
    [
      'bag-info.txt',
      bytesOf(
        `Source-Organization: Northmoor Freight Ltd\nBagging-Date: 2025-04-01\nPayload-Oxum: ${bytes}.${logs.length}\n`,
      ),
    ],
    ['bagit.txt', bytesOf('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['bundle.json', bytesOf(`${JSON.stringify(bundle)}\n`)],
    ...chains.map(({ name, text }): [string, Uint8Array] => [`chain/${name}.chain`, bytesOf(text)]),
    ['export.json', bytesOf(EXPORT)],
    ['manifest-sha256.txt', bytesOf(manifest(payload))],
  ]
  const signed = bytesOf(manifest(tags))
  return { bag: new Map([...tags, ['tagmanifest-sha256.txt', signed], ...payload]), signed }
}
