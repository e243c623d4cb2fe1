/** Endings of files that hold a signature, a key or a list of them; such a file is not what another signature is over. */
const PROOF =
  /\.(?:minisig|sig|sign|signature|asc|pgp|gpg|jws|dsse|intoto|p7s|p7m|tsr|sshsig)(?:\.(?:json|jsonl|b64|hex|txt))?$/i
const KEY = /\.(?:pub|pem|crt|cer|der|key|jwk|jwks|krl)(?:\.json)?$/i

/**
 * The file that a detached signature is over, by the names: the signature's own without its ending, else the only other file
 * beside it that differs from it in its ending alone. Undefined where there is none.
 */
export function signedPath(signature: string, paths: readonly string[]): string | undefined {
  const exact = signature.replace(PROOF, '')
  if (exact !== signature && paths.includes(exact)) return exact
  const stem = withoutEnding(exact)
  const named = paths.filter(
    (path) => path !== signature && !PROOF.test(path) && !KEY.test(path) && withoutEnding(path) === stem,
  )
  return named.length === 1 ? named[0] : undefined
}

function withoutEnding(path: string): string {
  return path.replace(/(?<=[^/])\.[A-Za-z0-9]{1,8}$/, '')
}
