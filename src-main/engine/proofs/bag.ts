import { BAGIT } from '../../core/bundle/layout.ts'
import { verifyBag } from '../verify/verify-bag.ts'
import type { ProofKind } from './proof.ts'
import { folderOf } from './target.ts'

/** A BagIt bag, by its declaration: the folder of `bagit.txt` is the bag. */
export const bag: ProofKind = {
  id: 'bagit',
  title: 'BagIt bag',
  recognise: (path, head) =>
    path.slice(folderOf(path).length) === BAGIT && Buffer.from(head.subarray(0, 64)).includes('BagIt-Version'),
  check: (proof, beside, { signal }) => verifyBag({ beside, top: folderOf(proof.path), signal }),
}
