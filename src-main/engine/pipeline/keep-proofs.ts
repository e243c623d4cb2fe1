import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import type { Member } from '../intake/member.ts'
import { belongsToProof, listedAmong, provesSomething } from '../proofs/belongs-to-proof.ts'
import type { PlannedFile, RefusedFile } from './plan-import.ts'
import { namedByProofs } from './keep-received.ts'
import { isInside, isOwnFile, signedContainers } from './signed-containers.ts'

/** A bundle to be, whose logs a proof may be of. */
interface Host {
  readonly files: PlannedFile[]
}

/** A file that could not be read as a log, and why. */
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
  const members = left.map(({ member }) => member)
  const paths = [...host.files.map(({ member }) => member.path), ...members.map(({ path }) => path)]
  const listed = await listedAmong(members, how.signal)
  const refused: RefusedFile[] = []
  const proofs: Member[] = []
  for (const one of left) {
    const isProof = await belongs(one, paths, how)
    const isListed = listed.has(one.member.path)
    if (isProof || isListed) host.files.push(tagOf(one.member))
    if (isProof) proofs.push(one.member)
    else refused.push(isListed ? keptForList(one.why) : one.why)
  }
  await keepReceived(hosts, proofs, listed)
  return refused
}

/** What a proof is over as it was received stays with the logs that were read out of it. */
async function keepReceived(
  hosts: readonly Host[],
  proofs: readonly Member[],
  listed: ReadonlySet<string>,
): Promise<void> {
  const logs = hosts.flatMap(({ files }) => files.filter(({ role }) => role === 'log').map(({ member }) => member))
  const hostOf = new Map(hosts.flatMap((host) => host.files.map(({ member }) => [member, host])))
  const kept = new Set(
    hosts.flatMap(({ files }) => files.filter(({ role }) => role === 'tag').map(({ member }) => member.path)),
  )
  for (const { received, log } of await namedByProofs(proofs, logs, listed))
    if (!kept.has(received.path)) hostOf.get(log)?.files.push(tagOf(received))
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
  return others.filter(({ member: { path } }) => !containers.some((container) => isOwnFile(container.path, path)))
}

const keptForList = (why: RefusedFile): RefusedFile => ({
  ...why,
  message: `${why.message} It was kept for the list of digests that names it.`,
})
