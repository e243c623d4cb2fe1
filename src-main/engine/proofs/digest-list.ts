import type { Check } from '../../core/verify/check.ts'
import {
  isDigestList,
  isWeakDigest,
  readDigestList,
  type ListedDigest,
  type WrongLine,
} from '../../core/verify/digest-list.ts'
import { bagManifestName } from '../../core/verify/bag.ts'
import { broken, held, open, seen } from '../verify/findings.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from './proof.ts'
import { contentBeside, whyUnread } from './read-beside.ts'
import { candidates, folderOf } from './target.ts'

/** A list that is one digest alone says by its name alone what it is of. */
const SIDE_NAME = /\.(md5|sha1|sha224|sha256|sha384|sha512)(sums?)?(\.txt)?$/i
/** SHA-3 and BLAKE2 give digests of the same lengths; the name of the list is all that tells them apart. */
const OTHER_HASH = /(^|[^a-z])(sha3|blake|b2|b3)[^/]*$/i
const CHECK = 'digest.list'
/** Findings that are listed one by one. */
const MOST_SHOWN = 1000

/** Lists as sha256sum and its relatives write them. */
export const digestList: ProofKind = {
  id: 'digest-list',
  title: 'List of digests (SHA256SUMS and its relatives)',
  recognise: (path, head) => {
    const text = listText(head)
    if (text === undefined) return false
    const whole = head.length < 4096 ? text : text.slice(0, text.lastIndexOf('\n') + 1)
    const bare = readDigestList(whole, 10).entries.some((entry) => entry.path === undefined)
    return isDigestList(whole) && (!bare || SIDE_NAME.test(path))
  },
  check: checkList,
}

/** The paths that a list names, from the top of the input; none of a file that is no list. */
export function listedPaths(path: string, bytes: Uint8Array): readonly string[] {
  const text = listText(bytes)
  return text === undefined ? [] : [...byPath(path, readDigestList(text).entries).keys()]
}

/** UTF-8, or the UTF-16 that PowerShell writes; undefined where it is no text. */
function listText(bytes: Uint8Array): string | undefined {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes)
  return text.includes('\0') ? undefined : text
}

async function* checkList(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const folder = folderOf(proof.path)
  const present = new Set(beside.paths)
  if (bagManifestName(proof.path.slice(folder.length)) && present.has(`${folder}bagit.txt`)) return // the bag's own check
  const { entries, wrong } = readDigestList(listText(proof.bytes) ?? '')
  yield* wrong.slice(0, MOST_SHOWN).map((one) => wrongLine(proof.path, one))
  const asked = byPath(proof.path, entries)
  const counted = { strong: 0, weak: 0, shown: 0 }
  for (const [path, lines] of asked) {
    const check = present.has(path)
      ? await checkFile({ proof, path, lines, beside, deps })
      : notHere(proof.path, path, beside)
    if (!check) counted[lines.every(({ hash }) => isWeakDigest(hash)) ? 'weak' : 'strong'] += 1
    else if ((counted.shown += 1) <= MOST_SHOWN) yield check
  }
  yield* summary(proof.path, counted, wrong.length)
  const outside = candidates(proof.path, beside).filter((path) => !asked.has(path))
  if (outside.length > 0) {
    const first = outside.slice(0, 3).join(', ')
    yield seen(
      CHECK,
      `${outside.length} files beside ${proof.path} are not in it, so it says nothing of them: ${first}`,
    )
  }
}

function wrongLine(file: string, { line, reason, contradicts }: WrongLine): Check {
  const message = `line ${line} of ${file} ${reason}`
  if (contradicts) return broken(CHECK, message, { file, line, kind: 'malformed' })
  return { ...open(CHECK, message, 'a list of digests alone'), state: 'unsupported', file, line }
}

/** `NAME.sha256` speaks of `NAME`, also where it says `-`, the name that sha256sum gives to its standard input. */
function byPath(proof: string, entries: readonly ListedDigest[]): Map<string, ListedDigest[]> {
  const asked = new Map<string, ListedDigest[]>()
  for (const entry of entries) {
    const path =
      entry.path === undefined || entry.path === '-' ? proof.replace(SIDE_NAME, '') : folderOf(proof) + entry.path
    asked.set(path, [...(asked.get(path) ?? []), entry])
  }
  return asked
}

interface FileAsk {
  readonly proof: ProofFile
  readonly path: string
  readonly lines: readonly ListedDigest[]
  readonly beside: Beside
  readonly deps: ProofDeps
}

async function checkFile({ proof, path, lines, beside, deps }: FileAsk): Promise<Check | undefined> {
  try {
    const content = await contentBeside(
      beside,
      path,
      lines.map(({ hash }) => hash),
      deps.signal,
    )
    for (const { hash, digest, line } of lines) {
      const found = content.digest(hash)?.toString('hex')
      if (found === digest) continue
      if (found === undefined || OTHER_HASH.test(proof.path)) return unknownDigest(path, hash)
      const place = { file: path, line, kind: 'edited', expected: digest, found } as const
      return broken(CHECK, `${path} does not have the ${hash} digest that ${proof.path} states`, place)
    }
    return undefined
  } catch (error) {
    return broken(CHECK, whyUnread(error), { file: path, kind: 'malformed' })
  }
}

const unknownDigest = (path: string, hash: string): Check => ({
  ...open(
    CHECK,
    `the ${hash} digest of ${path} is not known here, or the list is of another hash`,
    'a list with SHA-256',
  ),
  state: 'unsupported',
  file: path,
})

const notHere = (proof: string, path: string, { paths }: Beside): Check =>
  paths.some((one) => one.startsWith(`${path}!`)) ? openedOnly(proof, path) : absent(proof, path)

/** An archive inside another one is not kept as received. */
const openedOnly = (proof: string, path: string): Check => ({
  ...open(
    CHECK,
    `${path}, which ${proof} names, was opened to read what is in it, and its own bytes are not kept`,
    'the archive by itself beside the list, not inside another one',
  ),
  file: path,
})

/** A list makes no claim that all it names was handed over: what is not there is a gap, and no contradiction. */
const absent = (proof: string, path: string): Check => ({
  ...open('file.missing', `${path} is not there; ${proof} names it`, 'the file, or a list without it'),
  state: 'incomplete',
  file: path,
  kind: 'missing',
})

function* summary(
  proof: string,
  { strong, weak, shown }: { strong: number; weak: number; shown: number },
  wrong: number,
): Generator<Check> {
  const says = (files: number): string =>
    `${files} ${files === 1 ? 'file has the digest' : 'files have the digests'} of ${proof}`
  if (strong > 0) yield { ...held(CHECK, strong, `${says(strong)}; who wrote the list, it does not say`), file: proof }
  if (weak > 0) {
    const message = `${says(weak)}, but by MD5 or SHA-1, which can be forged`
    yield { ...open(CHECK, message, 'a list with SHA-256'), state: 'weak', file: proof, covered: weak }
  }
  const more = Math.max(0, shown - MOST_SHOWN) + Math.max(0, wrong - MOST_SHOWN)
  if (more > 0)
    yield { ...open(CHECK, `${more} further findings are not listed one by one`, 'the files as listed'), file: proof }
}
