import { stringToSign } from './digest.ts'
import { nameOf } from './names.ts'
import type { DigestFile, DigestTree, FoundSignature } from './tree.ts'

/** A public key that signs digests, as far as it matters here. */
export interface DigestKey {
  /** Hex MD5 of its PKCS#1 DER: the name that digests know it by, never a proof. */
  readonly fingerprint: string
  /** µs since 1970 UTC; absent where nobody said. */
  readonly fromUs?: number | undefined
  readonly toUs?: number | undefined
  /** The auditor relies on it; else it came with the export, in `file`. */
  readonly pinned: boolean
  readonly file?: string | undefined
  /** Why our policy holds it for weak or does not know it. */
  readonly weak?: string | undefined
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the UTF-8 of the text; false too where the signature is no hex. */
  readonly verify: (text: string, signature: string) => boolean
}

/** How far one digest is proved by itself, the best first. */
export type Standing =
  | 'valid'
  | 'self-supplied'
  | 'outside-validity'
  | 'weak-key'
  | 'key-unknown'
  | 'unavailable'
  | 'unsupported'
  | 'invalid'

/** A digest with its verdict, and what its successor said of it. */
export interface Judged {
  readonly file: DigestFile
  readonly standing: Standing
  readonly key?: DigestKey | undefined
  /** The signature that holds, lower-case hex. */
  readonly signature?: string | undefined
  /** A side file or list gives another signature than the one that holds. */
  readonly wrongSide?: FoundSignature | undefined
  /** The successor whose signature for this digest does not hold though its hash does. */
  readonly blamed?: Judged | undefined
}

/** What a newer digest says of an older one. */
interface Statement {
  readonly by: Judged
  readonly hash: string
  readonly signature: string
}

/** Whether nothing contradicts the content of a digest, so that its statements may be read. */
export const speaks = ({ standing }: Judged): boolean => standing !== 'invalid'

/** Whether a signature of the digest holds, by whichever key. */
export const isSigned = ({ standing }: Judged): boolean => standing === 'valid' || standing === 'self-supplied'

/** Judges the digests of one chain, newest first, since a digest carries the signature of the one before it. */
export function judgeSeries(newestFirst: readonly DigestFile[], tree: DigestTree, keys: Keys): Judged[] {
  const statements = new Map<string, Statement[]>()
  return newestFirst.map((file) => {
    const own = tree.signatureOf(file)
    const judged = judge({
      file,
      own,
      statements: statementsOn(file, statements),
      keys: keys.get(file.digest.fingerprint) ?? [],
    })
    const { previous } = file.digest
    const said = previous === undefined ? [] : (statements.get(nameOf(previous.key)) ?? [])
    if (previous !== undefined && speaks(judged) && said.length < MOST_STATEMENTS) {
      statements.set(nameOf(previous.key), [...said, { by: judged, ...previous }])
    }
    return judged
  })
}

/** Digests that name one predecessor: one, or a few where one was substituted. Bounds the signatures that are tried. */
const MOST_STATEMENTS = 8

/** Keys by fingerprint; two that share one are tried in turn. */
export type Keys = ReadonlyMap<string, readonly DigestKey[]>

const statementsOn = (
  { path, digest }: DigestFile,
  all: ReadonlyMap<string, readonly Statement[]>,
): readonly Statement[] => all.get(nameOf(path)) ?? all.get(nameOf(digest.key)) ?? []

interface Case {
  readonly file: DigestFile
  readonly own: FoundSignature | undefined
  readonly statements: readonly Statement[]
  readonly keys: readonly DigestKey[]
}

function judge(one: Case): Judged {
  const { file, own, statements, keys } = one
  const vouching = statements.find(({ hash }) => hash === file.sha256)
  const contradicted = vouching === undefined && statements.some(({ by }) => isSigned(by))
  if (keys.length === 0) return { file, standing: contradicted ? 'invalid' : 'key-unknown' }
  const proven = heldOf(one)
  if (proven !== undefined) return proven
  // No signature of its own, and the only ones repeated are not of this content though its hash is: the digest stands without one.
  if (own === undefined && (vouching !== undefined || statements.length === 0)) return unavailable(file, vouching)
  return { file, standing: contradicted || isDocumented(file) ? 'invalid' : 'unsupported' }
}

/** The only algorithm that AWS documents. */
const isDocumented = ({ digest }: DigestFile): boolean => digest.algorithm === 'SHA256withRSA'

const unavailable = (file: DigestFile, vouching: Statement | undefined): Judged => ({
  file,
  standing: 'unavailable',
  blamed: vouching?.by,
})

/** By its own signature, else by one that a newer digest repeats. */
function heldOf({ file, own, statements, keys }: Case): Judged | undefined {
  const text = stringToSign(file.digest, file.sha256)
  const given = [...(own === undefined ? [] : [own]), ...statements].map(({ signature }) => signature.toLowerCase())
  for (const signature of new Set(given)) {
    const key = keys.find(({ verify }) => verify(text, signature))
    if (key !== undefined) return held({ file, own, signature, key })
  }
  return undefined
}

interface Held {
  readonly file: DigestFile
  readonly own: FoundSignature | undefined
  readonly signature: string
  readonly key: DigestKey
}

function held({ file, own, signature, key }: Held): Judged {
  const wrongSide = own !== undefined && own.signature.toLowerCase() !== signature ? own : undefined
  return {
    file,
    standing: standingBy(key, file, own),
    key,
    signature,
    ...(wrongSide === undefined ? {} : { wrongSide }),
  }
}

function standingBy(key: DigestKey, { digest }: DigestFile, own: FoundSignature | undefined): Standing {
  if (key.weak !== undefined) return 'weak-key'
  const generatedUs = digest.name.backfill ? own?.generatedUs : digest.endUs
  const valid = generatedUs === undefined ? isBefore(digest.endUs, key.toUs) : isValidAt(key, generatedUs)
  if (!valid) return 'outside-validity'
  return key.pinned ? 'valid' : 'self-supplied'
}

/** A backfill digest is made later than its hour; where nobody says when, its key must not have ended before. */
const isBefore = (us: number, endUs: number | undefined): boolean => endUs === undefined || us <= endUs

const isValidAt = ({ fromUs, toUs }: DigestKey, us: number): boolean => (fromUs ?? us) <= us && isBefore(us, toUs)
