import { isCloudTrailDigest, readDigest, type Digest } from './digest.ts'
import { isKeyList } from './key-list.ts'
import { nameOf, readDigestName, readLogName } from './names.ts'
import { readSignatures } from './signatures.ts'

/** One file of an export, read: the SHA-256 of its unpacked bytes, lower-case hex, and its text where that is small. */
export interface TreeFile {
  readonly path: string
  readonly sha256: string
  /** Undefined where it is over `MOST_TEXT` bytes or no UTF-8. */
  readonly text: string | undefined
  /** Why it could not be read to its end, or not as one gzip member. */
  readonly fault?: TreeFault | undefined
}

export interface TreeFault {
  readonly what: 'trailing' | 'damaged' | 'limit'
  readonly message: string
}

/** A digest file of the export with the signature that was found for it. */
export interface DigestFile {
  readonly path: string
  readonly sha256: string
  readonly digest: Digest
}

/** A file that is named as a digest and cannot be read as one. */
export interface UnreadDigest {
  readonly path: string
  readonly reason: string
  readonly unsupported: boolean
}

/** A log, or anything else that is none of the files a proof is made of. */
export interface OtherFile {
  readonly path: string
  readonly sha256: string
  readonly holdsRecords: boolean
  readonly fault?: TreeFault | undefined
}

/** A signature from object metadata, and the file that holds it. */
export interface FoundSignature {
  readonly path: string
  readonly signature: string
  readonly generatedUs: number | undefined
}

/** Names the digests that are expected to lie alike in the input: those of one chain in one bucket. */
export const layoutOf = ({ digest }: DigestFile): string => `${digest.name.series} ${digest.bucket}`

/** Bytes of text up to which a file may be a digest, a key list or a list of signatures (integrity limits: 8 MiB). */
export const MOST_TEXT = 8 * 1024 * 1024
/** Log files named by all digests together; past it the digests themselves are still checked. Provisional: bounds memory. */
export const MOST_NAMED = 1_000_000
const SIDE_FILE = '.head.json'

/** The files of one export, taken in one after the other: what they are and what they state, nothing judged. */
export class DigestTree {
  readonly digests: DigestFile[] = []
  readonly unread: UnreadDigest[] = []
  readonly others: OtherFile[] = []
  /** Parsed answers of `list-public-keys` that lay in the export, by path. */
  readonly keyLists = new Map<string, unknown>()
  /** By the name of the digest file. */
  readonly #signatures = new Map<string, FoundSignature>()
  readonly #texts = new Map<string, string>()
  #named = 0

  take(file: TreeFile): void {
    const name = nameOf(file.path)
    const [asDigest, asLog] = [readDigestName(name) !== undefined, readLogName(name) !== undefined]
    if (file.fault === undefined && !asLog && this.#takeProof(file)) return
    if (asDigest) this.unread.push(unreadOf(file))
    else this.others.push(otherOf(file))
  }

  /** The signature that object metadata gives for a digest at this path or of this key. */
  signatureOf({ path, digest }: DigestFile): FoundSignature | undefined {
    return this.#signatures.get(nameOf(path)) ?? this.#signatures.get(nameOf(digest.key))
  }

  #takeProof({ path, sha256, text = '' }: TreeFile): boolean {
    return this.#takeDigest(path, sha256, text) || this.#takeKeys(path, text) || this.#takeSignatures(path, text)
  }

  #takeDigest(path: string, sha256: string, text: string): boolean {
    if (!text.includes('"digestS3Object"')) return false
    const value = parsed(text)
    if (value !== undefined && !isCloudTrailDigest(value)) return false
    const read = readDigest(text, value)
    if (!read.ok) this.unread.push({ path, reason: read.reason, unsupported: read.unsupported })
    else if (this.#named + read.digest.logs.length > MOST_NAMED) this.unread.push({ path, ...tooMany })
    else {
      this.#named += read.digest.logs.length
      this.digests.push(this.#sharing(path, sha256, read.digest))
    }
    return true
  }

  /** Texts that stand in many digests, and in each its neighbour's, are held once: there may be tens of thousands. */
  #sharing(path: string, sha256: string, digest: Digest): DigestFile {
    const one = (text: string): string => this.#texts.get(text) ?? (this.#texts.set(text, text), text)
    const { bucket, key, fingerprint, algorithm, name, previous } = digest
    const { series, account, region, trail } = name
    const shared: Digest = {
      ...digest,
      bucket: one(bucket),
      key: key === path ? one(path) : one(key),
      fingerprint: one(fingerprint),
      algorithm: one(algorithm),
      name: { ...name, series: one(series), account: one(account), region: one(region), trail: one(trail) },
      previous: previous && { ...previous, key: one(previous.key), hash: one(previous.hash) },
    }
    return { path, sha256: one(sha256), digest: shared }
  }

  #takeKeys(path: string, text: string): boolean {
    const value = text.includes('"PublicKeyList"') ? parsed(text) : undefined
    if (!isKeyList(value)) return false
    this.keyLists.set(path, value)
    return true
  }

  #takeSignatures(path: string, text: string): boolean {
    const beside = path.endsWith(SIDE_FILE) ? path.slice(0, -SIDE_FILE.length) : ''
    const listed = /signature"/i.test(text) ? readSignatures(text) : undefined
    for (const { key, signature, generatedUs } of listed ?? []) {
      const name = nameOf(beside === '' ? key : beside)
      if (!this.#signatures.has(name) || beside !== '') this.#signatures.set(name, { path, signature, generatedUs })
    }
    return listed !== undefined || beside !== ''
  }
}

const tooMany = { reason: `and those before it name over ${MOST_NAMED} log files`, unsupported: true }

function unreadOf({ path, fault }: TreeFile): UnreadDigest {
  if (fault === undefined) return { path, reason: 'is no digest', unsupported: false }
  return { path, reason: fault.message, unsupported: fault.what === 'limit' }
}

const otherOf = ({ path, sha256, text, fault }: TreeFile): OtherFile => ({
  path,
  sha256,
  holdsRecords: text === undefined || text.includes('"eventName"'),
  ...(fault === undefined ? {} : { fault }),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
