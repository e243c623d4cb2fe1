import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { JobResult } from '../../contract/events.ts'
import { ParserPool } from '../pipeline/parser-pool.ts'
import {
  type ImportPlan,
  type PlanAsk,
  type PlannedBundle,
  type RefusedFile,
  planImport,
  refusalOf,
} from '../pipeline/plan-import.ts'
import { BrokenFile, type WrittenBundle, writeBundle } from '../pipeline/write-bundle.ts'
import { maskKeyOf } from '../store/meta.ts'
import { removeIncomplete } from '../store/remove-incomplete.ts'
import { importedBundle } from '../store/imported-bundle.ts'
import type { Member } from '../intake/member.ts'
import type { WritingContext } from './job.ts'

export interface ImportAsk extends PlanAsk {
  readonly sourceZone?: string | undefined
  readonly environment?: string | undefined
  readonly again: boolean
}

type Result = JobResult<'import'>
type Already = Result['already'][number]

/** Imports files, folders and archives: plan, set aside what the case holds, write each bundle whole, answer the ledgers. */
export async function importFiles(context: WritingContext, ask: ImportAsk): Promise<Result> {
  const { db, signal } = context
  const started = performance.now()
  await removeIncomplete(db)
  const plan = await planImport(ask, signal)
  const { bundles, already } = ask.again ? { bundles: plan.bundles, already: [] } : await withoutKnown(context, plan)
  const refused = [...plan.refused]
  const written: Result['bundles'] = []
  for (const bundle of bundles) {
    const done = await writeOrLeaveOut(context, { bundle, ask, refused })
    if (done) written.push(importedBundle(db, done.id))
  }
  const seconds = Math.round(performance.now() - started) / 1000
  return {
    case: basename(context.casePath),
    bundles: written,
    refused: refused.map(plain),
    already: [...already],
    seconds,
  }
}

type Task = {
  readonly bundle: PlannedBundle
  readonly ask: ImportAsk
  readonly refused: RefusedFile[]
}

/** A file that breaks midway is taken out with all that was written, then the bundle is written again without it. */
async function writeOrLeaveOut(
  context: WritingContext,
  { bundle, ask, refused }: Task,
): Promise<WrittenBundle | undefined> {
  const total = bundle.files.reduce((sum, { member }) => sum + member.sizeBytes, 0)
  let left = bundle.files
  while (left.some(({ role }) => role === 'log')) {
    const before = new Map<string, number>()
    const tell = (file: string, bytes: number, records: number, rejected: number): void => {
      before.set(file, bytes)
      const done = [...before.values()].reduce((sum, one) => sum + one, 0)
      context.tell({
        phase: 'reading',
        done,
        total,
        unit: 'bytes',
        file,
        files: { done: before.size, total: left.length },
        records,
        rejected,
      })
    }
    // a pool an attempt: a thread's dictionary belongs to the rows written with it
    const pool = new ParserPool(maskKeyOf(context.db))
    try {
      return await writeBundle(
        context,
        { ...bundle, files: left },
        { pool, environment: ask.environment ?? '', zone: ask.sourceZone, tell },
      )
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      refused.push(refusalOf(error.fault, error.member.path))
      left = left.filter(({ member }) => member !== error.member)
      await removeIncomplete(context.db)
    } finally {
      await pool.close()
    }
  }
  return undefined
}

const HELD = `SELECT f.id, f.bundle, f.path FROM bundle_file f JOIN bundle b ON b.id = f.bundle
               WHERE f.sha256 = ? AND f.role = 'log' AND b.state = 'complete' LIMIT 1`

/** Sets aside what the case already holds: a loose file by its SHA-256, an open bundle only if all of it is there. */
async function withoutKnown(
  { db, signal }: WritingContext,
  plan: ImportPlan,
): Promise<{ bundles: PlannedBundle[]; already: Already[] }> {
  const find = db.prepare<[string], { bundle: number }>(HELD)
  const sizes = new Set(
    db.prepare<[], number>("SELECT DISTINCT bytes FROM bundle_file WHERE role = 'log'").pluck().all(),
  )
  const already: Already[] = []
  const bundles: PlannedBundle[] = []
  for (const bundle of plan.bundles) {
    const known: Already[] = []
    for (const { member, role } of bundle.files) {
      if (role !== 'log' || !sizes.has(member.sizeBytes)) continue
      const sha256 = await digestOf(member, signal)
      const held = find.get(sha256)
      if (held) known.push({ path: member.path, sha256, bundle: held.bundle })
    }
    const paths = new Set(known.map(({ path }) => path))
    const left = bundle.files.filter(({ member }) => !paths.has(member.path))
    const whole = left.every(({ role }) => role === 'tag')
    if (bundle.shape === 'open-bundle' ? !whole : paths.size === 0) bundles.push(bundle)
    else {
      already.push(...known)
      if (!whole) bundles.push({ ...bundle, files: left })
    }
  }
  return { bundles, already }
}

async function digestOf(member: Member, signal: AbortSignal): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of member.read((received) => void digest.update(received), signal))
    if (chunk.byteLength < 0) break
  return digest.digest('hex')
}

const plain = ({ path, code, message, remedy }: RefusedFile): Result['refused'][number] => ({
  path,
  code,
  message,
  ...(remedy !== undefined && { remedy }),
})
