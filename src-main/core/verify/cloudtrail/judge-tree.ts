import { hourNamed, type Series, type Unread } from './chain.ts'
import * as checks from './checks.ts'
import type { Finding, Findings } from './findings.ts'
import { judgeSeries, speaks, type Judged, type Keys } from './judge.ts'
import { nameOf, readDigestName } from './names.ts'
import { Places } from './places.ts'
import type { Span } from './spans.ts'
import { type DigestFile, type DigestTree, layoutOf } from './tree.ts'

/** The digests of an export, each judged by itself, with the findings on them. */
export interface JudgedTree {
  readonly series: readonly Series[]
  readonly edited: ReadonlyMap<Judged, Finding>
  /** The hours of files that cannot be read as digests. */
  readonly unreadHours: readonly Span<Finding>[]
}

/** Judges every digest: its form, its signature, its place. */
export function judgeTree(tree: DigestTree, keys: Keys, findings: Findings): JudgedTree {
  const unread = tellUnread(tree, findings)
  const { kept, copies } = withoutCopies(tree.digests)
  const places = placesOf(kept)
  const edited = new Map<Judged, Finding>()
  const series: Series[] = []
  for (const [id, files] of Map.groupBy(kept, seriesOf)) {
    const digests = judgeSeries(files.toSorted(newestFirst), tree, keys).toReversed()
    const sound = digests.filter(speaks)
    for (const { file } of sound.filter((one) => isMoved(one.file, places))) findings.add(checks.digestMoved(file))
    const renamed = new Set(sound.filter(({ file }) => isRenamed(file)))
    tellStandings(digests, edited, findings)
    series.push({ id, digests, edited, unread: unread.get(id) ?? NOTHING, renamed, places })
  }
  tellCopies(copies, findings)
  return { series, edited, unreadHours: hoursOf(unread) }
}

const NOTHING: ReadonlyMap<string, Unread> = new Map()

/** By chain, then by name; what is named like no digest belongs to none. */
function tellUnread(tree: DigestTree, findings: Findings): ReadonlyMap<string, Map<string, Unread>> {
  const bySeries = new Map<string, Map<string, Unread>>()
  for (const file of tree.unread) {
    const finding = findings.add(checks.digestUnread(file))
    const name = readDigestName(nameOf(file.path))
    if (name === undefined) continue
    const inSeries = bySeries.get(name.series) ?? new Map<string, Unread>()
    bySeries.set(name.series, inSeries.set(nameOf(file.path), { hour: hourNamed(name), finding }))
  }
  return bySeries
}

const isMoved = (file: DigestFile, places: Places): boolean =>
  places.isMoved(layoutOf(file), file.path, file.digest.key)

/** A file that was renamed is looked for under the name it has. */
const nameIn = ({ path, digest }: DigestFile) => readDigestName(nameOf(path)) ?? digest.name
const seriesOf = (file: DigestFile): string => nameIn(file).series
const newestFirst = (a: DigestFile, b: DigestFile): number =>
  nameIn(b).endUs - nameIn(a).endUs || (a.path < b.path ? 1 : -1)

/** The same bytes twice are one digest; of them the file with the right name is kept. */
function withoutCopies(files: readonly DigestFile[]): { kept: DigestFile[]; copies: DigestFile[] } {
  const rightFirst = files.toSorted((a, b) => Number(isRenamed(a)) - Number(isRenamed(b)))
  const seen = new Set<string>()
  const [kept, copies]: [DigestFile[], DigestFile[]] = [[], []]
  for (const file of rightFirst) {
    if (seen.has(file.sha256)) copies.push(file)
    else kept.push(file)
    seen.add(file.sha256)
  }
  return { kept, copies }
}

const isRenamed = ({ path, digest }: DigestFile): boolean => nameOf(path) !== nameOf(digest.key)

function tellCopies(copies: readonly DigestFile[], findings: Findings): void {
  for (const file of copies.filter(isRenamed)) findings.add(checks.digestMoved(file))
  const plain = copies.filter((file) => !isRenamed(file))
  const [first] = plain
  if (first !== undefined) findings.add(checks.digestsRepeated(first.path, plain.length))
}

function placesOf(files: readonly DigestFile[]): Places {
  const places = new Places()
  for (const file of files) places.note(layoutOf(file), file.path, file.digest.key)
  return places
}

const hoursOf = (unread: ReadonlyMap<string, ReadonlyMap<string, Unread>>): Span<Finding>[] =>
  [...unread.values()].flatMap((files) => [...files.values()].map(({ hour, finding }) => ({ ...hour, value: finding })))

/** What is wrong with one digest stands at it; what a key leaves open is told once for all its digests. */
function tellStandings(digests: readonly Judged[], edited: Map<Judged, Finding>, findings: Findings): void {
  const groups = new Map<string, { readonly first: Judged; count: number }>()
  for (const one of digests) {
    if (one.standing === 'invalid') edited.set(one, findings.add(checks.digestEdited(one)))
    if (one.wrongSide !== undefined) findings.add(checks.sideSignatureWrong(one.wrongSide.path, one.file.path))
    const word = `${one.standing} ${one.file.digest.fingerprint}`
    const group = groups.get(word)
    if (group) group.count += 1
    else groups.set(word, { first: one, count: 1 })
  }
  for (const { first, count } of groups.values()) {
    const check = checks.standingOpen(first, count)
    if (check !== undefined) findings.add(check)
  }
}
