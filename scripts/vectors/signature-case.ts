import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { bundleVerdict } from '../../src-main/core/verify/check.ts'
import { joinTrust, readTrust, type Trust } from '../../src-main/engine/crypto/trusted.ts'
import { memoryBeside, proofChecks, speaking, type Files } from '../../src-main/engine/proofs/testing/beside.ts'
import { eachCase, judge, partsOf, type Judged, type Said } from './mechanism.ts'

/** A signature file of a folder of vectors, as it would lie in an input: its path there, its bytes, and the files beside it. */
export interface SignatureCase {
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly beside: Files
  readonly trust: Trust
}

/** What signatures of the vectors are over where a case does not say. */
const DEFAULT_CONTENT = 'SHA256SUMS'

/** What the program says of a signature: the kind of proof that recognises it, with its checks added up. */
export async function signatureSays({ path, bytes, beside, trust }: SignatureCase): Promise<Said> {
  const { kind, checks } = await proofChecks(path, memoryBeside(beside), bytes, { trust, now: new Date() })
  if (kind === undefined) return { verdict: 'not-offered', message: 'no kind of proof recognises the file' }
  const worst = speaking(checks)
  return { verdict: bundleVerdict(checks), state: worst?.state, message: worst?.message }
}

/** A file of the vectors; the copy stands alone, as the program's own reading gives it. */
export const fileBytes = (...steps: readonly string[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(...steps)))

/** Trust in every key of these files. */
export const trustIn = (...paths: readonly string[]): Trust =>
  joinTrust(paths.map((path) => readTrust(fileBytes(path))))

/** Runs the cases `SIGNATURE over FILE` of a folder, by the key files that are relied upon in each. */
export async function detached(
  folder: string,
  keys: (name: string, reason: string) => readonly string[],
): Promise<Judged[]> {
  return eachCase(folder, async (name, expected) => {
    const [signature = '', over = DEFAULT_CONTENT] = partsOf(name)
    const said = await signatureSays({
      path: `${DEFAULT_CONTENT}${extname(signature)}`,
      bytes: fileBytes(folder, signature),
      beside: new Map([[DEFAULT_CONTENT, fileBytes(folder, over)]]),
      trust: trustIn(...keys(name, expected.reason)),
    })
    return judge(name, expected, said)
  })
}
