import type { Check } from '../../core/verify/check.ts'
import { PACK_MIMETYPE } from '../../core/pack/names.ts'
import { packingOf } from '../intake/sniff.ts'
import { checkContainer } from './asic-container.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from './proof.ts'
import { zipBeside } from './zip-beside.ts'

/** What both kinds of container say in their `mimetype`: `…asic-e+zip` and `…asic-s+zip` (EN 319 162-1, annex A). */
const MIME_START = PACK_MIMETYPE.slice(0, PACK_MIMETYPE.indexOf('-') + 1)

/** Signed containers: ASiC-E and ASiC-S with CAdES signatures and time-stamps. */
export const asic: ProofKind = {
  id: 'asic',
  title: 'ASiC signed container',
  recognise: (path, head) =>
    /\.(asice|asics|sce|scs)$/i.test(path) || (packingOf(head) === 'zip' && Buffer.from(head).includes(MIME_START)),
  check: checkAsic,
}

async function* checkAsic(proof: ProofFile, _beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const files = await zipBeside(proof.bytes, proof.path, 'container.form', deps.signal)
  if ('verdict' in files) yield files
  else yield* checkContainer(proof.path, files, deps)
}
