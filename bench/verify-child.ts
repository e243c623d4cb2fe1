import { readFileSync } from 'node:fs'
import { Worker, isMainThread } from 'node:worker_threads'
import { bundleVerdict } from '../src-main/core/verify/check.ts'
import { readTrust } from '../src-main/engine/crypto/trusted.ts'
import { verifyCms } from '../src-main/engine/crypto/cms.ts'
import { openFolderLike } from '../src-main/engine/intake/folder-like.ts'
import { verifyOpenBundle } from '../src-main/engine/verify/verify-open-bundle.ts'

/** Verifies the open bundle of the first argument under the key of the second, in a thread of its own as jobs are; says the verdict. */
const [, , folder = '', key = ''] = process.argv
if (isMainThread) {
  const worker = new Worker(import.meta.filename, {
    argv: [folder, key],
    resourceLimits: { maxYoungGenerationSizeMb: 16 }, // as the engine's job runner has it
  })
  worker.on('error', (error) => {
    throw error
  })
} else await verify()

async function verify(): Promise<void> {
  const bag = await openFolderLike(folder)
  if (bag === undefined) throw new Error(`${folder} is no folder`)
  const trust = readTrust(readFileSync(key))
  const verifySignature = (_kind: string, signed: Uint8Array, signature: Uint8Array) =>
    verifyCms(signed, signature, trust, new Date())
  const checks = []
  for await (const check of verifyOpenBundle(bag, { verifySignature }))
    if (check.check !== 'bundle.period') checks.push(check) // which needs the times of records, and none are read here
  process.stdout.write(JSON.stringify({ verdict: bundleVerdict(checks) }))
}
