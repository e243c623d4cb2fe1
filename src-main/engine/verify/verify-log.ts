import { readChain } from '../../core/bundle/chain-text.ts'
import * as layout from '../../core/bundle/layout.ts'
import * as check from '../../core/verify/bag-checks.ts'
import { addedHashes, chainFindings } from '../../core/verify/chain-checks.ts'
import type { ChainContext, Held } from '../../core/verify/chain-checks.ts'
import { compareChain, knownHashes } from '../../core/verify/chain.ts'
import type { ChainComparison } from '../../core/verify/chain.ts'
import { sha256 } from '../crypto/digest.ts'
import { openLog, openTag } from './bag-source.ts'
import type { BagText } from './bag-source.ts'
import type { Collected } from './collected.ts'
import { LineHashes } from './line-hashes.ts'
import type { BagFacts } from './bag-facts.ts'
import { unreadable } from './unreadable.ts'

/** One log to verify, and what is known of the files that speak of it. */
export interface LogTask {
  readonly facts: BagFacts
  readonly path: string
  /** The manifest itself is the one that the tag manifest states. */
  readonly manifestHeld: boolean
  readonly tagHeld: (path: string, sha256: string) => Held
  /** Text bytes of this log read so far. */
  readonly tell: (bytes: number) => void
}

/** Digest, chain, count and declaration of one log, in one pass over it and its chain. */
export async function verifyLog(task: LogTask, found: Collected): Promise<void> {
  try {
    const { facts, path } = task
    const log = await openLog(facts.bag, path, facts.deps.signal)
    const hasChain = facts.names.has(layout.chainPath(path))
    await (hasChain ? verifyChained(task, log, found) : verifyBare(task, log, found))
  } catch (error) {
    found.add(unreadable(task.path, error))
  }
}

async function verifyBare(task: LogTask, log: BagText, found: Collected): Promise<void> {
  const { facts, path } = task
  for await (const chunk of told(log, task.tell)) if (chunk.length < 0) break
  const digest = log.sha256()
  const expected = facts.manifest?.digests.get(path)
  judgeListing(task, digest, found)
  if (expected !== undefined && expected !== digest)
    found.add(check.digestDiffers('digest.file', path, expected, digest))
  found.add(check.chainMissing(path, layout.chainPath(path)))
}

async function* told(log: BagText, tell: (bytes: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let bytes = 0
  for await (const chunk of log.chunks) {
    bytes += chunk.length
    tell(bytes)
    yield chunk
  }
}

/** Whether manifest and declaration name the log; counts a digest that holds. */
function judgeListing({ facts, path }: LogTask, digest: string, found: Collected): void {
  const { manifest, declared } = facts
  const expected = manifest?.digests.get(path)
  if (expected === digest && isScrubbed(facts, path)) found.add({ ...check.digestsHold('digest.file', 1), file: path })
  else if (expected === digest) found.logHeld()
  if (manifest && expected === undefined) found.add(check.logUnlisted(path))
  else if (declared && !declared.files.some((file) => file.path === path)) found.add(check.logUndeclared(path))
}

const isScrubbed = ({ bag }: BagFacts, path: string): boolean => (bag.receivedLines?.(path).size ?? 0) > 0

async function verifyChained(task: LogTask, log: BagText, found: Collected): Promise<void> {
  const { facts, path } = task
  const chainText = openTag(facts.bag, layout.chainPath(path), facts.deps.signal)
  const lines = new LineHashes(told(log, task.tell), facts.bag.receivedLines?.(path))
  const comparison = await compareChain({
    lineHashes: lines.batches(),
    entries: readChain(chainText.chunks),
    closing: facts.closing,
    sha256,
  })
  const digests = { log: log.sha256(), chain: chainText.sha256() }
  const context = await contextOf(task, { comparison, digests, openEnd: lines.openEnd })
  judgeListing(task, digests.log, found)
  report(path, chainFindings(comparison, context), context, found)
}

interface Compared {
  readonly comparison: ChainComparison
  readonly digests: { readonly log: string; readonly chain: string }
  readonly openEnd: boolean
}

async function contextOf(task: LogTask, { comparison, digests, openEnd }: Compared): Promise<ChainContext> {
  const { facts, path, tagHeld } = task
  const chain = layout.chainPath(path)
  return {
    log: path,
    chain,
    exportFile: layout.EXPORT_JSON,
    logHeld: logHeld(task, digests.log),
    chainHeld: tagHeld(chain, digests.chain),
    openEnd,
    closed: facts.closing !== undefined,
    declared: facts.declared?.files.find((file) => file.path === path),
    known: await knownHashes(readChain(facts.bag.read(chain, facts.deps.signal)), addedHashes(comparison)),
  }
}

/** A digest that fits a manifest which was itself changed says nothing. */
function logHeld({ facts, path, manifestHeld }: LogTask, digest: string): Held {
  const stated = facts.manifest?.digests.get(path)
  if (stated === undefined) return 'unknown'
  if (stated !== digest) return 'mismatch'
  return manifestHeld ? 'match' : 'unknown'
}

function report(path: string, judged: ReturnType<typeof chainFindings>, context: ChainContext, found: Collected): void {
  const { findings, closing, lines } = judged
  for (const one of findings) found.add(one)
  if (closing !== undefined) found.closing(closing)
  if (context.chainHeld === 'match') found.tagHeld()
  if (findings.length === 0 && closing === undefined) found.add(check.chainHolds(path, lines))
  if (context.declared?.lines === lines) found.countHeld()
}
