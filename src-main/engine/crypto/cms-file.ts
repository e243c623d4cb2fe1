import {
  refusedSignature,
  signatureCheck,
  worstSignature,
  type SignatureCheck,
  type SignatureFault,
} from '../../core/verify/signature.ts'
import { hashNamed } from './algorithm.ts'
import { MOST_CMS_BYTES, type ParsedCms } from './cms-parse.ts'
import { readCms, verifyParsed } from './cms.ts'
import { contentOf, isSameContent, type Content } from './content.ts'
import { headersAndBody, readSmime, withCrlf } from './smime.ts'
import type { Trust } from './trusted.ts'

/** A signature file taken apart: DER, PEM or S/MIME; `inside` is the content where it came along. */
export interface CmsFile {
  readonly cms: ParsedCms
  readonly inside?: Uint8Array
  /** The content stands beside the signature in an S/MIME message, not in the CMS. */
  readonly multipart: boolean
}

/** Reads a signature file; what it is instead comes back as the answer. */
export function readCmsFile(bytes: Uint8Array): CmsFile | SignatureCheck {
  const message = bytes.length > MOST_CMS_BYTES ? undefined : readSmime(bytes)
  const cms = readCms(message?.der ?? bytes)
  if ('verdict' in cms) return cms
  const inside = cms.attached ?? message?.content
  return { cms, multipart: cms.attached === undefined && inside !== undefined, ...(inside ? { inside } : {}) }
}

/** The hashes that the signers name, by node's names, for which the content must be read. */
export function hashesOf({ cms }: CmsFile): string[] {
  return cms.signed.signerInfos.flatMap(({ digestAlgorithm }) => hashNamed(digestAlgorithm.algorithmId) ?? [])
}

/** What the signature is judged against; without `content` only what came inside the signature file can be. */
export interface CmsFileAsk {
  readonly content?: Content | undefined
  readonly trust: Trust
  readonly now: Date
}

/** The answer for each signer. Content inside must be the content given; where nothing is given, that is said. */
export function verifyCmsFile(file: CmsFile, { content, trust, now }: CmsFileAsk): SignatureCheck[] {
  const { cms, inside } = file
  if (!inside && !content) return [refusedSignature('content-absent', 'the file that was signed is not here')]
  if (!inside) return verifyParsed({ cms, content: content ?? contentOf(new Uint8Array()), trust, now })
  const readings = file.multipart ? [inside, withCrlf(inside)] : [inside]
  const answers = readings.map((bytes) => verifyParsed({ cms, content: contentOf(bytes), trust, now }))
  const best = answers.find((signers) => worstSignature(signers).state !== 'broken') ?? answers[0] ?? []
  const compared = compare(inside, content)
  return best.map((one) =>
    signatureCheck({
      ...one,
      faults: [...one.faults, ...compared.faults],
      notes: [...one.notes, ...compared.notes],
    }),
  )
}

function compare(inside: Uint8Array, content: Content | undefined): { faults: SignatureFault[]; notes: string[] } {
  if (!content) {
    const message = 'what was signed lies inside the signature file, and no file beside it is that content'
    return { faults: [{ reason: 'content-absent', message, settles: 'the file that was signed' }], notes: [] }
  }
  if (isSameContent(contentOf(inside), content)) return { faults: [], notes: [] }
  // S/MIME signs text with CR LF, and may put MIME headers before it (RFC 8551, 3.1).
  const body = headersAndBody(Buffer.from(inside).toString('latin1'))?.body
  const bodies = [inside, ...(body === undefined ? [] : [new Uint8Array(Buffer.from(body, 'latin1'))])]
  const text = content.bytes && contentOf(withCrlf(content.bytes))
  const alike = bodies.some(
    (bytes) => isSameContent(contentOf(bytes), content) || (text && isSameContent(contentOf(withCrlf(bytes)), text)),
  )
  if (alike) return { faults: [], notes: ['signed as S/MIME text: line ends and MIME headers differ from the file'] }
  const message = 'the content inside the signature is not the content of the file'
  return { faults: [{ reason: 'content-changed', message }], notes: [] }
}
