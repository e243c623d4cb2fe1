import { GENESIS, chainLine, linkHash, readChain } from '../../bundle/chain-text.ts'
import { addedHashes, chainFindings } from '../chain-checks.ts'
import type { ChainContext, ChainFindings } from '../chain-checks.ts'
import { compareChain, knownHashes } from '../chain.ts'

/** The native digest of UTF-8 text; handed in since core knows no runtime. */
type Sha256 = (text: string) => string

export const EXPORT = '{"exporter":"a"}'

/** A chain file made the plain way, line by line. */
export const chainWith =
  (sha256: Sha256) =>
  (lines: readonly string[], closing = EXPORT): string => {
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

async function* hashes(lines: readonly string[], chunk: number, sha256: Sha256): AsyncGenerator<string[]> {
  for (let at = 0; at < lines.length; at += chunk) {
    yield lines.slice(at, at + chunk).map((line) => sha256(line))
  }
}

/** Judges lines against a chain text as the bundle verifier does. */
export const judgeWith =
  (sha256: Sha256) =>
  async (
    lines: readonly string[],
    chain: string,
    context: Partial<ChainContext> = {},
    closing: string | null = EXPORT,
  ): Promise<ChainFindings> => {
    const entries = () => readChain(bytes(chain, 1000))
    const comparison = await compareChain({
      lineHashes: hashes(lines, 7, sha256),
      entries: entries(),
      closing: closing === null ? undefined : sha256(closing),
      sha256,
    })
    return chainFindings(comparison, {
      log: 'data/a.log',
      chain: 'chain/a.log.chain',
      exportFile: 'export.json',
      logHeld: 'unknown',
      chainHeld: 'match',
      openEnd: false,
      closed: closing !== null,
      declared: undefined,
      known: await knownHashes(entries(), addedHashes(comparison)),
      ...context,
    })
  }
