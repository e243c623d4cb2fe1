import { basename, resolve } from 'node:path'
import type { FormatAdapter, Reading } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import * as layout from '../../core/bundle/layout.ts'
import { chainedLayers, layerWords } from '../intake/layers.ts'
import { intakeLimits } from '../intake/limits.ts'
import { listInputs } from '../intake/list-inputs.ts'
import { type Member, type RefusedMember, memberOf, unwrap } from '../intake/member.ts'
import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import { type FoundBag, findBags, isMark } from './find-bags.ts'
import { listedAmong } from '../proofs/belongs-to-proof.ts'
import { type NotRead, keepProofs, tagOf } from './keep-proofs.ts'
import { namedByProofs } from './keep-received.ts'
import { refuseOwnKind } from './own-kind.ts'
import { asFiles, planFiles } from './plan-files.ts'
import { type RecogniseAsk, recognise } from './recognise.ts'
import { isInside as isInContainer, signedContainers } from './signed-containers.ts'

/** One file of a bundle to be: a log with records, or a file that only belongs to its proof. */
export interface PlannedFile {
  readonly member: Member
  readonly role: 'log' | 'tag'
  /** How its entries are read; undefined of a file without records. */
  readonly reading: Reading | undefined
  /** How sure its own recognition is, and why; of a file without records 0 and nothing. */
  readonly confidence: number
  readonly reasons: readonly string[]
}

/** One bundle to be. */
export interface PlannedBundle {
  readonly name: string
  readonly shape: 'files' | 'open-bundle'
  readonly adapter: FormatAdapter
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly files: readonly PlannedFile[]
}

export interface RefusedFile {
  readonly path: string
  readonly code: string
  readonly message: string
  readonly remedy?: string | undefined
}

export interface ImportPlan {
  readonly bundles: readonly PlannedBundle[]
  readonly refused: readonly RefusedFile[]
}

export interface PlanAsk {
  /** The formats to try. */
  readonly formats: readonly FormatAdapter[]
  readonly paths: readonly string[]
  readonly format?: string | undefined
  readonly sourceName?: string | undefined
  readonly sourceZone?: string | undefined
  /** To be verified and not kept: proofs without a log that can be read are taken too, and chains by these rules. */
  readonly asFiles?: { readonly rules: readonly ChainRule[] } | undefined
}

/**
 * What an import of these paths will make: an open bundle is a bundle of its own, all other files of one format are one bundle,
 * so that pairs and duplicates are found over all devices and rotated files that came together.
 */
export async function planImport(ask: PlanAsk, signal?: AbortSignal): Promise<ImportPlan> {
  const planning: Planning = { ask, refused: [], others: [], signal }
  const bundles: PlannedBundle[] = []
  const loose: Loose[] = []
  for (const path of ask.paths) {
    const shown = basename(resolve(path))
    try {
      refuseOwnKind(path, shown)
      const { bags, isInside } = await findBags(path, shown)
      for (const bag of bags) bundles.push(await planBag(bag, planning))
      if (bags.length === 0 || !isInside('')) loose.push({ path, isInside })
    } catch (error) {
      if (error instanceof FaultError && error.code === 'file-missing') loose.push({ path, isInside: () => false })
      else planning.refused.push(refusalOf(error, shown))
    }
  }
  bundles.push(...(await planLoose(loose, planning)))
  if (bundles.length === 0 && planning.refused.length === 0) planning.refused.push(...ask.paths.map(nothingIn))
  return { bundles, refused: planning.refused }
}

const nothingIn = (path: string): RefusedFile => ({
  path: basename(resolve(path)),
  code: 'file-missing',
  message: `${basename(resolve(path))} holds no file.`,
  remedy: 'Choose the folder or archive that the exports are in.',
})

/** An input, and which of its files were taken to bundles already. */
type Loose = { readonly path: string; readonly isInside: (path: string) => boolean }

type Planning = {
  readonly ask: PlanAsk
  readonly refused: RefusedFile[]
  /** Files that could not be read as logs, each with why: some of them may be proofs of the logs. */
  readonly others: NotRead[]
  readonly signal: AbortSignal | undefined
}

type Recognised = Awaited<ReturnType<typeof recognise>>

