import type { ProofKind } from '../proof.ts'
import { chainAnchor } from './anchors-beside.ts'
import { dailySums } from './daily-sums.ts'
import { ledgerDigest } from './ledger-digest.ts'
import { ownChain } from './own-chain.ts'
import { recognisedOnly } from './recognised.ts'
import { sideChain } from './side-chain.ts'

/** Every proof by a chain of hashes. */
export const chainKinds: readonly ProofKind[] = [
  ownChain,
  sideChain,
  dailySums,
  chainAnchor,
  ledgerDigest,
  ...recognisedOnly,
]
