import { cms } from '../../../src-main/engine/proofs/cms.ts'
import { besideFiles, bytesOf, noTrust, siblings, throughKind, trustOf } from '../files.ts'
import { eachCase, judge, partsOf, type Judged, type Mechanism } from '../mechanism.ts'

/** A certificate that is taken back, or not made for signing, contradicts the signature (`formats/evidence-pack.md`, verdicts). */
const CONTRADICTS = /usage|revoked/

/** `SIGNATURE over FILE [with CERTIFICATES|with no trust root configured]`, revocation lists of the folder beside. */
export const cmsVectors: Mechanism = { name: 'cms', run }

async function run(folder: string): Promise<Judged[]> {
  return eachCase(folder, async (key, expected) => {
    const rootless = / with no trust/.test(key)
    const [proof = '', ...others] = partsOf(key.replace(/ with no trust.*$/, ''))
    const named = others.length > 0 ? others : ['SHA256SUMS']
    const beside = besideFiles(folder, [...named, ...siblings(folder, proof, /\.crl(\.pem)?$/)])
    const trust = rootless ? noTrust : trustOf(folder, 'trust-root.pem')
    const said = await throughKind(cms, { path: proof, bytes: bytesOf(folder, proof) }, beside, trust)
    const how = CONTRADICTS.test(expected.reason) ? { contradiction: true } : {}
    return judge(key, expected, said, { rootGiven: !rootless, ...how })
  })
}
