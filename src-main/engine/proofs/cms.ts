import type { Check } from '../../core/verify/check.ts'
import { checkOfSignature, notesOf } from '../../core/verify/signature-check.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { hashesOf, readCmsFile, verifyCmsFile, type CmsFile } from '../crypto/cms-file.ts'
import { isMadeFor } from '../crypto/cms.ts'
import { contentOf, isSameContent, type Content } from '../crypto/content.ts'
import { isSmime } from '../crypto/smime.ts'
import { withBeside } from './beside-certificates.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from './proof.ts'
import { type ReadFrom, contentBeside } from './read-beside.ts'
import { targetOf } from './target.ts'

/** DER of the object identifiers SignedData (RFC 5652, 5.1) and TSTInfo (RFC 3161, 2.4.2). */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex')
const STAMP_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex')

/** CMS and CAdES signatures in a file of their own. */
export const cms: ProofKind = {
  id: 'cms',
  title: 'CMS or CAdES signature',
  recognise: (path, head) => isCms(head) || (/\.p7[sm]$/i.test(path) && isSmime(head)),
  check: checkCms,
}

function isCms(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length)
  if (/^-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA)-----/.test(bytes.subarray(0, 64).toString('latin1'))) return true
  // SEQUENCE, its length in up to five octets, then the type; BER of unknown length too.
  return bytes[0] === 0x30 && indexIn(bytes, SIGNED_DATA, 32) >= 2 && indexIn(bytes, STAMP_INFO, 160) === -1
}

const indexIn = (bytes: Buffer, part: Buffer, within: number): number => bytes.subarray(0, within).indexOf(part)

async function* checkCms(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const file = readCmsFile(proof.bytes)
  if ('verdict' in file) {
    yield checkOfSignature(naming(proof.path, undefined), file)
    return
  }
  const hashes = hashesOf(file)
  const read = (from: ReadFrom, path: string): Promise<Content> => contentBeside(from, path, hashes, deps.signal)
  const { searched = beside } = beside
  const target = await targetOf(proof.path, beside, async (path) => isOver(file, await read(searched, path)))
  const content = target === undefined ? undefined : await read(beside, target)
  const trust = await withBeside(deps.trust, beside)
  const answers = verifyCmsFile(file, { content, trust, now: deps.now })
  for (const answer of answers) yield* told(proof.path, target, answer)
}

const isOver = ({ inside, cms: parsed }: CmsFile, content: Content): boolean =>
  inside ? isSameContent(contentOf(inside), content) : isMadeFor(parsed, content)

function* told(proof: string, target: string | undefined, answer: SignatureCheck): Generator<Check> {
  const name = naming(proof, target)
  const check = checkOfSignature(name, answer)
  yield target === undefined || answer.verdict !== 'verified' ? check : { ...check, covered: 1 }
  yield* notesOf(name, answer)
}

const naming = (proof: string, target: string | undefined) => ({
  check: 'signature.cms',
  file: target ?? proof,
  what: `CMS signature ${proof}${target === undefined ? '' : ` over ${target}`}`,
})
