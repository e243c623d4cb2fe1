import { Worker, isMainThread } from 'node:worker_threads'
import { bundleVerdict } from '../src-main/core/verify/check.ts'
import { readTrust } from '../src-main/engine/crypto/trusted.ts'
import { openFolderLike } from '../src-main/engine/intake/folder-like.ts'
import { verifyCloudTrail } from '../src-main/engine/proofs/cloudtrail/verify-cloudtrail.ts'

/**
 * Verifies the folder of the first argument under the key list of the second, in a thread of its own as jobs are; says verdict and
 * processor time.
 */
const [, , folder = '', keys = ''] = process.argv
if (isMainThread) {
  const worker = new Worker(import.meta.filename, {
    argv: [folder, keys],
    resourceLimits: { maxYoungGenerationSizeMb: 16 }, // as the engine's job runner has it
  })
  worker.on('error', (error) => {
    throw error
  })
} else await verify()

async function verify(): Promise<void> {
  const files = await openFolderLike(folder)
  if (files === undefined) throw new Error(`${folder} is no folder`)
  const checks = []
  for await (const check of verifyCloudTrail(files, { trust: readTrust(Buffer.from(keys)) })) checks.push(check)
  const { user, system } = process.cpuUsage()
  process.stdout.write(JSON.stringify({ verdict: bundleVerdict(checks), processorSeconds: (user + system) / 1e6 }))
}