/** Names at the top of a bag that hold no records, whatever they read like. */
const isTag = (name: string): boolean =>
  isMark(name) || name === layout.BAG_INFO || name === layout.EXPORT_JSON || layout.logPathOf(name) !== undefined

async function planBag(found: FoundBag, planning: Planning): Promise<PlannedBundle> {
  const files: PlannedFile[] = []
  const logs = new Logs(planning)
  for (const path of found.bag.names) files.push(await planBagFile(path, found, logs))
  const { best } = logs
  const isChecked = best === undefined && planning.ask.asFiles !== undefined
  planning.refused.push(...logs.unread.filter(({ code }) => !(isChecked && notRead.has(code))))
  return {
    name: planning.ask.sourceName ?? found.name.replace(/\.zip$/i, ''),
    shape: 'open-bundle',
    adapter: best?.adapter ?? asFiles,
    confidence: best?.confidence ?? 0,
    reasons: ['files of an open bundle', ...(best?.reasons ?? ['no log in it could be read'])],
    files,
  }
}

async function planBagFile(path: string, { origin, bag }: FoundBag, logs: Logs): Promise<PlannedFile> {
  const read = (stop?: AbortSignal) => bag.read(path, stop)
  const received = { path, root: bag.name, origin: resolve(origin), sizeBytes: bag.sizeBytes(path) ?? 0, read }
  const asTag = tagOf(memberOf(received, [], intakeLimits))
  if (isTag(path)) return asTag
  try {
    const { layers } = await unwrap(received, 0, intakeLimits)
    if (layers.length > chainedLayers(layers).length) throw notChainedSo(path, layers)
    return await logs.plan(memberOf(received, layers, intakeLimits))
  } catch (error) {
    logs.unread.push(refusalOf(error, path))
    return asTag
  }
}

/** The logs of one bundle: all of one format, the first one's. */
class Logs {
  readonly planning: Planning
  /** Files that could not be read as logs, each with why. */
  readonly unread: RefusedFile[] = []
  best: Recognised | undefined

  constructor(planning: Planning) {
    this.planning = planning
  }

  async plan(member: Member): Promise<PlannedFile> {
    const found = await recognise(member, readAs(this.planning), this.planning.signal)
    this.best ??= found
    if (this.best.adapter !== found.adapter)
      throw otherFormat(member.path, found.adapter.title, this.best.adapter.title)
    return logOf(member, found)
  }
}

type ByFormat = Map<string, { readonly first: Recognised; readonly files: PlannedFile[] }>

async function planLoose(loose: readonly Loose[], planning: Planning): Promise<PlannedBundle[]> {
  if (loose.length === 0) return []
  const byFormat = await recogniseLoose(loose, planning)
  const { ask, others, signal } = planning
  if (byFormat.size === 0 && ask.asFiles !== undefined) return planWithoutLogs(planning, ask.asFiles.rules)
  planning.refused.push(...(await keepProofs([...byFormat.values()], others, { rules: ask.asFiles?.rules, signal })))
  return toldApart(
    [...byFormat.values()].map(({ first, files }) => {
      const { adapter, confidence, reasons } = first
      return { name: ask.sourceName ?? nameOf(files), shape: 'files', adapter, confidence, reasons, files }
    }),
  )
}

async function recogniseLoose(loose: readonly Loose[], planning: Planning): Promise<ByFormat> {
  const byFormat: ByFormat = new Map()
  const paths = loose.map(({ path }) => path)
  const several = new Set(paths.map((path) => resolve(path))).size > 1
  const named = several ? rooted() : (listed: Member) => listed
  for await (const listed of listInputs(paths)) {
    if (planning.signal?.aborted) throw new FaultError('cancelled', 'Cancelled.')
    if (loose.some(({ isInside }) => isInside(listed.path))) continue
    if (listed.kind === 'member') await planLooseFile(named(listed), byFormat, planning)
    else planning.refused.push(unlisted(listed, several ? pathWithRoot(listed) : listed.path))
  }
  return byFormat
}

const unlisted = ({ code, message, remedy }: RefusedMember, path: string): RefusedFile => ({
  path,
  code,
  message,
  remedy,
})

/** Bundles that would bear one name, as those of one folder do, bear their format beside it. */
const toldApart = (bundles: readonly PlannedBundle[]): PlannedBundle[] =>
  bundles.map((bundle) => {
    const isAlone = bundles.filter(({ name }) => name === bundle.name).length === 1
    return isAlone ? bundle : { ...bundle, name: `${bundle.name} (${bundle.adapter.id})` }
  })

