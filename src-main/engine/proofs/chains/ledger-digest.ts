import { z } from 'zod'
import type { Check } from '../../../core/verify/check.ts'
import type { Beside, ProofKind } from '../proof.ts'
import { parsed, readSmall } from './beside.ts'

/** A database digest of Azure SQL's ledger (Microsoft, "Database ledger": the digest is a JSON document). */
const LedgerDigest = z.looseObject({
  database_name: z.string().max(200),
  block_id: z.int().min(0),
  hash: z.string().regex(/^0x[0-9a-fA-F]{64}$/),
  last_transaction_commit_time: z.string().max(100),
  digest_time: z.string().max(100),
})
type LedgerDigest = z.output<typeof LedgerDigest>

const MOST_BYTES = 64 * 1024
const MOST_FILES = 1000

/** Digests of a ledger can be held against one another; rows are proved inside SQL Server only. */
export const ledgerDigest: ProofKind = {
  id: 'azure-sql-ledger-digest',
  title: 'Database digest of an Azure SQL ledger',
  recognise: (_path, head) => read(head) !== undefined,
  async *check({ path, bytes }, beside) {
    const own = read(bytes)
    if (own === undefined) return
    const message = 'Rows of a ledger are proved inside SQL Server only; digests can be held against one another here'
    const settles = 'The output of sp_verify_database_ledger with this digest'
    yield {
      check: 'ledger.digest',
      level: 'proof',
      file: path,
      verdict: 'not-verifiable',
      state: 'unsupported',
      message,
      settles,
    }
    yield* forks(own, path, beside)
  },
}

function read(bytes: Uint8Array): LedgerDigest | undefined {
  if (bytes.length > MOST_BYTES) return undefined
  const found = LedgerDigest.safeParse(parsed(bytes))
  return found.success ? found.data : undefined
}

async function* forks(own: LedgerDigest, path: string, beside: Beside): AsyncGenerator<Check> {
  // Each pair is told once, at the later path.
  const others = beside.paths.filter((other) => other < path && other.endsWith('.json')).slice(-MOST_FILES)
  for (const other of others) {
    const bytes = await readSmall(beside, other, MOST_BYTES)
    const digest = bytes && read(bytes)
    if (digest === undefined || digest.database_name !== own.database_name || digest.block_id !== own.block_id) continue
    const [expected, found] = [digest.hash.toLowerCase(), own.hash.toLowerCase()]
    if (expected === found) continue
    const message = `Two digests state block ${own.block_id} of one database with different hashes: there are two histories`
    yield {
      check: 'ledger.digest',
      level: 'proof',
      file: path,
      verdict: 'failed',
      state: 'broken',
      kind: 'forked',
      seq: own.block_id,
      expected,
      found,
      message,
    }
  }
}
