import { verifyMinisign } from '../crypto/minisign.ts'
import { fileSignature, headText } from './file-signature.ts'

/** 74 octets in base64, beginning with the algorithm: `Ed` or `ED`. A public key line is shorter. */
const HEAD = /^untrusted comment:[^\n]*\r?\nR[UW][A-Za-z0-9+/]{96}/

/** `FILE.minisig` beside FILE. */
export const minisign = fileSignature({
  id: 'minisign',
  title: 'minisign signature',
  recognise: (_, head) => HEAD.test(headText(head)),
  verify: async (ask) => [await verifyMinisign(ask)],
})
