import type { Mechanism } from '../mechanism.ts'
import { hashChain } from './hash-chain.ts'
import { jcsRfc8785 } from './jcs-rfc8785.ts'

/** Every mechanism whose vectors are run. A new one: its file, and its line here. */
export const mechanisms: readonly Mechanism[] = [hashChain, jcsRfc8785]
