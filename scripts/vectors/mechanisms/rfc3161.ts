import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { timeStamp } from '../../../src-main/engine/proofs/time-stamp.ts'
import { besideOf } from '../../../src-main/engine/proofs/read-beside.ts'
import { bytesOf, siblings, throughKind, trustOf } from '../files.ts'
import { eachCase, judge, partsOf, type Judged, type Mechanism } from '../mechanism.ts'

/** `STAMP over FILE`; below `trailofbits/` the content is the file `payload`, else the text "hello" (their READMEs). */
export const rfc3161Vectors: Mechanism = { name: 'rfc3161', run }

async function run(folder: string): Promise<Judged[]> {
  return eachCase(folder, async (key, expected) => {
    const [proof = '', over] = partsOf(key)
    const at = dirname(proof)
    const queries = siblings(folder, proof, /\.tsq$/).map((name) => [name, bytesOf(folder, name)] as const)
    const files = new Map([...queries, contentFor(folder, at, over)])
    const roots = [`${at}/ts_chain.pem`, `${at}/trust-root.pem`, ...(at === '.' ? ['intermediate.pem'] : [])]
    const trust = trustOf(folder, ...roots)
    const bytes = bytesOf(folder, proof)
    return judge(key, expected, await throughKind(timeStamp, { path: proof, bytes }, besideOf(files), trust))
  })
}

function contentFor(folder: string, at: string, over: string | undefined): readonly [string, Uint8Array<ArrayBuffer>] {
  if (over !== undefined) return [over, bytesOf(folder, over)]
  const payload = `${at}/payload`
  if (existsSync(join(folder, payload))) return [payload, bytesOf(folder, payload)]
  return [`${at}/hello`, new TextEncoder().encode('hello')]
}
