import { dsse } from './dsse.ts'
import { jws } from './jws.ts'
import { minisign } from './minisign.ts'
import { openpgp } from './openpgp.ts'
import type { ProofKind } from './proof.ts'
import { rawSignature } from './raw-signature.ts'
import { sshsig } from './sshsig.ts'

/** Every kind of proof that can lie beside a log. A new one: its file or folder, and its line here. The first to recognise a file has it. */
export const proofKinds: readonly ProofKind[] = [minisign, openpgp, sshsig, dsse, jws, rawSignature]