async function planLooseFile(member: Member, byFormat: ByFormat, planning: Planning): Promise<void> {
  const { refused, others, signal } = planning
  try {
    if (isMark(member.path)) throw buried(member.path)
    const found = await recognise(member, readAs(planning), signal)
    const held = byFormat.get(found.adapter.id) ?? { first: found, files: [] }
    held.files.push(logOf(member, found))
    byFormat.set(found.adapter.id, held)
  } catch (error) {
    const why = refusalOf(error, member.path)
    if (notRead.has(why.code)) others.push({ member, why })
    else refused.push(why)
  }
}

/** Why a file is not read as a log though nothing is wrong with it. */
const notRead: ReadonlySet<string> = new Set([
  'format-unknown',
  'format-ambiguous',
  'time-ambiguous',
  'time-zone-needed',
])

async function planWithoutLogs(
  { ask, others, refused, signal }: Planning,
  rules: readonly ChainRule[],
): Promise<PlannedBundle[]> {
  const members = others.map(({ member }) => member)
  const containers = await signedContainers(members)
  const loose = members.filter(({ path }) => !containers.some((one) => isInContainer(one.path, path)))
  const named = await namedByProofs(loose, loose, await listedAmong(loose, signal))
  const archives = named.map(({ received }) => received).filter(({ path }) => !members.some((one) => one.path === path))
  const files = await planFiles([...loose, ...archives, ...containers], rules, signal)
  if (files.length > 0)
    return [
      { name: ask.sourceName ?? nameOf(files), shape: 'files', adapter: asFiles, confidence: 0, reasons: [], files },
    ]
  refused.push(...others.map(({ why }) => why))
  return []
}

const readAs = ({ ask }: Planning): RecogniseAsk => ({
  formats: ask.formats,
  format: ask.format,
  zone: ask.sourceZone,
})

const logOf = (member: Member, { reading, confidence, reasons }: Recognised): PlannedFile => ({
  member,
  role: 'log',
  reading,
  confidence,
  reasons: [...reasons, ...layerWords(member.layers)],
})

/** Of several inputs each file carries the name of its own, so that two of one name can be told apart. */
const pathWithRoot = ({ path, root }: { readonly path: string; readonly root: string }): string =>
  path === root || path.startsWith(`${root}!`) ? path : `${root}/${path}`

/** Names files by their inputs, and as received, too; the sheets of a workbook go on sharing theirs. */
function rooted(): (member: Member) => Member {
  const known = new Map<Member['received'], Member['received']>()
  return (member) => {
    const before = member.received
    const received = known.get(before) ?? { ...before, path: pathWithRoot(before) }
    known.set(before, received)
    return { ...member, path: pathWithRoot(member), received }
  }
}

function nameOf(files: readonly PlannedFile[]): string {
  const roots = [...new Set(files.map(({ member }) => member.root))]
  return roots.length > 1 ? `${roots[0] ?? ''} and ${roots.length - 1} more` : (roots[0] ?? '')
}

/** Only our faults become a refusal; a cancel and our own bugs go on. */
export function refusalOf(error: unknown, path: string): RefusedFile {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  return { path, code: error.code, message: error.detail.message, remedy: error.detail.remedy }
}

const buried = (file: string): FaultError =>
  new FaultError('unsupported', {
    message: `${file} belongs to an open bundle inside another archive; what lies there was read as loose files, without its proof.`,
    file,
    remedy: 'Unpack the outer archive and import the bundle itself.',
  })

/** The case would keep another text than the one the chain was made over. */
const notChainedSo = (file: string, layers: readonly string[]): FaultError =>
  new FaultError('unsupported', {
    message: `${file} is ${layers.join(' in ')}, and a bundle's chain looks through gzip alone; it was kept for the proof, its records were not read.`,
    file,
    remedy: 'Import this file by itself too.',
  })

const otherFormat = (file: string, title: string, first: string): FaultError =>
  new FaultError('unsupported', {
    message: `${file} is ${title}, the other logs of this bundle are ${first}; it was kept for the proof, its records were not read.`,
    file,
    remedy: 'Import this file by itself too.',
  })
