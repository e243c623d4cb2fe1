import { basename, resolve } from 'node:path'
import type { FormatAdapter, Split } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import { type FolderLike, openFolderLike } from '../intake/folder-like.ts'
import { intakeLimits } from '../intake/limits.ts'
import { listInputs } from '../intake/list-inputs.ts'
import { type Member, memberOf, unwrap } from '../intake/member.ts'
import { recognise } from './recognise.ts'

/** One file of a bundle to be: a log with records, or a file that only belongs to its proof. */
export interface PlannedFile {
  readonly member: Member
  readonly role: 'log' | 'tag'
  readonly split: Split | 'none'
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
  readonly paths: readonly string[]
  readonly format?: string | undefined
  readonly sourceName?: string | undefined
}

/**
 * What an import of these paths will make: an open bundle is a bundle of its own, all other files of one format are one bundle,
 * so that pairs and duplicates are found over all devices and rotated files that came together.
 */
export async function planImport(ask: PlanAsk, signal?: AbortSignal): Promise<ImportPlan> {
  const planning: Planning = { ask, refused: [], signal }
  const bundles: PlannedBundle[] = []
  const loose: string[] = []
  for (const path of ask.paths) {
    const bag = await openBag(path)
    if (!bag) loose.push(path)
    else {
      const planned = await planBag(bag, path, planning)
      if (planned) bundles.push(planned)
    }
  }
  bundles.push(...(await planLoose(loose, planning)))
  return { bundles, refused: planning.refused }
}

type Planning = {
  readonly ask: PlanAsk
  readonly refused: RefusedFile[]
  readonly signal: AbortSignal | undefined
}

type Recognised = Awaited<ReturnType<typeof recognise>>

/** A folder or ZIP that says it is an open bundle: a bag declaration and `bundle.json` beside it. */
async function openBag(path: string): Promise<FolderLike | undefined> {
  try {
    const folder = await openFolderLike(path)
    return folder && folder.names.includes('bagit.txt') && folder.names.includes('bundle.json') ? folder : undefined
  } catch (error) {
    if (error instanceof FaultError) return undefined // listing it as loose input says what is wrong
    throw error
  }
}

async function planBag(bag: FolderLike, path: string, planning: Planning): Promise<PlannedBundle | undefined> {
  const { ask, refused } = planning
  const files: PlannedFile[] = []
  let best: Recognised | undefined
  for (const name of bag.names) {
    const received = {
      path: name,
      root: bag.name,
      origin: resolve(path),
      sizeBytes: bag.sizeBytes(name) ?? 0,
      read: (stop?: AbortSignal) => bag.read(name, stop),
    }
    const asTag: PlannedFile = {
      member: memberOf(received, 0, intakeLimits),
      role: 'tag',
      split: 'none',
      confidence: 0,
      reasons: [],
    }
    if (!name.startsWith('data/')) {
      files.push(asTag)
      continue
    }
    try {
      const { layers } = await unwrap(received, 0, intakeLimits)
      const member = memberOf(received, layers, intakeLimits)
      const found = await recognise(member, ask.format, planning.signal)
      if (best && best.adapter !== found.adapter) throw otherFormat(name, found.adapter.title, best.adapter.title)
      best ??= found
      files.push(logOf(member, found))
    } catch (error) {
      refused.push(refusalOf(error, name))
      files.push(asTag)
    }
  }
  if (!best) return undefined
  const { adapter, confidence, reasons } = best
  const name = ask.sourceName ?? basename(path).replace(/\.zip$/i, '')
  return {
    name,
    shape: 'open-bundle',
    adapter,
    confidence,
    reasons: ['bagit.txt and bundle.json: an open bundle', ...reasons],
    files,
  }
}

async function planLoose(paths: readonly string[], { ask, refused, signal }: Planning): Promise<PlannedBundle[]> {
  const byFormat = new Map<string, { first: Recognised; files: PlannedFile[] }>()
  if (paths.length === 0) return []
  const several = new Set(paths.map((path) => resolve(path))).size > 1
  for await (const listed of listInputs(paths)) {
    const member = several ? { ...listed, path: pathWithRoot(listed) } : listed
    if (signal?.aborted) throw new FaultError('cancelled', 'Cancelled.')
    if (member.kind === 'refused') {
      refused.push({ path: member.path, code: member.code, message: member.message, remedy: member.remedy })
      continue
    }
    try {
      const found = await recognise(member, ask.format, signal)
      const held = byFormat.get(found.adapter.id) ?? { first: found, files: [] }
      held.files.push(logOf(member, found))
      byFormat.set(found.adapter.id, held)
    } catch (error) {
      refused.push(refusalOf(error, member.path))
    }
  }
  return [...byFormat.values()].map(({ first, files }) => {
    const { adapter, confidence, reasons } = first
    return { name: ask.sourceName ?? nameOf(files), shape: 'files', adapter, confidence, reasons, files }
  })
}

const logOf = (member: Member, { split, confidence, reasons }: Recognised): PlannedFile => ({
  member,
  role: 'log',
  split,
  confidence,
  reasons,
})

/** Of several inputs each file carries the name of its own, so that two of one name can be told apart. */
const pathWithRoot = ({ path, root }: { readonly path: string; readonly root: string }): string =>
  path === root || path.startsWith(`${root}!`) ? path : `${root}/${path}`

function nameOf(files: readonly PlannedFile[]): string {
  const roots = [...new Set(files.map(({ member }) => member.root))]
  return roots.length > 1 ? `${roots[0] ?? ''} and ${roots.length - 1} more` : (roots[0] ?? '')
}

/** Only our faults become a refusal; a cancel and our own bugs go on. */
export function refusalOf(error: unknown, path: string): RefusedFile {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  return { path, code: error.code, message: error.detail.message, remedy: error.detail.remedy }
}

const otherFormat = (file: string, title: string, first: string): FaultError =>
  new FaultError('unsupported', {
    message: `${file} is ${title}, the other logs of this bundle are ${first}; it was kept for the proof, its records were not read.`,
    file,
    remedy: 'Import this file by itself too.',
  })
