import { z } from 'zod'
import type { CustodyRead } from '../../core/custody/custody.ts'
import { caseVerdict, holdResults, type ToldAct } from '../../core/custody/hold-results.ts'
import { paths } from '../../core/pack/names.ts'
import { packProblem, type PackProblem } from '../../core/pack/problems.ts'
import { REPORT_SCHEMA } from '../../core/pack/report.ts'
import { verdicts } from '../../core/verify/check.ts'
import { sha256 } from '../crypto/digest.ts'

/** A check as it stands, with members that later versions may have; flat, so no depth to exhaust. */
const Told = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
const verdict = z.enum(verdicts)
const Report = z.object({
  verdict,
  verification: z.object({
    verdict,
    bundles: z.array(z.object({ id: z.int().optional(), verdict, checks: z.array(Told) })),
  }),
})
type Report = z.output<typeof Report>

/** What the report of a pack says of the verification, against the pack's own chain of acts. A report of another maker is not compared. */
export function reportProblems(text: string, reads: readonly CustodyRead[]): PackProblem[] {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || !('schema' in value) || value.schema !== REPORT_SCHEMA) return []
  const { data: report } = Report.safeParse(value)
  if (!report) return [differ('the report does not say what was verified in the form of its schema')]
  return [...wholeProblems(report), ...resultProblems(report, reads)]
}

function wholeProblems({ verdict: first, verification }: Report): PackProblem[] {
  const expected = caseVerdict(verification.bundles)
  return [first, verification.verdict].some((said) => said !== expected)
    ? [differ(`the report calls the whole other than its bundles, which together are ${expected}`)]
    : []
}

function resultProblems({ verification }: Report, reads: readonly CustodyRead[]): PackProblem[] {
  const results = verification.bundles.flatMap(({ id, ...rest }) => (id === undefined ? [] : [{ bundle: id, ...rest }]))
  const { faults, missing } = holdResults(results, reads.flatMap(actIn), sha256)
  return [
    ...faults.map(({ message, expected, found }) =>
      differ(`${message}${expected === undefined ? '' : `: the report says ${found}, custody ${expected}`}`),
    ),
    ...missing.map((bundle) => differ(`custody tells that bundle ${bundle} was verified, and the report does not`)),
  ]
}

const actIn = (read: CustodyRead): ToldAct[] => (read.ok ? [{ ...read.entry.members, seq: read.entry.seq }] : [])

const differ = (message: string): PackProblem => packProblem('report-contradicts-custody', message, paths.report)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
