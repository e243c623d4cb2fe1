import type { Check } from '../check.ts'
import { checkChain, type Linked, type Series } from './chain.ts'
import * as checks from './checks.ts'
import { Findings } from './findings.ts'
import type { DigestKey, Judged, Keys } from './judge.ts'
import { judgeTree } from './judge-tree.ts'
import { checkLogs } from './logs.ts'
import { nameOf, readDigestName } from './names.ts'
import { type AskedPeriod, type DigestCounts, reachOf, summaryOf } from './summary.ts'
import type { DigestTree } from './tree.ts'

export interface TreeDeps {
  /** Those the auditor relies on, and those that came with the export. */
  readonly keys: readonly DigestKey[]
  /** The period under audit; absent: how far the digests reach is told and not judged. */
  readonly period?: AskedPeriod | undefined
  /** Told, before any check, of each log that a digest proves which is signed by a key that is relied on. */
  readonly onProved?: ((path: string) => void) | undefined
}

/** Every check of a CloudTrail export whose files were all taken in (docs/verification.md); one change is one finding. */
export function* verifyTree(tree: DigestTree, { keys, period, onProved }: TreeDeps): Generator<Check> {
  if (tree.digests.length + tree.unread.length === 0) {
    yield checks.noDigests
    return
  }
  const findings = new Findings()
  const { series, edited, unreadHours } = judgeTree(tree, keysByFingerprint(keys), findings)
  const chains = series.map((one) => ({ one, linked: checkChain(one, findings) }))
  const digests = series.flatMap((one) => one.digests)
  const holes = [...chains.flatMap(({ linked }) => linked.holes), ...unreadHours]
  const { counts: logs, proved } = checkLogs({ digests, edited, holes, files: tree.others }, findings)
  for (const path of proved) onProved?.(path)
  const links = chains.reduce((sum, { linked }) => sum + linked.links, 0)
  yield* checks.checksHeld({ signatures: digests.filter(isValid).length, links, logs: logs.valid })
  yield* findings.all()
  const [backfills, hourly] = partition(chains, ({ one }) => one.digests[0]?.file.digest.name.backfill ?? false)
  const judged = new Set(hourly.length > 0 ? hourly : backfills)
  for (const chain of chains) yield reachOf(reachIn(chain.one, chain.linked), judged.has(chain) ? period : undefined)
  const unread = partition(tree.unread, ({ path }) => readDigestName(nameOf(path))?.backfill ?? false)
  yield summaryOf({
    clean: findings.clean,
    digests: countsOf(hourly, unread[1].length),
    backfills: countsOf(backfills, unread[0].length),
    logs,
  })
}

const isValid = ({ standing }: Judged): boolean => standing === 'valid'

/** A few that share a fingerprint are tried in turn, pinned ones first; more would only cost time. */
const MOST_ALIKE = 4

function keysByFingerprint(keys: readonly DigestKey[]): Keys {
  const pinnedFirst = keys.toSorted((a, b) => Number(b.pinned) - Number(a.pinned))
  const grouped = Map.groupBy(pinnedFirst, ({ fingerprint }) => fingerprint)
  return new Map([...grouped].map(([fingerprint, alike]) => [fingerprint, alike.slice(0, MOST_ALIKE)]))
}

function reachIn({ digests }: Series, { chains, goesOn }: Linked) {
  const { account, region, trail, backfill } = digests[0]?.file.digest.name ?? NOBODY
  const [starts, ends] = [digests.map(({ file }) => file.digest.startUs), digests.map(({ file }) => file.digest.endUs)]
  const [fromUs, toUs] = [starts.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))]
  return { account, region, trail, backfill, fromUs, toUs, chains, goesOn }
}

const NOBODY = { account: '', region: '', trail: '', backfill: false }

interface Chain {
  readonly one: Series
  readonly linked: Linked
}

function countsOf(chains: readonly Chain[], unread: number): DigestCounts {
  const standings = chains.flatMap(({ one }) => one.digests.map(({ standing }) => standing))
  const valid = standings.filter((standing) => standing === 'valid').length
  const invalid = standings.filter((standing) => standing === 'invalid').length
  return {
    valid,
    invalid: invalid + unread,
    missing: chains.reduce((sum, { linked }) => sum + linked.missing, 0),
    unverified: standings.length - valid - invalid,
  }
}

/** Those for which it holds, and the others. */
function partition<T>(all: readonly T[], holds: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))]
}
