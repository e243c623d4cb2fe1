import type { Answer } from '../../contract/calls.ts'
import type { Check } from '../../core/verify/check.ts'
import { titlesOf } from '../known-formats.ts'
import { coverage } from './coverage.ts'
import { nextSteps } from './next-steps.ts'
import type { Asking } from './result.ts'
import { verifyState } from './verify-state.ts'

type Overview = Answer<'overview'>
type Bundle = Overview['bundles'][number]
type Row = Pick<Bundle, 'id' | 'name' | 'format' | 'records' | 'lines' | 'rejected'> & {
  readonly first: string | null
  readonly last: string | null
}

const BUNDLES = `SELECT id, name, format, records, lines, rejected, first_time AS first, last_time AS last
                   FROM bundle WHERE state = 'complete' ORDER BY id`

const SHARES = `SELECT count(*) AS n, count(actor) AS identity, count(target) AS target, sum(time_digits >= 3) AS time,
                       sum(outcome > 0) AS result, count(ip) AS origin, sum(reason_given IS NOT NULL OR ticket IS NOT NULL) AS reason
                  FROM record WHERE bundle IN (SELECT id FROM bundle WHERE state = 'complete')`

/** The first screen: bundles with their verdicts, coverage by day, what each record carries, what to do next. */
export function overview(asking: Asking, head: Overview['head']): Overview {
  const { db } = asking
  const state = verifyState(db)
  const checksOf = new Map(state.bundles.map(({ id, verdict, checks }) => [id, { verdict, checks }]))
  const titles = titlesOf(db)
  const bundles = db
    .prepare<[], Row>(BUNDLES)
    .all()
    .map((row) => bundleOf(row, titles.get(row.format), checksOf.get(row.id)))
  const packs = db.prepare<[], number>('SELECT count(*) FROM pack').pluck().get() ?? 0
  return {
    head,
    bundles,
    coverage: coverage(asking),
    shares: shares(asking),
    next: nextSteps({ bundles, packs, checksOf: (id) => checksOf.get(id)?.checks ?? [] }),
    packs,
  }
}

function bundleOf(
  { first, last, ...row }: Row,
  title: string | undefined,
  checked: { verdict: Bundle['verdict']; checks: readonly Check[] } | undefined,
): Bundle {
  const proofs = checked?.checks.filter(({ level }) => level === 'proof') ?? []
  return {
    ...row,
    title: title ?? row.format,
    ...(first !== null && { first }),
    ...(last !== null && { last }),
    verdict: checked?.verdict ?? 'unchecked',
    ...tallied(proofs),
    because: because(checked),
  }
}

/** A check held only if all its entries did. */
function tallied(proofs: readonly Check[]): Pick<Bundle, 'held' | 'checks'> {
  const broken = new Set(proofs.filter(({ verdict }) => verdict !== 'verified').map(({ check }) => check))
  const all = new Set(proofs.map(({ check }) => check))
  return { held: all.size - broken.size, checks: all.size }
}

/** One line that says why: the worst proof check speaks, and how many more there are of its kind. */
function because(checked: { verdict: Bundle['verdict']; checks: readonly Check[] } | undefined): string {
  if (!checked) return 'not checked yet'
  if (checked.verdict === 'not-offered') return 'the source has no integrity mechanism'
  const speaking = checked.checks.filter(({ level, verdict }) => level === 'proof' && verdict === checked.verdict)
  if (checked.verdict === 'verified')
    return `all ${tallied(speaking).held} kinds of proof held, over ${speaking.length} files and statements`
  const more = speaking.length > 1 ? `, and ${speaking.length - 1} more` : ''
  return `${speaking[0]?.message ?? ''}${more}`
}

function shares({ db }: Asking): Overview['shares'] {
  const row = db.prepare<[], Record<string, number | null>>(SHARES).get() ?? {}
  const of = row['n'] ?? 0
  if (of === 0) return []
  return (['identity', 'target', 'time', 'result', 'origin', 'reason'] as const).map((what) => ({
    what,
    n: row[what] ?? 0,
    of,
  }))
}
