import { asic } from '../../../src-main/engine/proofs/asic.ts'
import { cms } from '../../../src-main/engine/proofs/cms.ts'
import { besideOf } from '../../../src-main/engine/proofs/read-beside.ts'
import { besideFiles, bytesOf, throughKind, trustOf } from '../files.ts'
import { eachCase, judge, partsOf, type Judged, type Mechanism } from '../mechanism.ts'

/** Reasons that say of a container that its certificates are not trusted here: then nothing more than trust-unknown can be said. */
const ROOTLESS = /not trusted|trust separately/

/** Containers, and `SIGNATURE over FILE` for what was taken out of one. */
export const asicVectors: Mechanism = { name: 'asic-e', run }

async function run(folder: string): Promise<Judged[]> {
  const trust = trustOf(folder, 'trust-root.pem')
  return eachCase(folder, async (key, expected) => {
    const [proof = '', over] = partsOf(key)
    const file = { path: proof, bytes: bytesOf(folder, proof) }
    const said =
      over === undefined
        ? await throughKind(asic, file, besideOf(new Map()), trust)
        : await throughKind(cms, file, besideFiles(folder, [over]), trust)
    return judge(key, expected, said, { rootGiven: !ROOTLESS.test(expected.reason) })
  })
}
