import type { Database } from 'better-sqlite3'
import type { Answer, Ask } from '../../contract/calls.ts'
import { FaultError } from '../../contract/fault.ts'
import { type PlaceState, placeOfLine, placesIn, runAt } from '../../core/verify/chain-places.ts'
import { writeTime } from '../../core/record/time.ts'
import { readLineIndex, sha256At } from '../store/line-index.ts'
import { bundleChecks } from './bundle-checks.ts'
import { type DigestChain, digestChains } from './digest-chains.ts'
import { type LineChain, lineChains } from './line-chains.ts'
import { RecordPlaces } from './record-place.ts'

type Links = Answer<'verify.links'>
type Link = Links['links'][number]

/** The links of one chain around a place, or around what stands at a moment: what is stated of each, and what is there. */
export function verifyLinks(db: Database, { bundle, file, around, ...ask }: Ask<'verify.links'>): Links {
  const checks = bundleChecks(db, bundle)
  const lines = lineChains(db, bundle, checks).find((chain) => chain.file === file)
  const digests = digestChains(db, bundle, checks).find((chain) => chain.file === file)
  const chain = lines ? chainOfLines(db, lines) : digests && chainOfDigests(digests)
  if (!chain) throw new FaultError('not-found', `Bundle ${bundle} has no chain ${file}.`)
  const wanted = ask.place ?? (ask.atUs === undefined ? 1 : chain.placeAt(ask.atUs))
  const place = Math.min(Math.max(1, wanted), Math.max(1, chain.total))
  // near an end as many are given as elsewhere
  const first = Math.max(1, Math.min(place - around, chain.total - 2 * around))
  const last = Math.min(chain.total, Math.max(place + around, 2 * around + 1))
  const links: Link[] = []
  for (let at = first; at <= last; at++) links.push(chain.linkAt(at))
  return { total: chain.total, place, links }
}

interface Chain {
  readonly total: number
  readonly placeAt: (us: number) => number
  readonly linkAt: (place: number) => Link
}

function chainOfLines(db: Database, chain: LineChain): Chain {
  const records = new RecordPlaces(db)
  return {
    total: placesIn(chain.runs),
    placeAt: (us) => placeOfLine(chain.runs, records.lineAt(chain.id, us)) ?? 1,
    linkAt: (place) => linkOfLine(db, chain, place, records),
  }
}

function linkOfLine(db: Database, chain: LineChain, place: number, records: RecordPlaces): Link {
  const { id, side, standing } = chain
  const { state, entry, line } = standingAt(chain, place)
  const stated = entry === undefined ? undefined : side?.at(entry)
  const lineHash = line === undefined ? undefined : hashOfLine(db, id, line)
  const compared = { stated: stated?.lineHash, found: lineHash, beside: side !== undefined }
  return {
    place,
    state: linkState(state, standing, compared),
    ...(entry !== undefined && { entry }),
    ...(lineHash !== undefined && { lineHash }),
    ...(stated && { expectedLineHash: stated.lineHash, link: stated.link }),
    ...(line !== undefined && { line, ...records.ofLine(id, line) }),
  }
}

/** What stands at a place: an entry, a line, or both. */
function standingAt({ runs }: LineChain, place: number): { state: PlaceState; entry?: number; line?: number } {
  const run = runAt(runs, place)
  if (run === undefined) return { state: 'untold' }
  const within = place - run.place
  return {
    state: run.state,
    ...(run.entry !== undefined && { entry: run.entry + within }),
    ...(run.line !== undefined && { line: run.line + within }),
  }
}

interface Compared {
  readonly stated: string | undefined
  readonly found: string | undefined
  readonly beside: boolean
}

/** A place that holds is proven only where its line has the hash that the side file states for it. */
function linkState(
  state: PlaceState,
  standing: LineChain['standing'],
  { stated, found, beside }: Compared,
): Link['state'] {
  const isStated = stated !== undefined && stated === found
  if (state === 'untold') return 'unproven'
  // between two lines that changed places others stand where they should
  if (state !== 'held' && !(state === 'reordered' && isStated)) return state
  return beside && !isStated ? 'unproven' : standing
}

type BlockRow = { readonly first_line: number; readonly count: number; readonly entries: Buffer }
const BLOCK = `SELECT first_line, count, entries FROM raw_block WHERE file = ? AND first_line <= ? AND count > 0
                ORDER BY offset DESC LIMIT 1`

function hashOfLine(db: Database, file: number, line: number): string | undefined {
  const row = db.prepare<[number, number], BlockRow>(BLOCK).get(file, line)
  if (!row) return undefined
  const index = readLineIndex(row.entries, row.count)
  const at = index.lineDelta.indexOf(line - row.first_line)
  return at < 0 ? undefined : sha256At(index, at)
}

function chainOfDigests({ digests }: DigestChain): Chain {
  return {
    total: digests.length,
    placeAt: (us) =>
      Math.max(
        0,
        digests.findIndex(({ toUs }) => toUs > us),
      ) + 1,
    linkAt: (place) => {
      const digest = digests[place - 1]
      return {
        place,
        entry: place,
        state: digest === undefined ? 'unproven' : digest.state === 'broken' ? 'edited' : digest.state,
        ...(digest && { time: writeTime(digest.toUs, 0, 0), target: digest.path, type: 'digest' }),
        ...(digest?.sha256 !== undefined && { lineHash: digest.sha256 }),
      }
    },
  }
}
