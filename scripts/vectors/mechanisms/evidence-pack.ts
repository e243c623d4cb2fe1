import { join } from 'node:path'
import { verifyPack } from '../../../src-main/engine/export/verify-pack.ts'
import { trustOf } from '../files.ts'
import { eachCase, judge, type Judged, type Mechanism } from '../mechanism.ts'

/** `formats/evidence-pack.md`, verdicts: only a signer who is not trusted and a certificate that ended leave a pack open. */
const OPEN = /untrusted|not-trusted|expired/

/** Evidence packs, through `verify-pack`. */
export const evidencePackVectors: Mechanism = { name: 'evidence-pack', run }

async function run(folder: string): Promise<Judged[]> {
  const trust = trustOf(folder, 'trust-root.pem')
  return eachCase(folder, async (key, expected) => {
    const { verdict, problems } = await verifyPack({ path: join(folder, key), trust, now: new Date() })
    const worst = problems.find((problem) => problem.verdict === verdict)
    const said = { verdict, at: worst?.path, message: worst && `${worst.code}: ${worst.message}` }
    return judge(key, expected, said, { contradiction: !OPEN.test(expected.reason) })
  })
}
