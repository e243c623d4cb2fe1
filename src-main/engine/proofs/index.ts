import type { ProofKind } from './proof.ts'
import { asic } from './asic.ts'
import { bag } from './bag.ts'
import { chainKinds } from './chains/index.ts'
import { cms } from './cms.ts'
import { digestList } from './digest-list.ts'
import { dsse } from './dsse.ts'
import { jws } from './jws.ts'
import { minisign } from './minisign.ts'
import { signedNote } from './note/signed-note.ts'
import { tlogConsistency } from './note/tlog-consistency.ts'
import { tlogProof } from './note/tlog-proof.ts'
import { office } from './office.ts'
import { openpgp } from './openpgp.ts'
import { rawSignature } from './raw-signature.ts'
import { sigstoreBundle } from './sigstore/sigstore-bundle.ts'
import { sshsig } from './sshsig.ts'
import { timeStamp } from './time-stamp.ts'
import { unreadSignature } from './unread-signature.ts'

/** Every kind of proof that can lie beside a log. A new one: its file or folder, and its line here. The first to recognise a file has it. */
export const proofKinds: readonly ProofKind[] = [
  asic,
  bag,
  cms,
  digestList,
  office,
  timeStamp,
  signedNote,
  tlogProof,
  tlogConsistency,
  sigstoreBundle,
  minisign,
  openpgp,
  sshsig,
  dsse,
  jws,
  ...chainKinds,
  rawSignature,
  unreadSignature,
]
