import { basename } from 'node:path'
import type { JobResult } from '../../contract/events.ts'
import type { Member } from '../intake/member.ts'
import { ParserPool } from '../pipeline/parser-pool.ts'
import { asFiles } from '../pipeline/plan-files.ts'
import { keptForProof, tagOf } from '../pipeline/keep-proofs.ts'
import { asReceived } from '../pipeline/keep-received.ts'
import { type PlanAsk, type PlannedBundle, type RefusedFile, planImport } from '../pipeline/plan-import.ts'
import { refusalOf } from '../pipeline/planning.ts'
import { BrokenFile, type WrittenBundle, writeBundle } from '../pipeline/write-bundle.ts'
import { maskKeyOf } from '../store/meta.ts'
import { setAside } from '../pipeline/set-aside.ts'
import { removeIncomplete } from '../store/remove-incomplete.ts'
import { importedBundle } from '../store/imported-bundle.ts'
import { formatOfProfile, knownFormats } from '../known-formats.ts'
import { chainRuleIn } from '../supplied-chain.ts'
import type { WritingContext } from './job.ts'

export interface ImportAsk extends Omit<PlanAsk, 'formats' | 'asFiles'> {
  /** JSON of the profile to read the files by, where the user names one. */
  readonly profile?: string | undefined
  readonly environment?: string | undefined
  readonly again: boolean
  readonly asFiles?: boolean | undefined
  /** With `asFiles`: files of chain rules. */
  readonly chainRules?: readonly string[] | undefined
}

type Result = JobResult<'import'>

/** Imports files, folders and archives: plan, set aside what the case holds, write each bundle whole, answer the ledgers. */
export async function importFiles(context: WritingContext, ask: ImportAsk): Promise<Result> {
  const { db, signal } = context
  const started = performance.now()
  await removeIncomplete(db)
  const plan = await planImport({ ...ask, ...formatsFor(db, ask), asFiles: filesOf(ask) }, signal)
  const { bundles, already } = ask.again
    ? { bundles: plan.bundles, already: [] }
    : await setAside(db, plan.bundles, signal)
  const refused = [...plan.refused]
  const written: Result['bundles'] = []
  for (const bundle of bundles) {
    const done = await writeOrLeaveOut(context, { bundle, ask, refused, batch: written[0]?.id })
    if (done) written.push({ ...importedBundle(db, done.id), ...unmappedIn(done) })
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

const unmappedIn = ({
  unmapped: { count, words },
}: WrittenBundle): Pick<Result['bundles'][number], 'unmappedResults'> =>
  count === 0 ? {} : { unmappedResults: { count, words: [...words] } }

const filesOf = ({ asFiles: isAsked = false, chainRules = [] }: ImportAsk): PlanAsk['asFiles'] =>
  isAsked ? { rules: chainRules.map((path) => chainRuleIn(path).rule) } : undefined

/** A profile that the user names is the only format that is tried. */
function formatsFor(db: WritingContext['db'], { profile, format }: ImportAsk): Pick<PlanAsk, 'formats' | 'format'> {
  if (profile === undefined) return { formats: knownFormats(db), format }
  const adapter = formatOfProfile(profile, 'the profile')
  return { formats: [adapter], format: adapter.id }
}

type Task = {
  readonly bundle: PlannedBundle
  readonly ask: ImportAsk
  readonly refused: RefusedFile[]
  readonly batch: number | undefined
}

/** A bundle that lost all its logs is kept where its proof says what is missing. */
function isWorthWriting({ shape, adapter, files }: PlannedBundle): boolean {
  const needsLog = shape === 'files' && adapter !== asFiles
  return needsLog ? files.some(({ role }) => role === 'log') : files.length > 0
}

/** What a proof names and cannot be unpacked is kept as received; asked to verify alone, also where no log is left beside it. */
function withoutFile(plan: PlannedBundle, broken: Member, { asFiles: isAsked = false }: ImportAsk): PlannedBundle {
  const { isNamed } = plan.files.find(({ member }) => member === broken) ?? {}
  const files = plan.files.filter(({ member }) => member !== broken)
  if (isNamed && broken.layers.length > 0 && !holds(files, broken))
    files.push({ ...tagOf(asReceived(broken)), isNamed })
  const isProved = files.every(({ role }) => role === 'tag') && files.some((file) => file.isNamed)
  return isAsked && isProved ? { ...plan, files, adapter: asFiles, confidence: 0, reasons: [] } : { ...plan, files }
}

const holds = (files: PlannedBundle['files'], { path }: Member): boolean =>
  files.some(({ member }) => member.path === path)

/** A file that breaks midway is taken out with all that was written, then the bundle is written again without it. */
async function writeOrLeaveOut(
  context: WritingContext,
  { bundle, ask, refused, batch }: Task,
): Promise<WrittenBundle | undefined> {
  const total = bundle.files.reduce((sum, { member }) => sum + member.sizeBytes, 0)
  let plan = bundle
  while (isWorthWriting(plan)) {
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
        files: { done: before.size, total: plan.files.length },
        records,
        rejected,
      })
    }
    // a pool an attempt: a thread's dictionary belongs to the rows written with it
    const pool = new ParserPool(maskKeyOf(context.db), [plan.adapter])
    try {
      return await writeBundle(context, plan, {
        pool,
        environment: ask.environment ?? '',
        zone: ask.sourceZone,
        batch,
        tell,
      })
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      plan = withoutFile(plan, error.member, ask)
      const why = refusalOf(error.fault, error.member.path)
      refused.push(holds(plan.files, error.member) ? keptForProof(why) : why)
      await removeIncomplete(context.db)
    } finally {
      await pool.close()
    }
  }
  return undefined
}

const plain = ({ path, code, message, remedy }: RefusedFile): Result['refused'][number] => ({
  path,
  code,
  message,
  ...(remedy !== undefined && { remedy }),
})
