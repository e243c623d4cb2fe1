import type { Beside } from './proof.ts'

/** Endings of files that prove something about others, and of what comes with them; lists of digests are often signed themselves. */
const PROOF_ENDINGS =
  /\.(p7s|p7m|p7b|p7c|tsr|tst|tsq|asc|sig|sign|gpg|minisig|jws|crl|pem|cer|crt|der|key|pub|sigstore|sigstore\.json|intoto\.jsonl)(\.pem)?$/i

/** Whether a file is by its name itself a signature, a time-stamp, a certificate or a key. */
export const isProofName = (path: string): boolean => PROOF_ENDINGS.test(path)

/** The folder of a path with its last separator ('/' or '!' after an archive), '' at the top. */
export const folderOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)

/** The file that a proof speaks of by its name: `NAME.p7s` of `NAME`, `NAME.p7s.pem` too, `NAME.tsr` of `NAME` or `NAME.*`. */
export function namedTarget(proof: string, { paths }: Beside): string | undefined {
  const present = new Set(paths)
  let name = proof
  while (isProofName(name) && name.lastIndexOf('.') > folderOf(name).length) {
    name = name.slice(0, name.lastIndexOf('.'))
    if (name !== proof && present.has(name)) return name
  }
  const [only, second] = candidates(proof, { paths }).filter((path) => path.startsWith(`${name}.`))
  return second === undefined ? only : undefined
}

/** Files in the folder of a proof that it may speak of. */
export const candidates = (proof: string, { paths }: Pick<Beside, 'paths'>): string[] =>
  paths.filter((path) => path !== proof && folderOf(path) === folderOf(proof) && !isProofName(path))

/** Files whose bytes are looked through for the one that a proof was made for, where no name tells. */
const MOST_TRIED = 1000

/**
 * The file that a proof speaks of: by its name, else the one whose content it was made for, else the only one there is.
 * A signature over a file that is here under another name is found; one over nothing here is not laid to any file.
 */
export async function targetOf(
  proof: string,
  beside: Beside,
  isMadeFor: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  const named = namedTarget(proof, beside)
  if (named !== undefined) return named
  const around = candidates(proof, beside)
  const [only, second] = around
  if (second === undefined && only !== undefined) return only
  for (const path of around.slice(0, MOST_TRIED)) if (await isMadeFor(path)) return path
  return undefined
}
