import type { Oracle } from '../oracle.ts'
import { hashicorpVault } from './hashicorp-vault.ts'

/** How the expectations of each system are read. A new one: its file, and its line here. */
export const oracles: readonly Oracle[] = [hashicorpVault]
