import * as checks from './checks.ts'
import type { Finding, Findings } from './findings.ts'
import { isSigned, speaks, type Judged } from './judge.ts'
import { nameOf, type DigestName, readDigestName } from './names.ts'
import type { Places } from './places.ts'
import { type Span, Spans } from './spans.ts'
import { layoutOf } from './tree.ts'

/** What the links of one chain gave. */
export interface Linked {
  /** Times for which nothing proves the logs of a region, with the finding that explains it. */
  readonly holes: readonly Span<Finding>[]
  readonly links: number
  readonly missing: number
  /** Chains with a begin of their own: 1, and one more for each restart. */
  readonly chains: number
  /** The oldest digest names one before it: the trail is older than what is here. */
  readonly goesOn: boolean
}

/** A file that cannot be read as a digest, and the hour that its name speaks of. */
export interface Unread {
  readonly hour: Time
  readonly finding: Finding
}

/** One chain of digests, oldest first, with the findings there already are on its files. */
export interface Series {
  readonly id: string
  readonly digests: readonly Judged[]
  /** The finding on a digest that was edited. */
  readonly edited: ReadonlyMap<Judged, Finding>
  /** Files that cannot be read as digests, by the name they have. */
  readonly unread: ReadonlyMap<string, Unread>
  /** Those that stand under the name of another: not what that name stands for. */
  readonly renamed: ReadonlySet<Judged>
  readonly places: Places
}

const HOUR_US = 3_600_000_000

/** Follows a chain from digest to digest, oldest first: links, forks, digests that are missing, restarts. */
export function checkChain(series: Series, findings: Findings): Linked {
  const walk = new Walk(series, findings)
  series.digests.forEach((digest, index) => walk.step(digest, series.digests[index - 1]))
  walk.checkBeside()
  walk.tellUnavailable()
  return walk
}

class Walk implements Linked {
  readonly holes: Span<Finding>[] = []
  links = 0
  missing = 0
  chains = 0
  goesOn = false
  readonly #series: Series
  readonly #findings: Findings
  /** Holes left by digests that are edited, unreadable or missing. */
  readonly #lost: Span<Finding>[] = []
  readonly #byName = new Map<string, Judged[]>()
  /** The predecessor that each digest was held against. */
  readonly #followed = new Map<Judged, Judged>()

  constructor(series: Series, findings: Findings) {
    this.#series = series
    this.#findings = findings
    for (const one of series.digests) {
      if (series.renamed.has(one)) continue
      const name = nameOf(one.file.path)
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), one])
    }
  }

  step(digest: Judged, older: Judged | undefined): void {
    const { previous } = digest.file.digest
    if (!speaks(digest)) this.#lose(this.#series.edited.get(digest), hourOf(digest))
    else if (previous === undefined) this.#restart(digest, older)
    else {
      const name = nameOf(previous.key)
      const same = this.#byName.get(name) ?? []
      const before = same.find(({ file }) => file.sha256 === previous.hash) ?? same[0]
      if (before === undefined) this.#absent(digest, name, older)
      else this.#link(digest, before)
    }
  }

  /** Signed digests that the next newer one passes over. */
  checkBeside(): void {
    const { digests, renamed } = this.#series
    const followed = new Set(this.#followed.values())
    for (const [index, digest] of digests.entries()) {
      const newer = digests[index + 1]
      if (newer === undefined || !this.#followed.has(newer) || followed.has(digest)) continue
      if (isSigned(digest) && !renamed.has(digest)) this.#findings.add(checks.besideChain(digest))
    }
  }

  /** Digests without signature; where the digest that repeats it is lost, that explains it. */
  tellUnavailable(): void {
    const hours = [...this.#series.unread.values()].map(({ hour, finding }) => ({ ...hour, value: finding }))
    const lost = new Spans([...this.#lost, ...hours])
    for (const digest of this.#series.digests) {
      if (digest.standing !== 'unavailable' || digest.blamed !== undefined) continue
      const { name, endUs } = digest.file.digest
      const finding = lost.at(name, endUs)
      if (finding === undefined) this.#findings.add(checks.signatureUnavailable(digest))
      else finding.follow(`The signature of ${digest.file.path} is lost with it`)
    }
  }

  #restart(digest: Judged, older: Judged | undefined): void {
    this.chains += 1
    if (older === undefined) return
    const finding = this.#findings.add(checks.chainRestarted(digest, older, hoursBetween(older, digest)))
    this.#hole(finding, between(older, digest))
  }

  #absent(digest: Judged, name: string, older: Judged | undefined): void {
    const unread = this.#series.unread.get(name)
    if (unread !== undefined) {
      unread.finding.follow(`${digest.file.path} names it as the one before`)
      this.#lose(unread.finding, between(older, digest))
      if (older === undefined) this.chains += 1
      return
    }
    if (older === undefined) {
      this.chains += 1
      this.goesOn = true
      return
    }
    this.missing += 1
    const path = this.#series.places.pathOf(layoutOf(digest.file), digest.file.digest.previous?.key ?? '')
    const finding = this.#findings.add(checks.digestMissing(path, digest, hoursBetween(older, digest)))
    this.#lose(finding, between(older, digest))
  }

  #link(newer: Judged, older: Judged): void {
    this.#followed.set(newer, older)
    const difference = differenceBetween(newer, older)
    const both = isSigned(newer) && isSigned(older)
    if (speaks(older) && difference !== undefined) this.#findings.add(checks.linkBroken(newer, older, difference, both))
    else if (difference === 'hash')
      this.#series.edited.get(older)?.follow(`${newer.file.path} states another hash for it`)
    else if (both) this.links += 1
  }

  #lose(value: Finding | undefined, time: Time): void {
    this.#hole(value, time)
    if (value !== undefined) this.#lost.push({ ...time, value })
  }

  #hole(value: Finding | undefined, time: Time): void {
    if (value !== undefined && time.fromUs < time.toUs) this.holes.push({ ...time, value })
  }
}

/** In what the digest before is another than its successor states. */
function differenceBetween({ file }: Judged, older: Judged): 'hash' | 'signature' | undefined {
  const { previous } = file.digest
  if (older.file.sha256 !== previous?.hash) return 'hash'
  const repeated = older.blamed?.file !== file && (older.signature ?? previous.signature) === previous.signature
  return repeated ? undefined : 'signature'
}

/** A time of one account and region. */
export type Time = Omit<Span<Finding>, 'value'>

function between(older: Judged | undefined, newer: Judged): Time {
  const { name, startUs } = newer.file.digest
  const { account, region } = name
  return { account, region, fromUs: older === undefined ? startUs - HOUR_US : older.file.digest.endUs, toUs: startUs }
}

const hoursBetween = (older: Judged, newer: Judged): number =>
  Math.max(0, Math.ceil((newer.file.digest.startUs - older.file.digest.endUs) / HOUR_US))

/** The hour of a digest whose own words cannot be relied on, by the name of its file. */
export function hourOf({ file }: Pick<Judged, 'file'>): Time {
  return hourNamed(readDigestName(nameOf(file.path)) ?? file.digest.name)
}

/** The hour that ends where the name of a digest file says. */
export const hourNamed = ({ account, region, endUs }: DigestName): Time => ({
  account,
  region,
  fromUs: endUs - HOUR_US,
  toUs: endUs,
})
