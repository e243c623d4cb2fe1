import { keyOf, signatureCheck, type SignatureCheck } from '../../core/verify/signature.ts'
import type { SignatureAsk, SignedContent } from '../crypto/signed-content.ts'
import { joinTrust, type Trust } from '../crypto/trusted.ts'
import type { Beside, ProofDeps, ProofKind } from './proof.ts'
import { signatureAnswer } from './signature-answer.ts'
import { signedPath } from './signed-path.ts'
import { candidates } from './target.ts'
import { suppliedKeys } from './supplied-keys.ts'

/** A kind of signature that is over one file beside it. */
export interface FileSignature extends Pick<ProofKind, 'id' | 'title' | 'recognise'> {
  /** One answer for each signature in the file, in its order whatever keys are given. */
  readonly verify: (ask: SignatureAsk) => Promise<readonly SignatureCheck[]>
}

/** The proof kind of a signature over one file beside it. */
export const fileSignature = ({ id, title, recognise, verify }: FileSignature): ProofKind => ({
  id,
  title,
  recognise,
  check: async function* (proof, beside, deps) {
    const judge = async (path: string | undefined, files: Pick<Beside, 'read'>) => {
      const content = path === undefined ? undefined : contentBeside(path, files, deps.signal)
      const ask = { signature: proof.bytes, content, now: deps.now }
      return await withSupplied((trust) => verify({ ...ask, trust }), deps, beside)
    }
    const over = signedPath(proof.path, beside.paths) ?? (await fittingPath(proof.path, beside, judge))
    const place = { check: `signature.${id}`, title, file: proof.path, over, now: deps.now }
    for (const one of await judge(over, beside)) yield signatureAnswer(one, place)
  },
})

/** Each is read whole for it; a folder with more files names its signatures after them. Provisional. */
const MOST_FITTED = 8

/**
 * The file that a signature fits, where its name tells none (`signature.sig` beside `export.log`). One that fits nothing here is laid to
 * no file, since it may be over one that did not come along.
 */
async function fittingPath(
  proof: string,
  beside: Beside,
  judge: (path: string, files: Pick<Beside, 'read'>) => Promise<readonly SignatureCheck[]>,
): Promise<string | undefined> {
  const around = candidates(proof, beside)
  if (around.length > MOST_FITTED) return undefined
  for (const path of around) if ((await judge(path, beside.searched ?? beside)).some(fits)) return path
  return undefined
}

/** It holds by a key, whoever vouches for that key. */
const fits = ({ verdict, faults }: SignatureCheck): boolean =>
  verdict === 'verified' || faults.some(({ reason }) => reason === 'self-supplied')

/** A file beside a proof, as the verifiers take it. */
export const contentBeside = (
  path: string,
  beside: Pick<Beside, 'read'>,
  signal: AbortSignal | undefined,
): SignedContent => ({
  name: path,
  open: () => beside.read(path, signal),
})

/** Looks at head bytes as text, for the kinds that are text. */
export const headText = (head: Uint8Array): string => Buffer.from(head.subarray(0, 4096)).toString('latin1')

/**
 * Verifies by what the auditor relies on; where a signer is not known, by the keys that came in the same input too: then the
 * mathematics is told, and that it proves nothing about origin. Keys taken back count wherever the list came from.
 */
export async function withSupplied(
  verify: (trust: Trust) => Promise<readonly SignatureCheck[]>,
  { trust, signal }: Pick<ProofDeps, 'trust' | 'signal'>,
  beside: Beside,
): Promise<readonly SignatureCheck[]> {
  const supplied = await suppliedKeys(beside, signal)
  const own = await verify(joinTrust([trust, { ...supplied, keys: copiesOf(trust, supplied) }]))
  if (supplied.keys.length === 0 || !own.some(isUnknown)) return own
  const again = await verify(supplied)
  return own.map((check, index) => (isUnknown(check) ? selfSupplied(check, again[index] ?? check) : check))
}

/** Copies of trusted OpenPGP keys: the owner may have taken the key back in one, which he alone can. */
const copiesOf = ({ keys }: Trust, supplied: Trust): Trust['keys'] =>
  supplied.keys.filter(
    (one) =>
      one.kind === 'openpgp' &&
      keys.some(({ kind, fingerprint }) => kind === one.kind && fingerprint === one.fingerprint),
  )

const isUnknown = ({ faults }: SignatureCheck): boolean => faults[0]?.reason === 'signer-unknown'

function selfSupplied(own: SignatureCheck, again: SignatureCheck): SignatureCheck {
  const reason = again.faults[0]?.reason
  // Only a signature that names its key contradicts it; one that names none may be of another than those beside.
  if (reason === 'signer-unknown' || reason === 'fits-no-key' || reason === 'other-key') return own
  const { signer, signedAt, notes, faults } = again
  if (!signer) return own
  const message = `holds by the self-supplied ${keyOf(signer)} (${signer.fingerprint}), which came in the same input and proves nothing about origin`
  const settles = `trust the key ${signer.fingerprint} after comparing the fingerprint by another way`
  return signatureCheck({ faults: [...faults, { reason: 'self-supplied', message, settles }], signer, signedAt, notes })
}
