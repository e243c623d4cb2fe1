import { sha256 as noble } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { GENESIS, chainLine, linkHash, readChain } from '../../bundle/chain-text.ts'
import { addedHashes, chainFindings } from '../chain-checks.ts'
import type { ChainContext, ChainFindings } from '../chain-checks.ts'
import { compareChain, knownHashes } from '../chain.ts'

export const sha256 = (ascii: string): string => bytesToHex(noble(new TextEncoder().encode(ascii)))
export const EXPORT = '{"exporter":"a"}'

/** A chain file made the plain way, line by line. */
export function chainOf(lines: readonly string[], closing = EXPORT): string {
  let link = GENESIS
  let text = ''
  for (const [index, line] of [...lines, closing].entries()) {
    const lineHash = sha256(line)
    link = linkHash(link, lineHash, sha256)
    text += chainLine(index + 1, lineHash, link)
  }
  return text
}

export const lastLink = (chain: string): string => chain.trimEnd().slice(-64)

async function* bytes(text: string, chunk: number): AsyncGenerator<Uint8Array> {
  const all = new TextEncoder().encode(text)
  for (let at = 0; at < all.length; at += chunk) yield all.subarray(at, at + chunk)
}

async function* hashes(lines: readonly string[], chunk: number): AsyncGenerator<string[]> {
  for (let at = 0; at < lines.length; at += chunk) {
    yield lines.slice(at, at + chunk).map((line) => sha256(line))
  }
}

/** Judges lines against a chain text as the bundle verifier does. */
export async function judge(
  lines: readonly string[],
  chain: string,
  context: Partial<ChainContext> = {},
  closing: string | undefined = EXPORT,
): Promise<ChainFindings> {
  const entries = () => readChain(bytes(chain, 1000))
  const comparison = await compareChain({
    lineHashes: hashes(lines, 7),
    entries: entries(),
    closing: closing === undefined ? undefined : sha256(closing),
    sha256,
  })
  return chainFindings(comparison, {
    log: 'data/a.log',
    chain: 'chain/a.log.chain',
    exportFile: 'export.json',
    logHeld: 'unknown',
    chainHeld: 'match',
    openEnd: false,
    closed: closing !== undefined,
    declared: undefined,
    known: await knownHashes(entries(), addedHashes(comparison)),
    ...context,
  })
}
