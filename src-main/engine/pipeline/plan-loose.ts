import { resolve } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import { intakeLimits } from '../intake/limits.ts'
import { listInputs } from '../intake/list-inputs.ts'
import { type Member, type Received, type RefusedMember, memberOf } from '../intake/member.ts'
import { isMark } from './bag-tops.ts'
import { isSound, keepProofs, listing, tagOf, toldKept } from './keep-proofs.ts'
import { NamedByProofs, asReceived, namedByProofs } from './keep-received.ts'
import { PlainBags, isOfBags } from './plain-bags.ts'
import { asFiles, planFiles } from './plan-files.ts'
import type { PlannedBundle, PlannedFile, RefusedFile } from './plan-import.ts'
import { type Planning, logOf, readAs, refusalOf } from './planning.ts'
import { type Recognised, recognise } from './recognise.ts'
import { isInside as isInContainer, signedContainers } from './signed-containers.ts'

/** An input, and which of its files were taken to bundles already. */
export interface Loose {
  readonly path: string
  readonly isInside: (path: string) => boolean
}

interface OneFormat {
  readonly first: Recognised
  readonly files: PlannedFile[]
}

type ByFormat = Map<string, OneFormat>

/** Bundles of all files that are in no open bundle: one for each format, with the proofs that came along. */
export async function planLoose(loose: readonly Loose[], planning: Planning): Promise<PlannedBundle[]> {
  if (loose.length === 0) return []
  const own: Planning = { ...planning, refused: [] }
  const { byFormat, bags } = await recogniseLoose(loose, own)
  const hosts = [...byFormat.values()]
  const rules = planning.ask.asFiles?.rules
  const bundles =
    hosts.length === 0 && rules !== undefined
      ? await planWithoutLogs(own, bags, rules)
      : await planWithLogs(own, bags, hosts)
  const kept = new Set(bundles.flatMap(({ files }) => files.map(({ member }) => member.path)))
  planning.refused.push(...own.refused.map((why) => (bags.holds(why.path) && kept.has(why.path) ? inBag(why) : why)))
  return bundles
}

async function planWithLogs(
  planning: Planning,
  bags: PlainBags,
  hosts: readonly OneFormat[],
): Promise<PlannedBundle[]> {
  const { ask, others, refused, signal } = planning
  refused.push(...(await keepProofs(hosts, others, { rules: ask.asFiles?.rules, signal })))
  const [host] = hosts.toSorted((a, b) => b.files.length - a.files.length)
  const received = hosts.flatMap(({ files }) => files.filter(({ member }) => member.layers.length === 0))
  const besides = (paths: readonly string[]): Member[] => bags.besides(new Set(paths))
  if (host === undefined) refused.push(...besides(refused.map(({ path }) => path)).map(({ path }) => withoutLog(path)))
  else host.files.push(...besides(received.map(({ member }) => member.path)).map(tagOf))
  return toldApart(hosts.map((one) => bundleOf(one, planning, bags)))
}

function bundleOf({ first, files }: OneFormat, { ask }: Planning, bags: PlainBags): PlannedBundle {
  const { adapter, confidence, reasons } = first
  const isWhole = files.some(({ member }) => bags.holds(member.path))
  return { name: ask.sourceName ?? nameOf(files), shape: 'files', adapter, confidence, reasons, files, isWhole }
}

type Listed = Member | RefusedMember

async function recogniseLoose(
  loose: readonly Loose[],
  planning: Planning,
): Promise<{ readonly byFormat: ByFormat; readonly bags: PlainBags }> {
  const byFormat: ByFormat = new Map()
  const all: Listed[] = []
  const late: Member[] = []
  for await (const listed of listLoose(loose)) {
    if (planning.signal?.aborted) throw new FaultError('cancelled', 'Cancelled.')
    all.push(listed)
    if (listed.kind === 'refused') planRefused(listed, planning)
    else if (isOfBags(listed.path)) late.push(listed)
    else await planLooseFile(listed, byFormat, planning)
  }
  const bags = new PlainBags(all)
  for (const member of late.filter(({ path }) => !bags.isTag(path))) {
    if (isMark(member.path)) planning.refused.push(refusalOf(buried(member.path), member.path))
    else await planLooseFile(member, byFormat, planning)
  }
  return { byFormat, bags }
}

async function* listLoose(loose: readonly Loose[]): AsyncGenerator<Listed> {
  const paths = loose.map(({ path }) => path)
  const several = new Set(paths.map((path) => resolve(path))).size > 1
  const named = several ? rooted() : (listed: Listed) => listed
  for await (const listed of listInputs(paths))
    if (!loose.some(({ isInside }) => isInside(listed.path))) yield named(listed)
}

