/** Names and limits of the open bundle, version 1 (docs/bundle-format.md). */
export const BUNDLE_FORMAT = 'proofline-bundle'
export const BUNDLE_VERSION = 1

/** Tag files at the top of the bag (RFC 8493, 2.1 and 2.2). */
export const BAGIT = 'bagit.txt'
export const BAG_INFO = 'bag-info.txt'
export const BUNDLE_JSON = 'bundle.json'
export const EXPORT_JSON = 'export.json'
export const MANIFEST = 'manifest-sha256.txt'
export const TAG_MANIFEST = 'tagmanifest-sha256.txt'
export const SSH_SIGNATURE = 'tagmanifest-sha256.txt.sig'
export const CMS_SIGNATURE = 'tagmanifest-sha256.txt.p7s'

/** What an SSHSIG must have been made for, so that a signature made for something else never counts. */
export const SSH_NAMESPACE = 'proofline-bundle'

/** Bytes of `bagit.txt`, exactly. */
export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** Bytes a tag file may have; chains are streamed and have no limit. A million files fit. */
export const MAX_TAG_BYTES = 256 * 1024 * 1024

/** Bytes a signature file may have. */
export const MAX_SIGNATURE_BYTES = 8 * 1024 * 1024

const DATA = 'data/'
const CHAIN = 'chain/'

/** Whether a bag-relative path is a log file's. */
export const isLogPath = (path: string): boolean => path.startsWith(DATA)

/** The chain of a log file: `data/PATH` has `chain/PATH.chain`. */
export const chainPath = (logPath: string): string => `${CHAIN}${logPath.slice(DATA.length)}.chain`

/** The log file of a chain, or undefined where the path is no chain's. */
export function logPathOf(path: string): string | undefined {
  if (!path.startsWith(CHAIN) || !path.endsWith('.chain')) return undefined
  return `${DATA}${path.slice(CHAIN.length, -'.chain'.length)}`
}

/** Whether a path is that of a signature over the tag manifest, or of that manifest itself, which nothing else lists. */
export const isSeal = (path: string): boolean =>
  path === TAG_MANIFEST || path === SSH_SIGNATURE || path === CMS_SIGNATURE

/** Files that only an open bundle has at its top: one of them is enough to be one, so that taking others away hides nothing. */
export const OWN_MARKS: ReadonlySet<string> = new Set([BUNDLE_JSON, SSH_SIGNATURE, CMS_SIGNATURE])

/** The same with those that any BagIt bag may have, which with its `bagit.txt` and without a mark of our own is a plain one. */
export const MARKS: ReadonlySet<string> = new Set([...OWN_MARKS, BAGIT, MANIFEST, TAG_MANIFEST])
