import { office } from '../../../src-main/engine/proofs/office.ts'
import { besideOf } from '../../../src-main/engine/proofs/read-beside.ts'
import { bytesOf, throughKind, trustOf } from '../files.ts'
import { eachCase, judge, type Judged, type Mechanism } from '../mechanism.ts'

/** A part that was signed and is gone contradicts the signature over it. */
const CONTRADICTS = /part-missing/

/** Office documents, with the root and issuer of the folder trusted. */
export const ooxmlVectors: Mechanism = { name: 'ooxml-signature', run }

async function run(folder: string): Promise<Judged[]> {
  const trust = trustOf(folder, 'trust-root.pem', 'intermediate.pem')
  return eachCase(folder, async (key, expected) => {
    const said = await throughKind(office, { path: key, bytes: bytesOf(folder, key) }, besideOf(new Map()), trust)
    return judge(key, expected, said, CONTRADICTS.test(expected.reason) ? { contradiction: true } : {})
  })
}
