import type { Mechanism } from '../mechanism.ts'
import { asicVectors } from './asic-e.ts'
import { bagitVectors } from './bagit.ts'
import { cloudtrailDigest } from './cloudtrail-digest.ts'
import { cmsVectors } from './cms.ts'
import { dsse } from './dsse.ts'
import { evidencePackVectors } from './evidence-pack.ts'
import { hashChain } from './hash-chain.ts'
import { jcsRfc8785 } from './jcs-rfc8785.ts'
import { jws } from './jws.ts'
import { merkleRfc6962 } from './merkle-rfc6962.ts'
import { minisign } from './minisign.ts'
import { ooxmlVectors } from './ooxml-signature.ts'
import { openpgp } from './openpgp.ts'
import { rfc3161Vectors } from './rfc3161.ts'
import { signaturePrimitives } from './signature-primitives.ts'
import { signedNote } from './signed-note.ts'
import { sigstoreBundle } from './sigstore-bundle.ts'
import { sshsig } from './sshsig.ts'

/** Every mechanism whose vectors are run. A new one: its file, and its line here. */
export const mechanisms: readonly Mechanism[] = [
  asicVectors,
  bagitVectors,
  cmsVectors,
  evidencePackVectors,
  ooxmlVectors,
  rfc3161Vectors,
  minisign,
  openpgp,
  jws,
  dsse,
  sshsig,
  hashChain,
  jcsRfc8785,
  merkleRfc6962,
  signedNote,
  sigstoreBundle,
  signaturePrimitives,
  cloudtrailDigest,
]
