import { chainKinds } from './chains/index.ts'
import type { ProofKind } from './proof.ts'

/** Every kind of proof that can lie beside a log. A new one: its file or folder, and its line here. */
export const proofKinds: readonly ProofKind[] = [...chainKinds]
