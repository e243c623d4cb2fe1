import type { Database } from 'better-sqlite3'
import { type DigestName, nameOf, readDigestName, readLogName } from '../../core/verify/cloudtrail/names.ts'
import type { KeptCheck } from './bundle-checks.ts'

export type DigestState = 'proven' | 'unproven' | 'broken' | 'absent'

/** One digest file of CloudTrail, or one that another names and that is not here. */
export interface PlacedDigest {
  readonly path: string
  readonly fromUs: number
  readonly toUs: number
  readonly sha256: string | undefined
  readonly state: DigestState
  /** The finding of it, by its place among the checks. */
  readonly finding: number | undefined
}

/** A log whose finding belongs to the hour of its delivery. */
export interface PlacedLog {
  readonly finding: number
  readonly us: number
  readonly failed: boolean
}

/** The digests of one trail, account and region in the order of their hours. */
export interface DigestChain {
  readonly file: string
  readonly digests: readonly PlacedDigest[]
  readonly logs: readonly PlacedLog[]
}

/** CloudTrail delivers a digest file each hour ("CloudTrail digest file structure", AWS CloudTrail user guide). */
const HOUR_US = 3_600_000_000
const FILES = 'SELECT path, sha256 FROM bundle_file WHERE bundle = ? ORDER BY path'
type Kept = { readonly path: string; readonly sha256: string }
type Found = Pick<PlacedDigest, 'path' | 'sha256'> & { readonly name: DigestName }

/** The chains of digests that a bundle keeps, as the last verification left them. */
export function digestChains(db: Database, bundle: number, checks: readonly KeptCheck[] | undefined): DigestChain[] {
  const here = db.prepare<[number], Kept>(FILES).all(bundle).flatMap(named)
  if (here.length === 0) return []
  const absent = (checks ?? [])
    .filter(({ check }) => check === 'file.missing')
    .flatMap(({ file = '' }) => named({ path: file, sha256: undefined }))
  const series = Map.groupBy([...here, ...absent], ({ name }) => name.series)
  const rest = restOf(here, checks ?? [])
  return [...series].map(([name, found]) => {
    const logs = [...logsOf(found[0]?.name, checks ?? [])]
    return { file: name.trim(), digests: withLogs(inOrder(found, checks ?? [], rest), logs), logs }
  })
}

/** Nothing of an hour is proven whose logs are not all what its digest states. */
function withLogs(digests: readonly PlacedDigest[], logs: readonly PlacedLog[]): readonly PlacedDigest[] {
  const judged = [...digests]
  for (const { us, failed } of logs) {
    const at = digestAt(digests, us)
    const digest = judged[at]
    if (digest?.state === 'proven' || (digest?.state === 'unproven' && failed))
      judged[at] = { ...digest, state: failed ? 'broken' : 'unproven' }
  }
  return judged
}

/** The place from 0 of the digest in whose hour a moment lies; -1 where there is none. */
export function digestAt(digests: readonly PlacedDigest[], us: number): number {
  let [low, high] = [0, digests.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((digests[middle]?.toUs ?? 0) > us) high = middle
    else low = middle + 1
  }
  const digest = digests[low]
  return digest && us >= digest.fromUs ? low : -1
}

function named({ path, sha256 }: { readonly path: string; readonly sha256: string | undefined }): Found[] {
  const name = readDigestName(nameOf(path))
  return name ? [{ path, sha256, name }] : []
}

/**
 * What is known of a digest that no finding names. Those of one unknown key are told once and counted, so where what held and what
 * is named are not all of them, none of the others is called proven.
 */
function restOf(here: readonly Found[], checks: readonly KeptCheck[]): DigestState {
  const signatures = checks.filter(({ check }) => check === 'digest.signature')
  const held = signatures.reduce((sum, { verdict, covered = 0 }) => sum + (verdict === 'verified' ? covered : 0), 0)
  const ofFiles = new Set(checks.filter(({ verdict }) => verdict !== 'verified').map(({ file }) => file))
  const open = here.filter(({ path }) => ofFiles.has(path)).length
  return held > 0 && held + open >= here.length ? 'proven' : 'unproven'
}

function inOrder(found: readonly Found[], checks: readonly KeptCheck[], rest: DigestState): PlacedDigest[] {
  const worst = worstByFile(checks)
  const placed: PlacedDigest[] = []
  let end = 0
  for (const { path, sha256, name } of found.toSorted((a, b) => a.name.endUs - b.name.endUs)) {
    const finding = worst.get(path)
    const verdict = finding === undefined ? undefined : checks[finding]?.verdict
    const judged = verdict === undefined ? rest : verdict === 'failed' ? 'broken' : 'unproven'
    placed.push({
      path,
      sha256,
      fromUs: Math.min(name.endUs, Math.max(end, name.endUs - HOUR_US)),
      toUs: name.endUs,
      state: sha256 === undefined ? 'absent' : judged,
      finding,
    })
    end = name.endUs
  }
  return placed
}

/** The gravest finding of each file that one names. */
function worstByFile(checks: readonly KeptCheck[]): ReadonlyMap<string, number> {
  const worst = new Map<string, number>()
  for (const [at, { file, level, verdict }] of checks.entries()) {
    if (file === undefined || level !== 'proof' || verdict === 'verified' || verdict === 'not-offered') continue
    const held = worst.get(file)
    if (held === undefined || (verdict === 'failed' && checks[held]?.verdict !== 'failed')) worst.set(file, at)
  }
  return worst
}

function* logsOf(of: DigestName | undefined, checks: readonly KeptCheck[]): Generator<PlacedLog> {
  for (const [finding, { file = '', level, verdict }] of checks.entries()) {
    const log = readLogName(nameOf(file))
    if (log === undefined || of === undefined || level !== 'proof' || verdict === 'verified') continue
    if (log.account === of.account && log.region === of.region)
      yield { finding, us: log.minuteUs, failed: verdict === 'failed' }
  }
}
