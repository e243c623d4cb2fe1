import type { Check } from '../../core/verify/check.ts'
import { packingOf } from '../intake/sniff.ts'
import { checkOffice } from './office-document.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from './proof.ts'
import { zipBeside } from './zip-beside.ts'

/** Office documents (ISO/IEC 29500) with signatures of their own. */
export const office: ProofKind = {
  id: 'ooxml',
  title: 'Signed Office document',
  recognise: (path, head) =>
    packingOf(head) === 'zip' &&
    (/\.(xls|doc|ppt)[xm]$/i.test(path) || Buffer.from(head).includes('[Content_Types].xml')),
  check: checkOfficeFile,
}

async function* checkOfficeFile(proof: ProofFile, _beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const files = await zipBeside(proof.bytes, proof.path, 'office.form', deps.signal)
  if ('verdict' in files) yield files
  else yield* checkOffice(proof.path, files, deps)
}
