import type { Database } from 'better-sqlite3'
import { chainPath, isLogPath } from '../../core/bundle/layout.ts'
import { chainPlaces, linesBeside, type PlaceRun } from '../../core/verify/chain-places.ts'
import type { KeptCheck } from './bundle-checks.ts'
import { chainFile, type ChainFile } from './chain-file.ts'

/** proven: tied to a signed head. apart: its links hold, and nothing signed says that they are the first made. */
export type Standing = 'proven' | 'apart' | 'unproven'

/** The chain of one log, line by line: of an open bundle beside it, or within its own records. */
export interface LineChain {
  readonly id: number
  readonly file: string
  readonly side: ChainFile | undefined
  readonly runs: readonly PlaceRun[]
  /** What stands behind the places that hold. */
  readonly standing: Standing
}

type Log = { readonly id: number; readonly path: string; readonly lines: number }

const LOGS = "SELECT id, path, lines FROM bundle_file WHERE bundle = ? AND role = 'log' ORDER BY id"

/** The chains of a bundle's logs as the last verification left them; a log without one is left out. */
export function lineChains(db: Database, bundle: number, checks: readonly KeptCheck[] | undefined): LineChain[] {
  const logs = db.prepare<[number], Log>(LOGS).all(bundle)
  return logs.flatMap((log) => chainOf(log, chainFile(db, bundle, log.path), checks))
}

function chainOf(
  { id, path, lines }: Log,
  side: ChainFile | undefined,
  checks: readonly KeptCheck[] = [],
): LineChain[] {
  const links = checks.filter(({ check, file }) => check === 'chain.link' && file === path)
  if (side === undefined && links.length === 0) return []
  const at = { log: path, chain: isLogPath(path) ? chainPath(path) : undefined }
  const held = side ? linesBeside(side.entries - 1, checks, at) : Math.max(lines, ...links.map(({ line = 0 }) => line))
  return [
    {
      id,
      file: path,
      side,
      runs: chainPlaces(checks, { ...at, lines: held }),
      standing: side ? standingBeside(path, checks) : standingOwn(path, checks),
    },
  ]
}

/** Its links were followed to the end, whatever was found on the way. */
const isWalked = (path: string, checks: readonly KeptCheck[]): boolean =>
  checks.some(({ check, file, verdict }) => check === 'chain.link' && file === path && verdict === 'verified') ||
  checks.some(
    ({ check, file, verdict }) =>
      check === 'chain.link' && (file === path || file === chainPath(path)) && verdict === 'failed',
  )

/** A side file is tied to who made it by the signature over the manifest that lists it. */
function standingBeside(path: string, checks: readonly KeptCheck[]): Standing {
  if (!isWalked(path, checks)) return 'unproven'
  const signed = checks.some(({ check, verdict }) => check === 'digest.signature' && verdict === 'verified')
  const changed = checks.some(({ file, verdict }) => file === chainPath(path) && verdict === 'failed')
  return signed && !changed ? 'proven' : 'apart'
}

/** A chain within a log is tied by a signed head that it reaches, and where it begins as it should. */
function standingOwn(path: string, checks: readonly KeptCheck[]): Standing {
  const own = checks.filter(({ file, level }) => file === path && level === 'proof')
  const links = own.filter(({ check }) => check === 'chain.link')
  if (!links.some(({ verdict }) => verdict === 'verified' || verdict === 'failed')) return 'unproven'
  if (links.some(({ verdict }) => verdict === 'not-verifiable')) return 'unproven'
  const isHeld = (name: string): boolean => own.some(({ check, verdict }) => check === name && verdict === 'verified')
  return isHeld('chain.end') && isHeld('chain.start') ? 'proven' : 'apart'
}
