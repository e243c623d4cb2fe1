import type { Check } from '../../core/verify/check.ts'
import { checkOfSignature, notesOf } from '../../core/verify/signature-check.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { hashesOf, readCmsFile, verifyCmsFile } from '../crypto/cms-file.ts'
import { readContent } from '../crypto/content.ts'
import { readStampFile, verifyStamp } from '../crypto/time-stamp-file.ts'
import type { ProofDeps } from './proof.ts'

/** Which signature of which container is over which of its files. */
export interface OverAsk {
  readonly container: string
  readonly signature: string
  readonly over: string
}

/** The signature's bytes and those that it is over. */
export interface OverBytes {
  readonly value: Uint8Array
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Checks one signature or time-stamp inside a container over the bytes of one of its files. */
export async function* checkOver(ask: OverAsk, { value, chunks }: OverBytes, deps: ProofDeps): AsyncGenerator<Check> {
  const isStamp = /\.tst$/i.test(ask.signature)
  const naming = {
    check: isStamp ? 'container.timestamp' : 'container.signature',
    file: `${ask.container}!${ask.signature}`,
    what: `${isStamp ? 'Time-stamp' : 'CAdES signature'} ${ask.signature} over ${ask.over}`,
  }
  const answers = isStamp ? [await stampOver(value, chunks, deps)] : await signatureOver(value, chunks, deps)
  for (const answer of answers) {
    yield checkOfSignature(naming, answer)
    yield* notesOf(naming, answer)
  }
}

type Chunks = OverBytes['chunks']

async function signatureOver(value: Uint8Array, chunks: Chunks, { trust, now }: ProofDeps): Promise<SignatureCheck[]> {
  const file = readCmsFile(value)
  if ('verdict' in file) return [file]
  return verifyCmsFile(file, { content: await readContent(each(chunks), hashesOf(file)), trust, now })
}

async function stampOver(value: Uint8Array, chunks: Chunks, { trust, now }: ProofDeps): Promise<SignatureCheck> {
  const file = readStampFile(value)
  if ('verdict' in file) return file
  const content = await readContent(each(chunks), file.hash === undefined ? [] : [file.hash])
  return verifyStamp(file, { content, trust, now })
}

async function* each(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks
}
