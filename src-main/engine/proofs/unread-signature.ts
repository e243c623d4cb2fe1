import { open } from '../verify/findings.ts'
import type { ProofKind } from './proof.ts'
import { namedTarget } from './target.ts'

/** Names that are given to signatures and to nothing else; `.asc`, `.gpg` and `.pgp` are also those of keys. */
const NAME = /[^/!]\.(?:p7s|sig|sign|signature|minisig|sshsig|tsr)$/i
const FORMS = 'CMS, OpenPGP, OpenSSH, minisign, JWS, DSSE, RFC 3161 or a bare value'

/** A file that bears the name of a signature and is none that is known here: emptied, damaged, or of another kind. Last in the list. */
export const unreadSignature: ProofKind = {
  id: 'unread-signature',
  title: 'signature',
  recognise: (path) => NAME.test(path),
  async *check({ path, bytes }, beside) {
    const over = namedTarget(path, beside)
    const what = bytes.length === 0 ? 'is empty' : `is in no form that is known here (${FORMS}), or damaged`
    const message = `${path} bears the name of a signature${over === undefined ? '' : ` over ${over}`} and ${what}`
    yield {
      ...open('signature.unread', message, 'the signature as it was made, from whoever signed'),
      state: 'unsupported',
      file: path,
    }
  },
}
