import type { Check } from '../../core/verify/check.ts'
import { checkOfSignature, notesOf } from '../../core/verify/signature-check.ts'
import { signatureCheck } from '../../core/verify/signature.ts'
import type { Content } from '../crypto/content.ts'
import { readStampFile, verifyStamp } from '../crypto/time-stamp-file.ts'
import { withBeside } from './beside-certificates.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from './proof.ts'
import { type ReadFrom, contentBeside, smallBeside } from './read-beside.ts'
import { folderOf, targetOf } from './target.ts'

/** DER of the object identifier TSTInfo (RFC 3161, 2.4.2): a token names its content's type near its beginning. */
const STAMP_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex')
const MOST_QUERY_BYTES = 64 * 1024

/** RFC 3161 time-stamps: the authority's answer (.tsr) or the bare token (.tst). */
export const timeStamp: ProofKind = {
  id: 'rfc3161',
  title: 'RFC 3161 time-stamp',
  recognise: (path, head) =>
    head[0] === 0x30 && (Buffer.from(head.subarray(0, 400)).includes(STAMP_INFO) || /\.ts[rt]$/i.test(path)),
  check: checkTimeStamp,
}

async function* checkTimeStamp(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const file = readStampFile(proof.bytes)
  if ('verdict' in file) {
    yield checkOfSignature(naming(proof.path, undefined), file)
    return
  }
  const { hash } = file
  const read = (from: ReadFrom, path: string): Promise<Content> =>
    contentBeside(from, path, hash ? [hash] : [], deps.signal)
  const isMadeFor = async (path: string): Promise<boolean> =>
    hash !== undefined &&
    (await read(beside.searched ?? beside, path)).digest(hash)?.equals(Buffer.from(file.imprint)) === true
  const target = await targetOf(proof.path, beside, isMadeFor)
  if (target === undefined) {
    const message = 'the file that was time-stamped is not here'
    yield checkOfSignature(
      naming(proof.path, target),
      signatureCheck({ faults: [{ reason: 'content-absent', message }] }),
    )
    return
  }
  const trust = await withBeside(deps.trust, beside)
  const query = await queryBeside(proof.path, beside)
  const answer = verifyStamp(file, { content: await read(beside, target), trust, now: deps.now, query })
  const check = checkOfSignature(naming(proof.path, target), answer)
  yield answer.verdict === 'verified' ? { ...check, covered: 1 } : check
  yield* notesOf(naming(proof.path, target), answer)
}

/** The request that lies beside its answer under the same name. */
async function queryBeside(proof: string, beside: Beside): Promise<Uint8Array | undefined> {
  const dot = proof.lastIndexOf('.')
  const path = `${dot > folderOf(proof).length ? proof.slice(0, dot) : proof}.tsq`
  return beside.paths.includes(path) ? await smallBeside(beside, path, MOST_QUERY_BYTES) : undefined
}

const naming = (proof: string, target: string | undefined) => ({
  check: 'time.stamp',
  file: target ?? proof,
  what: `Time-stamp ${proof}${target === undefined ? '' : ` over ${target}`}`,
})
