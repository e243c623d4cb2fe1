import type { Mechanism } from '../mechanism.ts'
import { asicVectors } from './asic-e.ts'
import { bagitVectors } from './bagit.ts'
import { cmsVectors } from './cms.ts'
import { evidencePackVectors } from './evidence-pack.ts'
import { ooxmlVectors } from './ooxml-signature.ts'
import { rfc3161Vectors } from './rfc3161.ts'

/** Every mechanism whose vectors are run. A new one: its file, and its line here. */
export const mechanisms: readonly Mechanism[] = [
  asicVectors,
  bagitVectors,
  cmsVectors,
  evidencePackVectors,
  ooxmlVectors,
  rfc3161Vectors,
]
