import type { JobResult } from '../../contract/events.ts'
import { readIdentity } from '../crypto/keys.ts'
import { readKeyFile } from '../key-file.ts'
import { tool } from '../tool.ts'
import type { JobContext } from './job.ts'
import { makeBundle } from './make-bundle.ts'

export interface BundleAsk {
  readonly inputs: readonly string[]
  readonly out: string
  readonly reason: string
  readonly key?: string | undefined
  readonly passphrase?: string | undefined
  readonly exporter?: string | undefined
  readonly period?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
}

/** Wraps raw logs in the open bundle format; the key opens before a byte is written. */
export async function bundleFiles(
  context: JobContext,
  { key, passphrase, ...ask }: BundleAsk,
): Promise<JobResult<'bundle-make'>> {
  const signer = key === undefined ? undefined : readIdentity(readKeyFile(key), passphrase)
  return makeBundle(context, { ...ask, signer, now: new Date(), tool })
}
