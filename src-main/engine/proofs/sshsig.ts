import { verifySshFile } from '../crypto/sshsig.ts'
import { fileSignature, headText } from './file-signature.ts'

/** `FILE.sig` beside FILE, as `ssh-keygen -Y sign` writes it. */
export const sshsig = fileSignature({
  id: 'sshsig',
  title: 'OpenSSH signature',
  recognise: (_, head) => headText(head).trimStart().startsWith('-----BEGIN SSH SIGNATURE-----'),
  verify: async (ask) => [await verifySshFile(ask)],
})
