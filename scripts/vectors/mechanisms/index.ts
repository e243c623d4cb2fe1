import type { Mechanism } from '../mechanism.ts'
import { bagitVectors } from './bagit.ts'
import { cmsVectors } from './cms.ts'
import { rfc3161Vectors } from './rfc3161.ts'

/** Every mechanism whose vectors are run. A new one: its file, and its line here. */
export const mechanisms: readonly Mechanism[] = [bagitVectors, cmsVectors, rfc3161Vectors]