/** Of a file that is there and cannot be unpacked the bytes are at hand, which a proof may be over. */
function planRefused({ path, code, message, remedy, received }: RefusedMember, planning: Planning): void {
  const why = { path, code, message, remedy }
  if (received === undefined) planning.refused.push(why)
  else planning.others.push({ member: memberOf({ ...received, path }, [], intakeLimits), why })
}

/** Bundles that would bear one name, as those of one folder do, bear their format beside it. */
const toldApart = (bundles: readonly PlannedBundle[]): PlannedBundle[] =>
  bundles.map((bundle) => {
    const isAlone = bundles.filter(({ name }) => name === bundle.name).length === 1
    return isAlone ? bundle : { ...bundle, name: `${bundle.name} (${bundle.adapter.id})` }
  })

async function planLooseFile(member: Member, byFormat: ByFormat, planning: Planning): Promise<void> {
  const { others, signal } = planning
  try {
    const found = await recognise(member, readAs(planning), signal)
    const held = byFormat.get(found.adapter.id) ?? { first: found, files: [] }
    held.files.push(logOf(member, found))
    byFormat.set(found.adapter.id, held)
  } catch (error) {
    const one = { member, why: refusalOf(error, member.path) }
    others.push(isSound(one) ? one : { ...one, member: asReceived(member) })
  }
}

async function planWithoutLogs(
  { ask, others, refused, signal }: Planning,
  bags: PlainBags,
  rules: readonly ChainRule[],
): Promise<PlannedBundle[]> {
  const members = others.filter(isSound).map(({ member }) => member)
  const unread = others.filter((one) => !isSound(one))
  const containers = await signedContainers(members)
  const loose = members.filter(({ path }) => !containers.some((one) => isInContainer(one.path, path)))
  const paths = others.map(({ member }) => member.path)
  const isListed = await listing(loose, paths, signal)
  const named = await NamedByProofs.among({ proofs: loose, logs: loose, isListed })
  const kept = await namedByProofs(
    named,
    loose,
    unread.map(({ member }) => member),
  )
  const asOne = kept.map(({ received }) => received).filter(({ path }) => !members.some((one) => one.path === path))
  const all = [...loose, ...asOne, ...containers]
  const inBags = bags.besides(new Set(all.map(({ received }) => received.path)))
  const planned = await planFiles([...all, ...inBags], rules, signal)
  const files = planned.map((file): PlannedFile => (bags.isTag(file.member.path) ? { ...file, role: 'tag' } : file))
  refused.push(...(files.length > 0 ? toldKept(unread, kept) : others.map(({ why }) => why)))
  const plan = { shape: 'files', adapter: asFiles, confidence: 0, reasons: [], files } as const
  return files.length > 0 ? [{ ...plan, name: ask.sourceName ?? nameOf(files), isWhole: inBags.length > 0 }] : []
}

/** Of several inputs each file carries the name of its own, so that two of one name can be told apart. */
const pathWithRoot = ({ path, root }: { readonly path: string; readonly root: string }): string =>
  path === root || path.startsWith(`${root}!`) ? path : `${root}/${path}`

/** Names files by their inputs, and as received, too; the sheets of a workbook go on sharing theirs. */
function rooted(): (listed: Listed) => Listed {
  const known = new Map<Received, Received>()
  const renamed = (before: Received): Received => {
    const within = before.within && renamed(before.within)
    const received = known.get(before) ?? { ...before, path: pathWithRoot(before), within }
    known.set(before, received)
    return received
  }
  return (listed) => {
    const path = pathWithRoot(listed)
    if (listed.kind === 'member') return { ...listed, path, received: renamed(listed.received) }
    return { ...listed, path, received: listed.received && renamed(listed.received) }
  }
}

function nameOf(files: readonly PlannedFile[]): string {
  const roots = [...new Set(files.map(({ member }) => member.root))]
  return roots.length > 1 ? `${roots[0] ?? ''} and ${roots.length - 1} more` : (roots[0] ?? '')
}

const inBag = (why: RefusedFile): RefusedFile => ({
  ...why,
  message: `${why.message} It was kept for the bag that it lies in.`,
})

const withoutLog = (path: string): RefusedFile => ({
  path,
  code: 'format-unknown',
  message: `${path} lies in a bag without a log that could be read.`,
  remedy: 'Verify the bag as files: "proofline verify PATH".',
})

const buried = (file: string): FaultError =>
  new FaultError('unsupported', {
    message: `${file} belongs to an open bundle inside another archive; what lies there was read as loose files, without its proof.`,
    file,
    remedy: 'Unpack the outer archive and import the bundle itself.',
  })
