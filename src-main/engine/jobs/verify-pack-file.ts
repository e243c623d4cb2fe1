import Sqlite from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'
import { type Trust, joinTrust } from '../crypto/trusted.ts'
import { verifyPack } from '../export/verify-pack.ts'
import { trustOf } from '../store/trusted-keys.ts'
import { trustInFiles } from '../trust-files.ts'
import type { JobContext } from './job.ts'

export interface VerifyPackFileAsk {
  readonly pack: string
  readonly trust: readonly string[]
  /** The open case, whose trusted keys count too. */
  readonly casePath?: string | undefined
}

/** Verifies a pack by itself; trusted are the keys given and those of the open case. */
export async function verifyPackFile(
  { signal, tell }: JobContext,
  ask: VerifyPackFileAsk,
): Promise<JobResult<'pack-verify'>> {
  tell({ phase: 'reading', done: 0, total: 0, unit: 'files' })
  const trust = joinTrust([trustInFiles(ask.trust), ...(ask.casePath === undefined ? [] : [trustIn(ask.casePath)])])
  const { files, ...verified } = await verifyPack({ path: ask.pack, trust, now: new Date(), signal })
  return { ...verified, files }
}

function trustIn(casePath: string): Trust {
  const db = new Sqlite(casePath, { readonly: true })
  try {
    return trustOf(db)
  } finally {
    db.close()
  }
}
