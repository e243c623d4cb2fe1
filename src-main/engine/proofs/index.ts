import { asic } from './asic.ts'
import { bag } from './bag.ts'
import { cms } from './cms.ts'
import { digestList } from './digest-list.ts'
import { office } from './office.ts'
import type { ProofKind } from './proof.ts'
import { timeStamp } from './time-stamp.ts'

/** Every kind of proof that can lie beside a log. A new one: its file or folder, and its line here. */
export const proofKinds: readonly ProofKind[] = [asic, bag, cms, digestList, office, timeStamp]
