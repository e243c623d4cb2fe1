import { basename, resolve } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import * as layout from '../../core/bundle/layout.ts'
import type { FormatAdapter, Reading } from '../../core/formats/format.ts'
import { isSystemFile } from '../../core/verify/bag.ts'
import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import { chainedLayers } from '../intake/layers.ts'
import { intakeLimits } from '../intake/limits.ts'
import { type Member, memberOf, unwrap } from '../intake/member.ts'
import { isMark } from './bag-tops.ts'
import { type FoundBag, findBags } from './find-bags.ts'
import { isSound, tagOf } from './keep-proofs.ts'
import { refuseOwnKind } from './own-kind.ts'
import { asFiles } from './plan-files.ts'
import { type Loose, planLoose } from './plan-loose.ts'
import { type Planning, logOf, readAs, refusalOf } from './planning.ts'
import { type Recognised, recognise } from './recognise.ts'

/** One file of a bundle to be: a log with records, or a file that only belongs to its proof. */
export interface PlannedFile {
  readonly member: Member
  readonly role: 'log' | 'tag'
  /** How its entries are read; undefined of a file without records. */
  readonly reading: Reading | undefined
  /** How sure its own recognition is, and why; of a file without records 0 and nothing. */
  readonly confidence: number
  readonly reasons: readonly string[]
  /** A proof may be over it: where it cannot be read to its end, it is kept as received all the same. */
  readonly isNamed?: boolean | undefined
}

/** One bundle to be. */
export interface PlannedBundle {
  readonly name: string
  readonly shape: 'files' | 'open-bundle'
  readonly adapter: FormatAdapter
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly files: readonly PlannedFile[]
  /** A proof in it speaks of all its files, so that none of them is left out because the case holds it already. */
  readonly isWhole: boolean
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

/** Names outside of `data/` that a bundle has without a word; any other there may have been put in. */
const isTag = (name: string): boolean =>
  isMark(name) ||
  name === layout.BAG_INFO ||
  name === layout.EXPORT_JSON ||
  layout.logPathOf(name) !== undefined ||
  isSystemFile(name)

async function planBag(found: FoundBag, planning: Planning): Promise<PlannedBundle> {
  const files: PlannedFile[] = []
  const logs = new Logs(planning)
  for (const path of found.bag.names) files.push(await planBagFile(path, found, logs))
  const { best } = logs
  const isChecked = best === undefined && planning.ask.asFiles !== undefined
  planning.refused.push(...logs.unread.filter((why) => !(isChecked && isSound({ why }))))
  return {
    name: planning.ask.sourceName ?? found.name.replace(/\.zip$/i, ''),
    shape: 'open-bundle',
    adapter: best?.adapter ?? asFiles,
    confidence: best?.confidence ?? 0,
    reasons: ['files of an open bundle', ...(best?.reasons ?? ['no log in it could be read'])],
    files,
    isWhole: true,
  }
}

async function planBagFile(path: string, { origin, bag }: FoundBag, logs: Logs): Promise<PlannedFile> {
  const read = (stop?: AbortSignal) => bag.read(path, stop)
  const received = { path, root: bag.name, origin: resolve(origin), sizeBytes: bag.sizeBytes(path) ?? 0, read }
  const asTag = tagOf(memberOf(received, [], intakeLimits))
  if (!layout.isLogPath(path)) {
    if (!isTag(path)) logs.unread.push(refusalOf(notALog(path), path))
    return asTag
  }
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

/** Chains and manifest reach what lies below `data/` alone. */
const notALog = (file: string): FaultError =>
  new FaultError('unsupported', {
    message: `${file} lies outside of data/, where an open bundle has its logs; it was kept for the proof, no record of it was read.`,
    file,
    remedy: 'Import this file by itself, where it is a log.',
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
