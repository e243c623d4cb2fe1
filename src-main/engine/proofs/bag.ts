import { BAGIT } from '../../core/bundle/layout.ts'
import type { Check } from '../../core/verify/check.ts'
import { verifyBag } from '../verify/verify-bag.ts'
import type { ProofKind } from './proof.ts'
import { folderOf } from './target.ts'

/** A BagIt bag: the folder of `bagit.txt` is the bag. What stands in that file is judged, and no reason to look away. */
export const bag: ProofKind = {
  id: 'bagit',
  title: 'BagIt bag',
  recognise: (path) => path.slice(folderOf(path).length) === BAGIT,
  check: async function* checkBag(proof, beside, { signal, onList }) {
    const top = folderOf(proof.path)
    const isPayload = beside.paths.some((path) => isBagAround(path, top))
    for await (const found of verifyBag({ beside, top, signal, onList })) {
      // a bag names its files from its own top, an import from that of the input
      const check = found.file === undefined ? found : { ...found, file: top + found.file }
      yield isPayload && check.verdict === 'failed' ? asPayload(check) : check
    }
  },
}

const isBagAround = (path: string, top: string): boolean =>
  bag.recognise(path, none) && top.startsWith(`${folderOf(path)}data/`)

const none = new Uint8Array()

/** The bag around it holds these very bytes, so which of the two lists is right is open. */
const asPayload = (check: Check): Check => ({
  ...check,
  verdict: 'not-verifiable',
  state: 'unverifiable',
  message: `${check.message}; this bag is the payload of another one, which speaks for the file as it is`,
  settles: 'The inner bag from its author',
})
