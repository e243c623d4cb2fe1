import { readChain } from '../../../core/bundle/chain-text.ts'
import type { Check } from '../../../core/verify/check.ts'
import { addedHashes, chainFindings } from '../../../core/verify/chain-checks.ts'
import { compareChain, knownHashes } from '../../../core/verify/chain.ts'
import { sha256 } from '../../crypto/digest.ts'
import { LineHashes } from '../../verify/line-hashes.ts'
import type { Beside, ProofFile, ProofKind } from '../proof.ts'

const ENTRY = /^\d{1,15} [0-9a-f]{64} [0-9a-f]{64}$/

/** A side file with a hash and a link for each line of a log, as the open bundle has it, outside of one and without closing entry. */
export const sideChain: ProofKind = {
  id: 'side-chain',
  title: 'Side file that chains the lines of a log',
  recognise: (_path, head) => ENTRY.test(Buffer.from(head.subarray(0, 200)).toString('latin1').split('\n')[0] ?? ''),
  async *check(proof, beside, { signal }) {
    const { path } = proof
    const log = logOf(path, beside)
    const chunks = log === undefined ? undefined : beside.read(log, signal)
    if (log === undefined || chunks === undefined) {
      const message = 'The log that this side file chains is not here, or not as received'
      yield {
        check: 'chain.link',
        level: 'proof',
        file: path,
        verdict: 'not-verifiable',
        state: 'unverifiable',
        message,
      }
      return
    }
    yield* compared(proof, log, chunks)
    yield endCheck(path)
  },
}

async function* compared(
  { path, bytes }: ProofFile,
  log: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Check> {
  const lines = new LineHashes(chunks)
  const entries = () => readChain(once(bytes))
  const comparison = await compareChain({ lineHashes: lines.batches(), entries: entries(), closing: undefined, sha256 })
  const { findings } = chainFindings(comparison, {
    log,
    chain: path,
    exportFile: '',
    logHeld: 'unknown',
    chainHeld: 'unknown',
    openEnd: lines.openEnd,
    closed: false,
    closes: false,
    declared: undefined,
    known: await knownHashes(entries(), addedHashes(comparison)),
  })
  yield* findings
  if (findings.length > 0) return
  const covered = comparison.alignment.lines
  const message = `Each of ${covered} lines has its entry, and each entry follows from the one before`
  yield { check: 'chain.link', level: 'proof', file: log, verdict: 'verified', state: 'verified', covered, message }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** `a.log.chain` and `a.chain` both belong to `a.log`; else the one file of that name with another ending. */
function logOf(path: string, { paths }: Beside): string | undefined {
  const base = path.replace(/\.[^./]*$/, '')
  if (paths.includes(base)) return base
  if (paths.includes(`${base}.log`)) return `${base}.log`
  const others = paths.filter((other) => other !== path && other.startsWith(`${base}.`))
  return others.length === 1 ? others[0] : undefined
}

const endCheck = (file: string): Check => ({
  check: 'chain.end',
  level: 'proof',
  file,
  verdict: 'not-verifiable',
  state: 'unverifiable',
  message:
    'Nothing shows whether lines and their entries are missing at the end, or whether the side file was made anew',
  settles: 'A signed head: how many lines the log had, and the last link',
})
