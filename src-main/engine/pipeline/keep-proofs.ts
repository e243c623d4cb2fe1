import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import type { Member } from '../intake/member.ts'
import { isCloudTrailPath } from '../../core/verify/cloudtrail/names.ts'
import { belongsToProof, listedAmong, provesSomething } from '../proofs/belongs-to-proof.ts'
import { mayHoldDigests } from '../proofs/cloudtrail/verify-cloudtrail.ts'
import type { PlannedFile, RefusedFile } from './plan-import.ts'
import { type KeptReceived, NamedByProofs, namedByProofs } from './keep-received.ts'
import { isInside, isOwnFile, signedContainers } from './signed-containers.ts'

/** A bundle to be, whose logs a proof may be of. */
interface Host {
  readonly files: PlannedFile[]
}

/** A file that could not be read as a log, and why; of one that cannot be unpacked the bytes as received. */
export interface NotRead {
  readonly member: Member
  readonly why: RefusedFile
}

interface HowToKeep {
  /** To be verified and not kept: logs that no format reads are taken, too, where they carry a chain, also by these rules. */
  readonly rules: readonly ChainRule[] | undefined
  readonly signal: AbortSignal | undefined
}

/** A file without records. */
export const tagOf = (member: Member): PlannedFile => ({
  member,
  role: 'tag',
  reading: undefined,
  confidence: 0,
  reasons: [],
})

/** Why a file is not read as a log though nothing is wrong with it. */
const SOUND: ReadonlySet<string> = new Set(['format-unknown', 'format-ambiguous', 'time-ambiguous', 'time-zone-needed'])

/** Whether a file could be unpacked, so that it may hold a proof. */
export const isSound = ({ why }: Pick<NotRead, 'why'>): boolean => SOUND.has(why.code)

/**
 * Adds to the bundles what belongs to a proof of their logs; answers what stays refused. Proofs stay with the system of most logs; without a
 * log there is nothing that they could prove.
 */
export async function keepProofs(
  hosts: readonly Host[],
  others: readonly NotRead[],
  how: HowToKeep,
): Promise<RefusedFile[]> {
  const [host] = hosts.toSorted((a, b) => b.files.length - a.files.length)
  if (host === undefined) return others.map(({ why }) => why)
  const left = await keepContainers(hosts, others)
  const paths = [host.files, left].flatMap((some) => some.map(({ member }) => member.path))
  const [proofs, unread]: [Member[], NotRead[]] = [[], []]
  for (const one of left) {
    if (await belongs(one, paths, how)) proofs.push(one.member)
    else unread.push(one)
  }
  const sound = left.filter(isSound).map(({ member }) => member)
  const kept = new Keeping(hosts, host)
  const isListed = await listing(sound, paths, how.signal)
  const named = await NamedByProofs.among({ proofs, logs: kept.logs, isListed })
  for (const proof of proofs) kept.add(proof)
  const received = await namedByProofs(
    named,
    kept.logs,
    unread.map(({ member }) => member),
  )
  for (const one of received) kept.add(one.received, one.met)
  kept.mark(named)
  return toldKept(unread, received)
}

/** Which files digests may be over that lists among these state, or CloudTrail's own, which name none but its own. */
export async function listing(
  members: readonly Member[],
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<(path: string) => boolean> {
  const listed = await listedAmong(members, signal)
  const holdsDigests = mayHoldDigests(paths)
  return (path) => listed.has(path) || (holdsDigests && isCloudTrailPath(path))
}

/** Why each was refused, and of what was kept that it was. */
export function toldKept(unread: readonly NotRead[], received: readonly KeptReceived[]): RefusedFile[] {
  const kept = new Set(received.map((one) => one.received.path))
  return unread.map(({ member, why }) => (kept.has(member.received.path) ? keptForProof(why) : why))
}

/** The bundles to be, as files without records are added to them. */
class Keeping {
  readonly logs: readonly Member[]
  readonly #hosts: readonly Host[]
  readonly #first: Host
  readonly #ofCloudTrail: Host
  readonly #hostOf: ReadonlyMap<Member, Host>
  readonly #tags: Set<string>

  constructor(hosts: readonly Host[], first: Host) {
    const files = hosts.flatMap((host) => host.files.map((file) => ({ ...file, host })))
    this.#hosts = hosts
    this.#first = first
    this.logs = files.filter(({ role }) => role === 'log').map(({ member }) => member)
    this.#ofCloudTrail =
      files.find(({ role, member }) => role === 'log' && isCloudTrailPath(member.path))?.host ?? first
    this.#hostOf = new Map(files.map(({ member, host }) => [member, host]))
    this.#tags = new Set(files.filter(({ role }) => role === 'tag').map(({ member }) => member.path))
  }

  /** Once a path, with the log it was met with, else where the proofs are. */
  add(member: Member, met: Member = member): void {
    if (this.#tags.has(member.path)) return
    this.#tags.add(member.path)
    const proofs = isCloudTrailPath(member.path) ? this.#ofCloudTrail : this.#first
    const host = this.#hostOf.get(met) ?? proofs
    host.files.push(tagOf(member))
  }

  mark(named: NamedByProofs): void {
    for (const { files } of this.#hosts)
      for (const [index, file] of files.entries())
        if (named.has(file.member.path)) files[index] = { ...file, isNamed: true }
  }
}

async function belongs(
  { member, why }: NotRead,
  paths: readonly string[],
  { rules, signal }: HowToKeep,
): Promise<boolean> {
  if (why.code !== 'format-unknown') return false
  if (rules !== undefined && (await provesSomething(member, rules, signal))) return true
  return belongsToProof(member, paths, signal)
}

/** A signed container stays with the logs that were read out of it; what it says of itself is read there and not as loose files. */
async function keepContainers(hosts: readonly Host[], others: readonly NotRead[]): Promise<readonly NotRead[]> {
  const logs = hosts.flatMap(({ files }) => files.map(({ member }) => member))
  const containers = await signedContainers(logs)
  for (const member of containers) {
    const host = hosts.find(({ files }) => files.some((file) => isInside(member.path, file.member.path)))
    host?.files.push(tagOf(member))
  }
  return others.filter(
    (one) => !isSound(one) || !containers.some((container) => isOwnFile(container.path, one.member.path)),
  )
}

/** A refusal of a file that was kept. Faults of unpacking end without a full stop, those of recognition with one. */
export const keptForProof = (why: RefusedFile): RefusedFile => ({
  ...why,
  message: `${why.message.replace(/\.?$/, '.')} It was kept as received for the proof that names it.`,
})
